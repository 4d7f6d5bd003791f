import { listWarnings } from '#schema/queries/cases.ts'
import type { Surroundings } from './action-path.ts'
import type { Hands } from './actions/performer.ts'
import type { CaseBook } from './case-book.ts'
import { copyFiles } from './evidence/copy-files.ts'
import type { EvidenceBox } from './evidence/evidence-box.ts'
import { snapshotOf } from './evidence/snapshot-of.ts'
import type { Locks } from './locks.ts'
import type { Run } from './run.ts'
import type { Runs } from './runs.ts'

/** What a kind has to act with, for one run. */
export function handsFor(
  run: Run,
  parts: { around: Surroundings; runs: Runs; locks: Locks; book: CaseBook; evidence: EvidenceBox },
): Hands {
  const { around, runs, locks, book, evidence } = parts
  const { env, guildId, raid, sweepLine, sweep } = around
  const inSweep = run.action.sweepId !== undefined
  const know = inSweep ? sweep.know : around.know
  return {
    guildId,
    raid,
    discord: inSweep ? sweepLine : around.discord,
    book,
    warningsOf: async (userId) => listWarnings(await around.db(), guildId, userId),
    settings: () => know.settingsOf(),
    locks,
    run,
    now: () => Date.now(),
    keep: (progress) => {
      Object.assign(run.progress, progress)
      runs.save(run)
    },
    memberOf: (userId) => know.memberOf(userId, { fresh: true }),
    keepMessages: async (messages, channel) => {
      const kept = messages.map((message) => snapshotOf(message, channel))
      await copyFiles(kept, { env, guildId })
      await evidence.keep(run.action.id, kept)
    },
  }
}
