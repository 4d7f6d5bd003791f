import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { changesOf } from '#durable-objects/guild/casework/changes-of.ts'
import { amended } from '#durable-objects/guild/casework/patch.ts'
import type { Desk } from './desk.ts'
import type { ChangeJob, Step } from './job.ts'

export const A_CHUNK = 250

/** The case as it is then, and what its thread gets of it; null when it was that way already. */
function changed(c: Case, { patch }: ChangeJob): { case: Case; entry: ThreadEntry } | null {
  const kept = patch.reviewed && c.reviewed ? { ...patch, reviewed: c.reviewed } : patch
  const now = amended(c, kept)
  const changes = changesOf(c, now)
  if (!changes) return null
  const { id, author, at: createdAt } = patch.by
  const fresh = { editedAt: null, deletedAt: null, deletedBy: null }
  return { case: now, entry: { number: c.number, id, kind: 'edit', author, text: '', changes, createdAt, ...fresh } }
}

/** Changes the next chunk of cases; when all are done, tells the pages once and the audit log. */
export async function changeMany(desk: Desk, job: ChangeJob): Promise<Step> {
  const chunk = job.numbers.slice(job.done, job.done + A_CHUNK)
  const done = await desk.changeCases(chunk, (c) => changed(c, job))
  for (const c of done) desk.search.index(c)
  job.done += chunk.length
  job.changed.push(...done.map((c) => c.number))
  if (job.done < job.numbers.length) return 'more'
  if (job.changed.length === 0) return 'done'
  desk.publish({ type: 'cases.updated', data: { numbers: job.changed } })
  const { by, addLabels = [], removeLabels = [], assignee, reviewed } = job.patch
  desk.audit({
    category: 'case',
    type: 'cases.changed',
    at: Date.now(),
    actor: by.author,
    surface: by.surface,
    target: null,
    before: null,
    after: {
      count: job.changed.length,
      ...(job.filter === null ? { cases: job.changed.slice(0, 100) } : { filter: job.filter }),
      ...(addLabels.length > 0 ? { addLabels } : {}),
      ...(removeLabels.length > 0 ? { removeLabels } : {}),
      ...(assignee === undefined ? {} : { assignee: assignee?.name ?? null }),
      ...(reviewed === undefined ? {} : { reviewed: reviewed !== null }),
    },
    requestId: by.requestId,
  })
  return 'done'
}
