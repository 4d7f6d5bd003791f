import type { Member } from '#schema/contract/guild.ts'
import { snowflakeTime } from '#schema/contract/ids.ts'
import type { RaidAlert } from '#schema/contract/raid.ts'

/** A wave of joins as it is kept while it goes on: the alert, and what its next words are made of. Times UTC ms. */
export interface Wave {
  alert: RaidAlert
  /** when the last joined while there were still many; at the relay's clock */
  lastAt: number
  /** how names begin, and how many do; the longest beginning that those share */
  beginnings: Record<string, { count: number; shared: string }>
  /** how many joins the posted message tells of, and whether it tells of the end */
  told: number
  toldEnd: boolean
  /** when to post next, and how often that failed */
  postAt: number
  tries: number
}

/** Someone who joined; `at` is when the relay heard of it. */
export interface Joined {
  member: Member
  at: number
}

const DAY = 24 * 3_600_000
/** Names are alike when so many characters are, and more than so great a share of all begin so. */
const ALIKE = 4
const SHARE = 0.4
/** Different beginnings that are kept; a raid has few. */
const MOST = 100

export const newWave = (id: string, first: Joined): Wave => ({
  alert: {
    id,
    startedAt: first.at,
    endedAt: null,
    joins: 0,
    joinedFrom: first.member.joinedAt ?? first.at,
    joinedTo: first.member.joinedAt ?? first.at,
    noAvatar: 0,
    young: 0,
    pattern: null,
    post: null,
    dismissed: null,
  },
  lastAt: first.at,
  beginnings: {},
  told: 0,
  toldEnd: false,
  postAt: first.at,
  tries: 0,
})

/** The wave with these in it; what was given stays as it is. */
export function grown(wave: Wave, joins: readonly Joined[]): Wave {
  const alert = { ...wave.alert }
  const beginnings = { ...wave.beginnings }
  let { lastAt } = wave
  for (const { member, at } of joins) {
    const joinedAt = member.joinedAt ?? at
    alert.joins++
    alert.joinedFrom = Math.min(alert.joinedFrom, joinedAt)
    alert.joinedTo = Math.max(alert.joinedTo, joinedAt)
    if (!member.avatar) alert.noAvatar++
    if (joinedAt - snowflakeTime(member.id) < DAY) alert.young++
    lastAt = Math.max(lastAt, at)
    countName(beginnings, member.username.toLowerCase())
  }
  alert.pattern = patternOf(beginnings, alert.joins)
  return { ...wave, alert, beginnings, lastAt }
}

function countName(beginnings: Wave['beginnings'], name: string): void {
  const key = name.slice(0, ALIKE)
  if (key.length < ALIKE) return
  const known = Object.hasOwn(beginnings, key) ? beginnings[key] : undefined
  if (known) beginnings[key] = { count: known.count + 1, shared: sharedStart(known.shared, name) }
  else if (Object.keys(beginnings).length < MOST) beginnings[key] = { count: 1, shared: name.slice(0, 40) }
}

function sharedStart(a: string, b: string): string {
  let end = 0
  while (end < a.length && a[end] === b[end]) end++
  return a.slice(0, end)
}

function patternOf(beginnings: Wave['beginnings'], joins: number): RaidAlert['pattern'] {
  let most: { count: number; shared: string } | null = null
  for (const one of Object.values(beginnings)) if (!most || one.count > most.count) most = one
  return most && most.count > 2 && most.count > joins * SHARE ? { text: `${most.shared}*`, count: most.count } : null
}
