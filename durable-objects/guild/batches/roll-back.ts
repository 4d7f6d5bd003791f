import type { Case } from '#schema/contract/case.ts'
import { A_CHUNK } from './change-many.ts'
import type { Desk } from './desk.ts'
import { tellImport } from './import-records.ts'
import type { RollBackJob, Step } from './job.ts'

/** Whether somebody has done something with it since. */
const isWorkedOn = (c: Case): boolean =>
  c.editedAt !== null ||
  c.assignee !== null ||
  c.reviewed !== null ||
  [c.labels.length, c.links.length, c.comments, c.evidence].some((count) => count > 0)

/**
 * Takes the next of an import's cases back, newest first. They stay under their numbers, as rolled back, so that the count has
 * neither gap nor double; what somebody has worked on, or another case is about, is kept as it is.
 */
export async function rollBack(desk: Desk, job: RollBackJob): Promise<Step> {
  const filter = { import: job.import.id, ...(job.before === null ? {} : { before: job.before }) }
  const numbers = desk.search.tags(filter, A_CHUNK).map(({ number }) => number)
  const { counts } = job.import
  let kept = 0
  const changed = await desk.changeCases(numbers, (c) => {
    if (c.status === 'rolled_back') return null
    if (!isWorkedOn(c) && !desk.search.isFollowed(c.number))
      return { case: { ...c, status: 'rolled_back' }, entry: null }
    kept++
    return null
  })
  for (const c of changed) desk.search.index(c)
  counts.rolledBack += changed.length
  counts.kept += kept
  if (changed.length > 0) desk.publish({ type: 'cases.updated', data: { numbers: changed.map((c) => c.number) } })
  job.before = numbers.at(-1) ?? job.before
  if (numbers.length === A_CHUNK) {
    desk.publish({ type: 'import.changed', data: job.import })
    return 'more'
  }
  job.import.state = 'rolled_back'
  job.import.endedAt = Date.now()
  await tellImport(desk, job.import)
  desk.audit({
    category: 'import',
    type: 'import.rolled_back',
    at: Date.now(),
    actor: job.by,
    surface: 'dashboard',
    target: { type: 'other', id: job.import.id, name: job.import.source },
    before: null,
    after: { rolledBack: counts.rolledBack, kept: counts.kept },
    requestId: job.requestId,
  })
  return 'done'
}
