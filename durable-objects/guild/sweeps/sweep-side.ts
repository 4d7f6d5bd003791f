import type { Snowflake } from '#schema/contract/ids.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import type { LiveSide } from '#durable-objects/guild/live-side.ts'
import { SweepKnowledge } from './sweep-knowledge.ts'
import type { SweepSide, SweepSurroundings } from './surroundings.ts'
import type { Sweeps } from './sweeps.ts'

/** What the action path hears sweeps by, though they are made after it. */
export const sweepSide = (
  sweeps: () => Sweeps,
  { guildId, db, live }: { guildId: Snowflake; db: () => Promise<Db>; live: { know: Knowledge; listWhole(): boolean } },
): SweepSide => ({
  know: new SweepKnowledge({ know: live.know, guildId, db, listWhole: () => live.listWhole() }),
  saw: (run) => sweeps().saw(run),
  record: (c) => sweeps().record(c),
  waitFor: (run, refusal) => sweeps().waitFor(run, refusal),
})

/** What sweeps use of the live side. */
export const liveForSweeps = (
  live: LiveSide,
): Pick<SweepSurroundings, 'bans' | 'listWhole' | 'selectMembers' | 'casesOf' | 'publish' | 'indexCases'> => ({
  bans: live.bans,
  listWhole: () => live.listWhole(),
  selectMembers: (filter, most) => live.members.index.select(filter, most),
  casesOf: async (sweep, most) => (await live.search.find({ sweep }, most)).numbers,
  publish: (event, how) => live.publish(event, how),
  indexCases: (list) => live.indexCases(list),
})
