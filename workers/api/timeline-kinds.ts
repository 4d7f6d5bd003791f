import type { MemberEventType, TimelineEntry, TimelineKind } from '#schema/contract/timeline.ts'

type Source = 'events' | 'cases' | 'reports' | 'messages'

const eventsOf: Partial<Record<TimelineKind, readonly MemberEventType[]>> = {
  comings: ['joined', 'left', 'banned', 'unbanned'],
  names: ['username', 'display_name', 'nick'],
  roles: ['roles'],
  timeouts: ['timeout'],
}
const timeouts: ReadonlySet<string> = new Set(['timeout', 'untimeout'])

/** Where what a timeline is narrowed to is read from. */
export function sourcesOf(kind: TimelineKind | undefined): ReadonlySet<Source> {
  if (kind === undefined) return new Set(['events', 'cases', 'reports', 'messages'])
  if (kind === 'timeouts') return new Set(['events', 'cases'])
  if (kind === 'cases' || kind === 'notes') return new Set(['cases'])
  return new Set([kind === 'reports' || kind === 'messages' ? kind : 'events'])
}

/** Whether an entry is of the kind a timeline is narrowed to. */
export function belongs(entry: TimelineEntry, kind: TimelineKind | undefined): boolean {
  if (kind === undefined) return true
  if (entry.type === 'event') return eventsOf[kind]?.includes(entry.event) ?? false
  if (entry.type !== 'case') return entry.type === (kind === 'reports' ? 'report' : kind)
  if (kind === 'timeouts') return timeouts.has(entry.case.kind)
  return kind === (entry.case.kind === 'note' ? 'notes' : 'cases')
}
