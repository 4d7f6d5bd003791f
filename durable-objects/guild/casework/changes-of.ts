import type { Case } from '#schema/contract/case.ts'
import type { Changes } from '#schema/contract/comment.ts'

type Told = Changes[string]['from']

/** What the thread tells of a case, each as it is shown: people by name. */
const told = {
  reason: (c: Case): Told => c.reason,
  labels: (c: Case): Told => c.labels,
  assignee: (c: Case): Told => c.assignee?.name ?? null,
  reviewed: (c: Case): Told => c.reviewed?.by.name ?? null,
  links: (c: Case): Told => c.links,
}

/** What changed between two states of a case, from what to what; null when it is nothing the thread tells of. */
export function changesOf(before: Case, now: Case): Changes | null {
  const changes: Changes = {}
  for (const [name, read] of Object.entries(told)) {
    const [from, to] = [read(before), read(now)]
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[name] = { from, to }
  }
  return Object.keys(changes).length > 0 ? changes : null
}
