import { feedTypes } from '#schema/contract/feed.ts'
import type { ActionKind } from '#schema/contract/action.ts'
import type { LiveEventType, LiveFrame } from '#schema/contract/live.ts'

/** One line of the feed; `key` stays when more messages are counted into it. */
export interface FeedItem {
  key: number
  frame: LiveFrame
}

const shown: ReadonlySet<LiveEventType> = new Set([...feedTypes, 'messages.counted'])

const MOST = 150
/** Counts of messages closer than this stand in one line. */
const TOGETHER = 2 * 60_000

/** What Discord tells of an action besides its case, in which the same stands with who and why. */
const toldByCase: Partial<Record<LiveEventType, ReadonlySet<ActionKind>>> = {
  'ban.added': new Set<ActionKind>(['ban', 'tempban', 'softban']),
  'ban.removed': new Set<ActionKind>(['unban', 'softban']),
  'member.left': new Set<ActionKind>(['ban', 'tempban', 'softban', 'kick']),
}
const ECHO_WITHIN = 5000

function isEcho(frame: LiveFrame, of: LiveFrame): boolean {
  if (of.type !== 'case.opened' || of.data.status !== 'done' || !toldByCase[frame.type]?.has(of.data.kind)) return false
  const who = 'id' in frame.data ? frame.data.id : undefined
  return who === of.data.target?.id && Math.abs(frame.at - of.at) < ECHO_WITHIN
}

/** Adds frames (oldest first) on top of a feed (newest first). */
export function addToFeed(feed: readonly FeedItem[], frames: readonly LiveFrame[]): FeedItem[] {
  let items = [...feed]
  for (const frame of frames) {
    if (!shown.has(frame.type) || isEmpty(frame)) continue
    if (items.some((item) => isEcho(frame, item.frame))) continue
    if (frame.type === 'case.opened') items = items.filter((item) => !isEcho(item.frame, frame))
    const top = items[0]
    const merged = top && merge(top.frame, frame)
    if (merged) items[0] = { key: top.key, frame: merged }
    else items.unshift({ key: frame.seq, frame })
  }
  return items.slice(0, MOST)
}

const isEmpty = (frame: LiveFrame): boolean =>
  (frame.type === 'messages.counted' && frame.data.total === 0) ||
  (frame.type === 'member.updated' &&
    frame.data.rolesAdded.length === 0 &&
    frame.data.rolesRemoved.length === 0 &&
    !frame.data.was)

function merge(top: LiveFrame, next: LiveFrame): LiveFrame | null {
  if (top.type === 'cases.opened' && next.type === 'cases.opened' && top.data.to + 1 === next.data.from) {
    const { from, sweepId } = top.data
    return sweepId === next.data.sweepId ? { ...next, data: { ...next.data, from } } : null
  }
  if (top.type !== 'messages.counted' || next.type !== 'messages.counted' || next.at - top.at > TOGETHER) return null
  const channels = { ...top.data.channels }
  for (const [id, count] of Object.entries(next.data.channels)) channels[id] = (channels[id] ?? 0) + count
  return { ...next, at: top.at, data: { total: top.data.total + next.data.total, channels } }
}
