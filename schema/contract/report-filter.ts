import type { Report, ReportQuery } from './report.ts'

/** Whether a report is among those a queue shows; the same question for what is fetched and for what is heard. */
export function matchesReport(r: Report, { state, assignee, target, q }: Omit<ReportQuery, 'before'>): boolean {
  if (state && r.state !== state) return false
  if (assignee && (r.assignee?.id ?? 'none') !== assignee) return false
  if (target && r.target.id !== target) return false
  return !q || wordsOf(q).every((word) => textOf(r).includes(word))
}

const wordsOf = (text: string): string[] => text.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
const textOf = ({ number, target, message, reporters, why }: Report): string =>
  [
    `#${number}`,
    target.name,
    target.id,
    message?.text,
    ...reporters.flatMap(({ person, text }) => [person.name, person.id, text]),
    why,
  ]
    .filter(Boolean)
    .join('\n')
    .toLocaleLowerCase('en')
