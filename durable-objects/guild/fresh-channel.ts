import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Channel, GuildState } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordChannel } from '#durable-objects/discord/shapes.ts'
import { asRefusal } from './actions/performer.ts'
import type { Later } from './queue-deps.ts'

/** The channel as Discord has it now; a thread has its parent's overwrites. */
export async function freshChannel(
  discord: Discord,
  guild: GuildState,
  channelId: Snowflake,
): Promise<Channel | Failure | Later> {
  const answer = await discord.call({ method: 'GET', route: `/channels/${channelId}`, read: DiscordChannel })
  if (!answer.ok) return asRefusal(answer)
  const found = answer.value
  if (found.guild_id !== guild.id) return fail('unknown_channel')
  const parent = found.permission_overwrites ? undefined : guild.channels.find((c) => c.id === found.parent_id)
  return {
    id: found.id,
    name: found.name ?? '',
    type: found.type,
    position: found.position ?? 0,
    parentId: found.parent_id ?? null,
    overwrites: found.permission_overwrites ?? parent?.overwrites ?? [],
    slowmode: found.rate_limit_per_user ?? 0,
  }
}
