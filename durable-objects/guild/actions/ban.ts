import type { Snowflake } from '#schema/contract/ids.ts'
import type { Answer } from '#durable-objects/discord/discord.ts'
import { asPerformed, type ActionPerformer, type Hands } from './performer.ts'

/** Bans, also who is not in the server; of who is already banned it changes nothing. */
export const putBan = async (
  { discord, guildId }: Pick<Hands, 'discord' | 'guildId'>,
  { targetId, deleteSeconds }: { targetId: Snowflake; deleteSeconds: number },
  audit: string,
): Promise<Answer<undefined>> =>
  discord.call({
    method: 'PUT',
    route: `/guilds/${guildId}/bans/${targetId}`,
    body: { delete_message_seconds: deleteSeconds },
    reason: audit,
    permission: 'banMembers',
  })

export const ban: ActionPerformer<'ban'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: true,
  ends: ['tempban'],
  perform: async (hands, deed, { audit }) => asPerformed(await putBan(hands, deed, audit)),
}
