import type { Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { memberName } from '#schema/contract/guild.ts'
import type { Report } from '#schema/contract/report.ts'
import type {
  MemberEvent,
  MemberEventDetail,
  TimelineEntry,
  TimelinePage,
  TimelineQuery,
} from '#schema/contract/timeline.ts'
import { listCasesByNumber, listCasesOfTarget } from '#schema/queries/cases.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMemberEvents, listMemberMessages } from '#schema/queries/member-events.ts'
import { listMembersById } from '#schema/queries/members.ts'
import { listReports } from '#schema/queries/reports.ts'
import { belongs, sourcesOf } from './timeline-kinds.ts'
import { type Place, readPlace, writePlace } from './timeline-place.ts'

/** Of each of four sources so many rows and one more are read for a page, and as many names and cases: under 250 in all. */
const A_PAGE = 35
/** Where a kind is rare among its source's rows, so many pages of them are looked through for one answer. */
const MOST_ROUNDS = 3

interface Asked extends TimelineQuery {
  guildId: string
  userId: string
  /** reports are for those who work on them */
  seesReports: boolean
  /** messages that D1 may not have yet */
  counted: readonly { day: number; count: number }[]
  /** when they joined and left last, where the list of members has it */
  known: { joinedAt: number | null; leftAt: number | null } | undefined
}

type Found =
  | { source: 'events'; at: number; event: MemberEvent }
  | { source: 'cases'; at: number; case: Case; isWhole: boolean }
  | { source: 'reports'; at: number; report: Report }
  | { source: 'messages'; at: number; count: number }

type Doers = (detail: MemberEventDetail) => Person | null

/** One page of a person's past: what Discord told, cases, reports and messages counted, merged by time, newest first. */
export async function readTimeline(db: Db, asked: Asked): Promise<TimelinePage> {
  let place = readPlace(asked.after)
  const found: Found[] = []
  for (let round = 0; place && round < MOST_ROUNDS && found.length === 0; round++) {
    const page = await readPage(db, asked, place)
    found.push(...page.found.filter((one) => belongs(entryOf(one), asked.kind)))
    place = page.next
  }
  const by = await doersOf(db, asked, found)
  return { entries: found.map((one) => entryOf(one, by)), next: place && writePlace(place) }
}

async function readPage(db: Db, asked: Asked, place: Place): Promise<{ found: Found[]; next: Place | null }> {
  const wanted = sourcesOf(asked.kind)
  const none: Promise<Found[]> = Promise.resolve([])
  const queues = await Promise.all([
    wanted.has('events') ? readEvents(db, asked, place) : none,
    wanted.has('cases') ? readCases(db, asked, place) : none,
    wanted.has('reports') && asked.seesReports ? readReports(db, asked, place) : none,
    wanted.has('messages') ? readMessages(db, asked, place) : none,
  ])
  const found: Found[] = []
  const next = { ...place }
  while (found.length < A_PAGE) {
    const heads = queues.filter((queue) => queue.length > 0)
    const queue = heads.reduce<Found[] | null>((a, b) => (a?.[0] && b[0] && a[0].at >= b[0].at ? a : b), null)
    const one = queue?.shift()
    if (!one) return { found, next: null }
    found.push(one)
    advance(next, one)
  }
  return { found, next: queues.some((queue) => queue.length > 0) ? next : null }
}

function advance(place: Place, one: Found): void {
  if (one.source === 'events') place.event = [one.at, one.event.type]
  else if (one.source === 'cases') place.case = [one.at, one.case.number, one.isWhole ? 1 : 0]
  else if (one.source === 'reports') place.report = one.report.number
  else place.day = one.at
}

/** Joins and leaves from before Wardroom watched are only in the list of members. */
async function readEvents(db: Db, { guildId, userId, known }: Asked, { event }: Place): Promise<Found[]> {
  const before = event && { at: event[0], type: event[1] }
  const rows = await listMemberEvents(db, guildId, userId, { before, limit: A_PAGE + 1 })
  const listed = (['joined', 'left'] as const).flatMap((type): MemberEvent[] => {
    const at = type === 'joined' ? known?.joinedAt : known?.leftAt
    const isPast = at == null || (before && (at > before.at || (at === before.at && type >= before.type)))
    return isPast || rows.some((row) => row.at === at && row.type === type) ? [] : [{ userId, at, type, detail: {} }]
  })
  return [...rows, ...listed]
    .sort((a, b) => b.at - a.at || (a.type < b.type ? 1 : -1))
    .slice(0, A_PAGE + 1)
    .map((one) => ({ source: 'events', at: one.at, event: one }))
}

/** By time where that many rows hold all of someone's cases, as imported ones are older than their numbers; else by number. */
async function readCases(db: Db, { guildId, userId }: Asked, { case: from }: Place): Promise<Found[]> {
  const isLong = from?.[2] === 0
  const rows = await listCasesOfTarget(db, guildId, userId, { before: isLong ? from[1] : undefined, limit: A_PAGE + 1 })
  const isWhole = !isLong && rows.length <= A_PAGE
  const left =
    isWhole && from
      ? rows.filter((c) => c.createdAt < from[0] || (c.createdAt === from[0] && c.number < from[1]))
      : rows
  if (isWhole) left.sort((a, b) => b.createdAt - a.createdAt || b.number - a.number)
  return left.map((c) => ({ source: 'cases', at: c.createdAt, case: c, isWhole }))
}

async function readReports(db: Db, { guildId, userId }: Asked, { report }: Place): Promise<Found[]> {
  const rows = await listReports(db, guildId, { targetId: userId, before: report, limit: A_PAGE + 1 })
  return rows.map((one) => ({ source: 'reports', at: one.createdAt, report: one }))
}

async function readMessages(db: Db, { guildId, userId, counted }: Asked, { day }: Place): Promise<Found[]> {
  const rows = await listMemberMessages(db, guildId, userId, { before: day, limit: A_PAGE + 1 })
  return mergeDays(rows, counted)
    .filter((one) => day === undefined || one.day < day)
    .slice(0, A_PAGE + 1)
    .map((one) => ({ source: 'messages', at: one.day, count: one.count }))
}

/** Days as D1 has them with what it has yet to learn, newest first. */
export function mergeDays(
  stored: readonly { day: number; count: number }[],
  counted: readonly { day: number; count: number }[],
): { day: number; count: number }[] {
  const days = new Map(stored.map((one) => [one.day, one.count]))
  for (const { day, count } of counted) days.set(day, Math.max(count, days.get(day) ?? 0))
  return [...days].map(([day, count]) => ({ day, count })).sort((a, b) => b.day - a.day)
}

/** Who did what Discord told: of what the bot did for a case, the case's moderator. */
async function doersOf(db: Db, { guildId, userId }: Asked, found: readonly Found[]): Promise<Doers> {
  const details = found.flatMap((one) => (one.source === 'events' ? [one.event.detail] : []))
  const ids = [...new Set(details.flatMap(({ by }) => by ?? []))]
  const numbers = [...new Set(details.flatMap((detail) => detail.case ?? []))]
  const [members, cases] = await Promise.all([
    ids.length > 0 ? listMembersById(db, guildId, ids) : [],
    numbers.length > 0 ? listCasesByNumber(db, guildId, numbers) : [],
  ])
  const people = new Map(members.map((m) => [m.id, { id: m.id, name: memberName(m), avatar: m.avatar, bot: m.bot }]))
  const moderators = new Map(cases.filter((c) => c.target?.id === userId).map((c) => [c.number, c.moderator]))
  return ({ by, case: number }) =>
    (number === undefined ? null : moderators.get(number)) ??
    (by === undefined ? null : (people.get(by) ?? { id: by, name: by }))
}

function entryOf(one: Found, by: Doers = () => null): TimelineEntry {
  const { at } = one
  if (one.source === 'cases') return { key: `case:${one.case.number}`, at, type: 'case', case: one.case }
  if (one.source === 'reports') {
    const { number, state, count, reporters } = one.report
    const { topic = '', text = '' } = reporters[0] ?? {}
    return { key: `report:${number}`, at, type: 'report', number, state, topic, text, count }
  }
  if (one.source === 'messages') return { key: `day:${at}`, at, type: 'messages', count: one.count }
  const { type, detail } = one.event
  return { key: `${type}:${at}`, at, type: 'event', event: type, detail, by: by(detail) }
}
