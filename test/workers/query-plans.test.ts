import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, test } from 'vitest'
import { getEntry, listThread } from '#schema/queries/case-comments.ts'
import { getEvidence, listEvidence } from '#schema/queries/case-evidence.ts'
import {
  deleteAuditRows,
  firstAuditRows,
  getAuditRow,
  lastAuditRow,
  listAuditRows,
  listAuditRowsAfter,
  listAuditRowsBySeq,
} from '#schema/queries/audit-rows.ts'
import {
  countCasesOfTarget,
  firstCaseSince,
  getCase,
  lastCaseNumber,
  listCases,
  listCasesAbove,
  listCasesByNumber,
  listCasesOfTarget,
  listOverdueGuilds,
  listTargetsOfCases,
} from '#schema/queries/cases.ts'
import { listBriefCases, listBriefCasesOfModerator, listReversed } from '#schema/queries/case-batches.ts'
import { listFleetRows, listServersChanged, listServersToIndex } from '#schema/queries/fleet.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { getGuild, listGuilds } from '#schema/queries/guilds.ts'
import { listMemberEvents, listMemberEventsAround, listMemberMessages } from '#schema/queries/member-events.ts'
import {
  countCasesOf,
  getMember,
  listListedMembers,
  listMembersById,
  listMembersByJoining,
  listMembersByName,
  listMembersToIndex,
  markMembersGone,
  searchMembers,
} from '#schema/queries/members.ts'
import { getImport, listImports } from '#schema/queries/imports.ts'
import { deleteOldReports, getReport, lastReportNumber, listReports } from '#schema/queries/reports.ts'
import { getView, listViews } from '#schema/queries/saved-views.ts'
import { listGuildsWithRoleSeats, listSeats, listSeatsOfUser } from '#schema/queries/seats.ts'
import { deleteExpiredSessions, getSession, getSessionGuilds } from '#schema/queries/sessions.ts'

const guild = '100000000000000001'
const person = '200000000000000002'
const cursor = JSON.stringify(['name', person])

/** Runs a query and gives SQLite's plan of every statement it sent. */
async function planOf(binding: D1Database, ask: (db: Db) => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; params: unknown[] }[] = []
  await ask(drizzle(binding, { logger: { logQuery: (sql, params) => void sent.push({ sql, params }) } }))
  expect(sent.length).toBeGreaterThan(0)
  const plans = await Promise.all(
    sent.map(({ sql, params }) =>
      binding
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>(),
    ),
  )
  return plans.flatMap((plan) => plan.results.map((row) => row.detail))
}

