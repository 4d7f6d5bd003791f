import type { MessageRef } from '#schema/contract/action.ts'
import type { Snapshot } from '#schema/contract/evidence.ts'
import type { Channel, GuildState, Member } from '#schema/contract/guild.ts'
import { channelPermissions, has, type PermissionName } from '#schema/contract/permission.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { WholeMessage } from '#durable-objects/discord/message-shape.ts'
import { freshChannel } from '#durable-objects/guild/fresh-channel.ts'
import { snapshotOf } from './snapshot-of.ts'

const PRIVATE_THREAD = 12
const GONE = new Set([10003, 10008])

/** Who asks, where: nobody gets to see by way of evidence what Discord does not show them. `asker` null: Wardroom itself. */
interface Asking {
  discord: Discord
  guild: GuildState
  asker: Member | null
}

/** Reads these messages of this very server as they are now, one call each; never throws for what Discord does. */
export const takeEvidence = (refs: readonly MessageRef[], asking: Asking): Promise<Snapshot[]> =>
  Promise.all(refs.map((ref) => take(ref, asking)))

async function take({ channelId, messageId }: MessageRef, { discord, guild, asker }: Asking): Promise<Snapshot> {
  const missing = (why: Extract<Snapshot, { state: 'missing' }>['why']): Snapshot => ({
    state: 'missing',
    channelId,
    messageId,
    why,
  })
  const known = guild.channels.find(({ id }) => id === channelId)
  const channel = known ?? (await freshChannel(discord, guild, channelId))
  if ('ok' in channel)
    return missing('retry' in channel ? 'discord_away' : channel.code === 'unknown_channel' ? 'gone' : 'no_access')
  if (asker && !mayRead(asker, guild, channel)) return missing('not_yours_to_see')
  const answer = await discord.call({
    method: 'GET',
    route: `/channels/${channelId}/messages/${messageId}`,
    read: WholeMessage,
    permission: 'readMessageHistory',
  })
  if (answer.ok) return snapshotOf(answer.value, channel)
  if (answer.retry) return missing('discord_away')
  return missing(GONE.has(answer.discordCode ?? 0) ? 'gone' : 'no_access')
}

function mayRead(asker: Member, guild: GuildState, channel: Channel): boolean {
  const bits = channelPermissions(guild, { userId: asker.id, roleIds: asker.roleIds }, channel.overwrites)
  const needed: PermissionName[] = ['viewChannel', 'readMessageHistory']
  if (channel.type === PRIVATE_THREAD) needed.push('manageThreads')
  return needed.every((one) => has(bits, one))
}
