import type { Snowflake } from '#schema/contract/ids.ts'
import type { Answer } from '#durable-objects/discord/discord.ts'
import { asPerformed, type ActionPerformer, type Hands } from './performer.ts'

/** Sets or clears (null) the moment until which a member may not speak; UTC ms. */
export const setTimeoutUntil = async (
  { discord, guildId }: Hands,
  { targetId, until }: { targetId: Snowflake; until: number | null },
  audit: string,
): Promise<Answer<undefined>> =>
  discord.call({
    method: 'PATCH',
    route: `/guilds/${guildId}/members/${targetId}`,
    body: { communication_disabled_until: until === null ? null : new Date(until).toISOString() },
    reason: audit,
    permission: 'moderateMembers',
  })

/** A second's grace below Discord's bound, for the way there. */
const GRACE = 1_000

/** The end is fixed at the first try and kept, so that a repeated call sets the same moment. */
export const timeout: ActionPerformer<'timeout'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: true,
  notice: true,
  ends: ['timeout'],
  async perform(hands, deed, { audit }) {
    const { progress } = hands.run
    const until = typeof progress.until === 'number' ? progress.until : hands.now() + deed.duration - GRACE
    if (progress.until === undefined) hands.keep({ until })
    return asPerformed(await setTimeoutUntil(hands, { targetId: deed.targetId, until }, audit))
  },
  endsAt: ({ run, now }, deed) =>
    typeof run.progress.until === 'number' ? run.progress.until : now() + deed.duration - GRACE,
}
