import { strikesOf, TRIAL_DAYS, type LadderTrial } from '#schema/contract/ladder-trial.ts'
import type { Warnings } from '#schema/contract/warnings.ts'
import { listCasesByNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'

const MOST = 300
/** People asked about at once, as many as a filter names, and the warnings they may have between them. */
const PEOPLE = 50
const EACH = 200

/** Tries a ladder, saved or not, on what was warned of lately. Nothing happens to anybody; reads at most 1,500 cases. */
export async function tryLadder(
  env: Env,
  { guildId, shard }: { guildId: string; shard: number },
  settings: Warnings,
): Promise<LadderTrial> {
  const db = guildDb(env, shard)
  const find = (filter: { target?: string; last?: `${typeof TRIAL_DAYS}d` }, limit: number) =>
    callGuild(env, guildId, (guild) => guild.findCases({ kind: 'warn', status: 'done', ...filter }, limit))
  const found = await find({ last: `${TRIAL_DAYS}d` }, MOST)
  const recent = await listCasesByNumber(db, guildId, found.numbers)
  const people = [...new Set(recent.flatMap((c) => c.target?.id ?? []))]
  const groups = Array.from({ length: Math.ceil(people.length / PEOPLE) }, (_, i) =>
    people.slice(i * PEOPLE, (i + 1) * PEOPLE),
  )
  const known = new Set(found.numbers)
  const past = await Promise.all(groups.map((group) => find({ target: group.join(',') }, EACH)))
  const earlier = await Promise.all(
    past.map(({ numbers }) =>
      listCasesByNumber(
        db,
        guildId,
        numbers.filter((number) => !known.has(number)),
      ),
    ),
  )
  return {
    strikes: strikesOf(settings, recent, earlier.flat()),
    warnings: recent.length,
    people: people.length,
    since: found.next === null ? null : (recent.at(-1)?.createdAt ?? null),
    partial: past.some(({ next }) => next !== null) || found.partial === true,
  }
}
