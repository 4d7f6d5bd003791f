import type { TimelineEntry, TimelineKind } from '#schema/contract/timeline.ts'

/** What the timeline shows: an entry, or the days of messages between two of them as one line. */
export type TimelineLine =
  | { key: string; at: number; entry: Exclude<TimelineEntry, { type: 'messages' }> }
  | { key: string; at: number; messages: { from: number; to: number; days: number; count: number } }

/** Folds days of messages that follow one another into one line; everything else stays as it is. */
export function linesOf(entries: readonly TimelineEntry[]): TimelineLine[] {
  const lines: TimelineLine[] = []
  for (const entry of entries) {
    if (entry.type !== 'messages') {
      lines.push({ key: entry.key, at: entry.at, entry })
      continue
    }
    const last = lines.at(-1)
    if (last && 'messages' in last) {
      const { to, days, count } = last.messages
      lines[lines.length - 1] = {
        ...last,
        messages: { from: entry.at, to, days: days + 1, count: count + entry.count },
      }
    } else
      lines.push({
        key: entry.key,
        at: entry.at,
        messages: { from: entry.at, to: entry.at, days: 1, count: entry.count },
      })
  }
  return lines
}

export const kindLabel: Record<TimelineKind, string> = {
  cases: 'Cases',
  notes: 'Notes',
  comings: 'Joins and leaves',
  names: 'Names',
  roles: 'Roles',
  timeouts: 'Timeouts',
  reports: 'Reports',
  messages: 'Messages',
}
export const timelineKinds = Object.keys(kindLabel) as TimelineKind[]
