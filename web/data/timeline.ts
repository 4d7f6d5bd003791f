import { type Accessor, createMemo, createSignal, on, onCleanup, createComputed } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveFrame } from '#schema/contract/live.ts'
import type { TimelineEntry, TimelineKind } from '#schema/contract/timeline.ts'
import { createDebounce } from '#web/primitives/debounce.ts'
import { heardCases } from './cases.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { useLive } from './live.ts'
import { type Heard, newer } from './overlay.ts'
import { useQuery } from './query.ts'

/** Whether a frame says that something happened with this person. */
function isAbout(frame: LiveFrame, user: Snowflake): boolean {
  switch (frame.type) {
    case 'member.joined':
    case 'member.left':
    case 'ban.added':
    case 'ban.removed':
      return frame.data.id === user
    case 'member.updated':
      return frame.data.member.id === user
    case 'case.opened':
      return frame.data.target?.id === user
    case 'report.opened':
    case 'report.updated':
      return frame.data.report.target.id === user
    case 'cases.opened':
      return true
    default:
      return false
  }
}

/** A person's past, newest first; what happens meanwhile is read anew and comes in front, cases change where they stand. */
export function createTimeline(options: {
  guild: Accessor<Snowflake>
  user: Accessor<Snowflake>
  kind: Accessor<TimelineKind | undefined>
}) {
  const live = useLive()
  const cases = heardCases(live)
  const key = () => [...guildKey(options.guild()), 'members', 'timeline', options.user(), options.kind()]
  const ask = (after: string | null, signal: AbortSignal) => {
    const param = { guild: options.guild(), user: options.user() }
    const query = { kind: options.kind(), after: after ?? undefined }
    return read(api.guilds[':guild'].members[':user'].timeline.$get({ param, query }, { init: { signal } }))
  }
  const list = createKeyset<TimelineEntry, string>(() => ({
    queryKey: key(),
    fetchPage: async (after, signal) => {
      const page = await ask(after, signal)
      return { rows: page.entries, next: page.next }
    },
  }))

  const [news, setNews] = createSignal(0)
  const hear = createDebounce(() => setNews((count) => count + 1), 100)
  onCleanup(live.on((frame) => isAbout(frame, options.user()) && hear.push(undefined)))
  createComputed(on([options.user, options.kind], () => void setNews(0), { defer: true }))
  const head = useQuery(() => ({
    queryKey: [...key(), 'head', news()],
    enabled: news() > 0,
    queryFn: async ({ signal }: { signal: AbortSignal }) => ({ ...(await ask(null, signal)), of: key().join() }),
    placeholderData: (before: { entries: TimelineEntry[]; next: string | null; of: string } | undefined) => before,
    staleTime: Infinity,
    gcTime: 0,
  }))

  const rows = createMemo<TimelineEntry[]>((before) => {
    // all of what was shown stays until the other kind is there: fewer rows would look like older ones
    if (list.isStale()) return before
    const known = new Map<string, TimelineEntry>()
    const fresh = news() > 0 && head.isSuccess && head.data.of === key().join() ? head.data.entries : []
    for (const entry of fresh) known.set(entry.key, entry)
    for (const page of list.pages())
      for (const entry of page.rows)
        if (!known.has(entry.key)) known.set(entry.key, asHeard(entry, page.askedAt, cases()))
    return [...known.values()].sort((a, b) => b.at - a.at)
  }, [])
  return { ...list, rows }
}

const asHeard = (entry: TimelineEntry, askedAt: number, cases: ReadonlyMap<string, Heard<Case>>): TimelineEntry =>
  entry.type === 'case' ? { ...entry, case: newer(entry.case, askedAt, cases.get(String(entry.case.number))) } : entry