const ofGuild: Record<string, (db: Db) => Promise<unknown>> = {
  'one case': (db) => getCase(db, guild, 1),
  'the first page of cases': (db) => listCases(db, guild, {}),
  'a later page of cases': (db) => listCases(db, guild, { before: 100 }),
  "a person's cases": (db) => listCasesOfTarget(db, guild, person),
  "a later page of a person's cases": (db) => listCasesOfTarget(db, guild, person, { before: 100 }),
  "how often a person's cases are of which kind": (db) => countCasesOfTarget(db, guild, person),
  'the highest case number': (db) => lastCaseNumber(db, guild),
  'the first case since a moment': (db) => firstCaseSince(db, guild, 1),
  'the oldest cases above a number': (db) => listCasesAbove(db, guild, { after: 1, limit: 500 }),
  'the latest imports': (db) => listImports(db, guild),
  'one import': (db) => getImport(db, guild, 'a'),
  'the saved views': (db) => listViews(db, guild),
  'one saved view': (db) => getView(db, guild, 'a'),
  'cases by number': (db) => listCasesByNumber(db, guild, [3, 2, 1]),
  "the latest of a case's thread": (db) => listThread(db, guild, { number: 1 }),
  "what is earlier in a case's thread": (db) => listThread(db, guild, { number: 1, before: 9 }),
  'one entry of a thread': (db) => getEntry(db, guild, { number: 1, id: 2 }),
  "a case's evidence": (db) => listEvidence(db, guild, { number: 1 }),
  "more of a case's evidence": (db) => listEvidence(db, guild, { number: 1, after: person }),
  'one piece of evidence': (db) => getEvidence(db, guild, { number: 1, messageId: person }),
  'one row of the audit log': (db) => getAuditRow(db, guild, 1),
  'the first page of the audit log': (db) => listAuditRows(db, guild, { limit: 51 }),
  'a later page of the audit log': (db) => listAuditRows(db, guild, { before: 100, limit: 51 }),
  'what came since in the audit log': (db) => listAuditRowsAfter(db, guild, { after: 100, limit: 51 }),
  'a part of the audit log to export': (db) => listAuditRowsAfter(db, guild, { after: 100, upTo: 900, limit: 500 }),
  'rows of the audit log by number': (db) => listAuditRowsBySeq(db, guild, [3, 2, 1]),
  'the end of the audit log': (db) => lastAuditRow(db, guild),
  'the beginning of the audit log': (db) => firstAuditRows(db, guild, 500),
  'the beginning of the audit log, to remove': (db) => deleteAuditRows(db, guild, 500),
  'cases to be undone': (db) => listBriefCases(db, guild, [3, 2, 1]),
  'what a moderator did in an hour': (db) =>
    listBriefCasesOfModerator(db, guild, { userId: person, from: 1, to: 3_600_000, limit: 100 }),
  'what was undone of these': (db) => listReversed(db, guild, { targetIds: [person], numbers: new Set([1]) }),
  'one member': (db) => getMember(db, guild, person),
  'members by id': (db) => listMembersById(db, guild, [person]),
  'members of a page': (db) => listListedMembers(db, guild, [person, guild]),
  'members by name': (db) => listMembersByName(db, guild),
  'a later page by name': (db) => listMembersByName(db, guild, cursor),
  'members by joining': (db) => listMembersByJoining(db, guild),
  'a later page by joining': (db) => listMembersByJoining(db, guild, { after: JSON.stringify([5, person]) }),
  'members who joined nobody knows when': (db) =>
    listMembersByJoining(db, guild, { after: JSON.stringify([null, person]) }),
  'members who joined in a time': (db) => listMembersByJoining(db, guild, { from: 1, to: 2 }),
  'members looked through': (db) => searchMembers(db, guild, { filter: { name: 'x', joinedFrom: 1 } }),
  'members to be indexed': (db) => listMembersToIndex(db, guild, { after: person, limit: 10 }),
  'how many cases are about members': (db) => countCasesOf(db, guild, [person]),
  'whom new cases are about': (db) => listTargetsOfCases(db, guild, { after: 5, limit: 10 }),
  "a person's events": (db) => listMemberEvents(db, guild, person, { limit: 10 }),
  "a later page of a person's events": (db) =>
    listMemberEvents(db, guild, person, { before: { at: 5, type: 'left' }, limit: 10 }),
  'what happened with people about a moment': (db) => listMemberEventsAround(db, guild, [person], { from: 1, to: 2 }),
  "a person's messages by day": (db) => listMemberMessages(db, guild, person, { before: 5, limit: 10 }),
  'who is missing from a page of members': (db) =>
    markMembersGone(db, guild, { after: guild, upTo: person, present: [person], at: 1 }),
  'one report': (db) => getReport(db, guild, 1),
  'the first page of reports': (db) => listReports(db, guild, { limit: 50 }),
  'a later page of reports': (db) => listReports(db, guild, { before: 100, limit: 50 }),
  'reports in one state': (db) => listReports(db, guild, { state: 'open', before: 100, limit: 50 }),
  'reports about a person': (db) => listReports(db, guild, { targetId: person, before: 100, limit: 50 }),
  'the highest report number': (db) => lastReportNumber(db, guild),
  'reports that are kept no longer': (db) => deleteOldReports(db, guild, { state: 'resolved', before: 1, limit: 200 }),
}

const ofRegistry: Record<string, (db: Db) => Promise<unknown>> = {
  'one session': (db) => getSession(db, 'a'),
  'the servers of a session': (db) => getSessionGuilds(db, 'a'),
  'sessions that are over': (db) => deleteExpiredSessions(db, { now: 1, limit: 10 }),
  'one guild': (db) => getGuild(db, guild),
  'guilds by id': (db) => listGuilds(db, [guild, '100000000000000002']),
  'servers to be indexed': (db) => listServersToIndex(db, { after: guild, limit: 10 }),
  'servers that changed': (db) => listServersChanged(db, { at: 1, id: guild, limit: 10 }),
  'a page of servers': (db) => listFleetRows(db, [guild]),
  'the seats of a guild': (db) => listSeats(db, guild),
  "a person's seats": (db) => listSeatsOfUser(db, person, [guild, '100000000000000002']),
  'guilds with seats of roles': (db) => listGuildsWithRoleSeats(db, [guild]),
}

/** Reading a list that was passed along is no scan of a table. */
const isCostly = (detail: string): boolean => /\bSCAN (?!json_each)(?!\w+ VIRTUAL TABLE)|TEMP B-TREE/.test(detail)

describe('every list is read by an index, in its order, without sorting', () => {
  test.for(Object.entries(ofGuild))('%s', async ([, ask]) => {
    expect((await planOf(env.GUILDS_0, ask)).filter(isCostly)).toEqual([])
  })
  test.for(Object.entries(ofRegistry))('%s', async ([, ask]) => {
    expect((await planOf(env.DB, ask)).filter(isCostly)).toEqual([])
  })
  test('overdue ends are found by the index of running ones alone', async () => {
    const plan = await planOf(env.GUILDS_0, (db) => listOverdueGuilds(db, 1))
    expect(plan[0]).toContain('USING INDEX cases_running')
  })
})
