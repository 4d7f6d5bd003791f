import type { Asker } from '#schema/contract/audit.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { callGuild } from './call-guild.ts'
import { readSwitches } from './read-switches.ts'

/** Discord's channel types that can be posted to: text and announcement. */
const POSTABLE = new Set([0, 5])

/** What is posted goes to channels of this very server. Null: all of these are. */
export async function refuseChannels(
  env: Env,
  guildId: string,
  channelIds: readonly (string | null | undefined)[],
): Promise<Failure | null> {
  const wanted = channelIds.filter((id) => typeof id === 'string')
  if (wanted.length === 0) return null
  const state = await callGuild(env, guildId, (guild) => guild.state())
  if (!state.ok) return state
  const channels = wanted.map((id) => state.channels.find((one) => one.id === id))
  if (channels.includes(undefined)) return fail('unknown_channel')
  return channels.every((channel) => channel && POSTABLE.has(channel.type)) ? null : fail('wrong_channel')
}

/** Has the channel follow the developers' announcement channel, or stop to, as these settings say. */
export function follow(
  env: Env,
  guildId: string,
  { channelId, follow: wanted }: Settings['broadcasts'],
): Promise<{ ok: true } | Failure> {
  return callGuild(env, guildId, (guild) => guild.news({ type: 'follow', channelId: wanted ? channelId : null }))
}

/** Chooses where news of the bot's developers are posted; null: nowhere. */
export async function saveNewsChannel(
  env: Env,
  guildId: string,
  { channelId, asker }: { channelId: string | null; asker: Asker },
): Promise<null | Failure> {
  const { writes } = await readSwitches(env)
  if (writes) return fail('read_only', { reason: writes.reason })
  const refusal = await refuseChannels(env, guildId, [channelId])
  if (refusal) return refusal
  const { broadcasts } = await callGuild(env, guildId, (guild) => guild.settings())
  const changed = { ...broadcasts, channelId }
  const following = await follow(env, guildId, changed)
  if (!following.ok) return following
  await callGuild(env, guildId, (guild) => guild.saveSettings({ broadcasts: changed }, asker))
  return null
}
