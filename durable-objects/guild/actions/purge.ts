import { MOST_EVIDENCE } from '#schema/contract/evidence.ts'
import { fail } from '#schema/contract/failure.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'
import type { Failure } from '#schema/contract/failure.ts'
import { WholeMessages, type WholeMessage } from '#durable-objects/discord/message-shape.ts'
import type { Later, Performed } from '#durable-objects/guild/queue-deps.ts'
import { asPerformed, asRefusal, type ActionPerformer, type Hands } from './performer.ts'

/** Discord deletes in bulk what is younger than this; a minute's grace for the way there. */
const OLDEST = 14 * 24 * 3_600_000 - 60_000
/** How many pages of 100 are searched for one author's messages. */
const MOST_PAGES = 10
const UNKNOWN_MESSAGE = 10008

/** Ids are found, and the messages kept as evidence, before the first is deleted, so that a repeat deletes the same and counts right. */
export const purge: ActionPerformer<'purge'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: [],
  async check(hands, deed, { channel }) {
    if (hands.run.progress.ids) return null
    const found = await findMessages(hands, deed)
    if (!Array.isArray(found)) return found
    if (found.length === 0) return fail('nothing_to_purge')
    await hands.keepMessages(found.slice(0, MOST_EVIDENCE), { id: deed.channelId, name: channel?.name ?? null })
    hands.keep({ ids: found.map(({ id }) => id) })
    return null
  },
  async perform(hands, { channelId }, { audit }): Promise<Performed> {
    const { run, now, keep } = hands
    const ids = Array.isArray(run.progress.ids) ? run.progress.ids : []
    let done = Number(run.progress.done ?? 0)
    while (done < ids.length) {
      const chunk = ids.slice(done, done + 100)
      const young = chunk.filter((id) => snowflakeTime(id) > now() - OLDEST)
      const performed = await deleteMessages(hands, { channelId, ids: young, audit })
      if (!performed.ok && ('retry' in performed || done === 0)) return performed
      if (!performed.ok) return { ok: true, result: { deleted: done, found: ids.length, stopped: performed.message } }
      done += chunk.length
      keep({ done })
    }
    return { ok: true, result: { deleted: done } }
  },
}

async function findMessages(
  { discord, now }: Hands,
  { channelId, count, fromId }: { channelId: Snowflake; count: number; fromId?: Snowflake | undefined },
): Promise<WholeMessage[] | Failure | Later> {
  const found: WholeMessage[] = []
  let before: Snowflake | undefined
  for (let page = 0; page < MOST_PAGES && found.length < count; page++) {
    const answer = await discord.call({
      method: 'GET',
      route: `/channels/${channelId}/messages`,
      query: { limit: '100', ...(before ? { before } : {}) },
      read: WholeMessages,
      permission: 'readMessageHistory',
    })
    if (!answer.ok) return asRefusal(answer)
    const young = answer.value.filter((m) => snowflakeTime(m.id) > now() - OLDEST)
    found.push(...young.filter((m) => !fromId || m.author.id === fromId))
    before = answer.value.at(-1)?.id
    if (young.length < 100) break
  }
  return found.slice(0, count)
}

/** Two or more in bulk; a single one, or none, by itself. Missing ones count as deleted. */
async function deleteMessages(
  { discord }: Hands,
  { channelId, ids, audit }: { channelId: Snowflake; ids: readonly Snowflake[]; audit: string },
): Promise<Performed> {
  const [only] = ids
  if (only === undefined) return { ok: true }
  const common = { reason: audit, permission: 'manageMessages' } as const
  if (ids.length > 1) {
    const route = `/channels/${channelId}/messages/bulk-delete` as const
    return asPerformed(await discord.call({ method: 'POST', route, body: { messages: ids }, ...common }))
  }
  const route = `/channels/${channelId}/messages/${only}` as const
  const answer = await discord.call({ method: 'DELETE', route, ...common })
  return !answer.ok && answer.discordCode === UNKNOWN_MESSAGE ? { ok: true } : asPerformed(answer)
}
