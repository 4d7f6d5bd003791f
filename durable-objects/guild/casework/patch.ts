import type { Person } from '#schema/contract/action.ts'
import type { AuditSurface } from '#schema/contract/audit.ts'
import type { Case } from '#schema/contract/case.ts'

/** Somebody's change of a case, which its thread and the audit log will tell of; `id` is that entry's. */
export interface By {
  id: number
  at: number
  author: Person
  surface: AuditSurface
  requestId: string | null
}

/** What somebody does with a comment; `id` is the comment's. */
export type Writing = { id: number } & ({ do: 'add' | 'edit'; text: string } | { do: 'delete' })

/** What may change of a case once it is recorded. Labels and links come and go, whatever others add meanwhile. */
export type Patch = Partial<
  Pick<
    Case,
    | 'reason'
    | 'editedAt'
    | 'editedBy'
    | 'endedAt'
    | 'endError'
    | 'log'
    | 'confirmation'
    | 'assignee'
    | 'reviewed'
    | 'points'
    | 'result'
  >
> & {
  addLabels?: string[]
  removeLabels?: string[]
  addLinks?: number[]
  removeLinks?: number[]
  by?: By
  comment?: Writing
}

const withChange = <T>(
  list: readonly T[],
  { add = [], remove = [] }: { add?: T[] | undefined; remove?: T[] | undefined },
): T[] => [...new Set([...list.filter((one) => !remove.includes(one)), ...add])]

/** The case with a change made. The first confirmation and the first end stand; Discord's word ends all doubt. */
export function amended(c: Case, patch: Patch): Case {
  const { addLabels, removeLabels, addLinks, removeLinks, by: _by, comment: _comment, ...fields } = patch
  const next = {
    ...c,
    ...fields,
    labels: withChange(c.labels, { add: addLabels, remove: removeLabels }),
    links: withChange(c.links, { add: addLinks, remove: removeLinks }).sort((a, b) => a - b),
  }
  if (c.endedAt !== null) next.endedAt = c.endedAt
  if (c.confirmation) next.confirmation = c.confirmation
  else if (patch.confirmation && c.status === 'unknown') Object.assign(next, { status: 'done', failure: null })
  return next
}
