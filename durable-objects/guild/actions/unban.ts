import type { Snowflake } from '#schema/contract/ids.ts'
import { DiscordBan } from '#durable-objects/discord/shapes.ts'
import type { Answer } from '#durable-objects/discord/discord.ts'
import { asPerformed, asRefusal, type ActionPerformer, type Hands } from './performer.ts'

const UNKNOWN_BAN = 10026

/** Lifts a ban; `gone` counts one that is not there as lifted. */
export async function deleteBan(
  { discord, guildId }: Hands,
  targetId: Snowflake,
  { audit, gone }: { audit: string; gone: boolean },
): Promise<Answer<undefined>> {
  const answer = await discord.call({
    method: 'DELETE',
    route: `/guilds/${guildId}/bans/${targetId}`,
    reason: audit,
    permission: 'banMembers',
  })
  return !answer.ok && gone && answer.discordCode === UNKNOWN_BAN ? { ok: true, value: undefined } : answer
}

export const unban: ActionPerformer<'unban'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: ['tempban'],
  async check({ discord, guildId }, { targetId }) {
    const route = `/guilds/${guildId}/bans/${targetId}` as const
    const answer = await discord.call({ method: 'GET', route, read: DiscordBan, permission: 'banMembers' })
    return answer.ok ? null : asRefusal(answer)
  },
  async perform(hands, { targetId }, { audit, again }) {
    const gone = again || hands.run.action.source === 'schedule'
    return asPerformed(await deleteBan(hands, targetId, { audit, gone }))
  },
}
