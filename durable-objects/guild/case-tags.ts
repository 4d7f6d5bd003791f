import type { Case } from '#schema/contract/case.ts'
import { wordOf } from './word-of.ts'

/** Words SQLite's tokenizer keeps whole, for what is filtered by; the first letter says of which kind. */
export const tagged = (mark: string, value: string): string => `${mark}${value.replace(/[^a-z0-9]/g, '')}`

/** Temporary and not over, overdue or not. */
const isRunning = (c: Case): boolean =>
  c.endsAt !== null && c.endedAt === null && (c.status === 'done' || c.status === 'unknown')

/** What a case is found by besides its words. Whatever is added here needs the index made anew: a new name of `BUILT` in search.ts. */
export const tagsOf = (c: Case): string =>
  [
    tagged('k', c.kind),
    tagged('s', c.source),
    tagged('x', c.status),
    tagged('m', c.moderator?.id ?? '0'),
    ...(c.target ? [tagged('t', c.target.id)] : []),
    ...c.labels.map((label) => `l${wordOf(label)}`),
    tagged('a', c.assignee?.id ?? '0'),
    c.reviewed ? 'r1' : 'r0',
    tagged('d', c.dm?.status ?? 'none'),
    ...(isRunning(c) ? ['y1'] : []),
    ...(c.about === null ? [] : [`b${c.about}`]),
    ...(c.sweepId ? [`w${wordOf(c.sweepId)}`] : []),
    ...(c.importId ? [`i${wordOf(c.importId)}`] : []),
  ].join(' ')
