import type { Snowflake } from '#schema/contract/ids.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import { SweepKnowledge } from './sweep-knowledge.ts'
import type { SweepSide } from './surroundings.ts'
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
