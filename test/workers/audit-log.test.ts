import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people, roles } from '#sandbox/world/cast.ts'
import type { AuditPage, AuditRow } from '#schema/contract/audit.ts'
import { parseKeys } from '#schema/contract/signature.ts'
import { listAuditRowsAfter } from '#schema/queries/audit-rows.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { proveExport } from '#scripts/audit-proof.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { sessionIdOf, visitorOf, type Visitor } from './visitor.ts'

let guild: string
let mara: Visitor
const log = (query = '') => `/api/guilds/${guild}/audit-log${query}`
const page = async (query = ''): Promise<AuditPage> => (await mara.fetch(log(query))).json()
const act = (visitor: Visitor, deed: object, id: string = crypto.randomUUID()) =>
  visitor.send('POST', `/api/guilds/${guild}/actions`, { id, deed })
/** The newest row of this type, once it is there. */
async function rowOf(type: string): Promise<AuditRow> {
  await expect.poll(async () => (await page(`?type=${type}`)).rows.length).toBeGreaterThan(0)
  return (await page(`?type=${type}`)).rows[0]!
}

beforeAll(async () => {
  guild = await installHarbour()
  await seat(guild, people.tomas, 'moderator')
  mara = await visitorOf(people.mara)
})

describe('on the audit log stands', () => {
  test('an action that was done, with its case, who did it, from where, and by which request', async () => {
    const answer = await act(mara, { kind: 'warn', targetId: people.rick, reason: 'calm down' })
    const { number } = await answer.json<{ number: number }>()
    expect(await rowOf('action.done')).toMatchObject({
      category: 'action',
      actor: { id: people.mara, name: 'Mara' },
      surface: 'dashboard',
      target: { type: 'user', id: people.rick, name: 'Rick' },
      after: { kind: 'warn', case: number, reason: 'calm down' },
      requestId: answer.headers.get('x-request-id'),
    })
  })

  test('an action that was refused before it had a case, here or in the Worker', async () => {
    const owner = await act(mara, { kind: 'kick', targetId: people.mara, reason: 'myself' })
    expect(await rowOf('action.refused')).toMatchObject({
      target: { id: people.mara },
      after: { case: null, code: 'target_is_self' },
      requestId: owner.headers.get('x-request-id'),
    })
    await seat(guild, people.leo, 'moderator')
    await act(await visitorOf(people.leo), { kind: 'ban', targetId: people.rick, reason: 'no rights' })
    await expect
      .poll(async () => (await rowOf('action.refused')).after)
      .toMatchObject({ code: 'missing_permission', kind: 'ban', case: null })
  })

  test('a change of the settings, with only what changed, before and after', async () => {
    const change = (body: object) => mara.send('PATCH', `/api/guilds/${guild}/settings`, body)
    await change({ appealText: 'Write to us', raid: { alertChannelId: null, joins: 9, seconds: 30, holdMinutes: 60 } })
    expect(await rowOf('settings.changed')).toMatchObject({
      actor: { id: people.mara },
      before: { appealText: '', 'raid.joins': 20 },
      after: { appealText: 'Write to us', 'raid.joins': 9 },
    })
    const { head } = await page()
    await change({ appealText: 'Write to us' })
    expect((await page()).head).toEqual(head)
    await change({ reasonTemplates: [{ name: 'Spam', reason: 'Spam, again' }], labels: ['Spam'] })
    expect((await rowOf('settings.changed')).after).toEqual({
      'reasonTemplates.Spam': 'Spam, again',
      labels: ['Spam'],
    })
  })

  test('a seat given, changed and taken', async () => {
    const role = { subjectType: 'role', subjectId: roles.harbour.helper }
    const give = (level: string) => mara.send('PUT', `/api/guilds/${guild}/seats`, { ...role, level })
    await give('viewer')
    expect(await rowOf('seat.given')).toMatchObject({
      target: { type: 'role', id: role.subjectId, name: 'Helper' },
      before: null,
      after: { level: 'viewer' },
    })
    await give('moderator')
    expect(await rowOf('seat.changed')).toMatchObject({ before: { level: 'viewer' }, after: { level: 'moderator' } })
    await give('moderator')
    await mara.fetch(`/api/guilds/${guild}/seats/role/${role.subjectId}`, { method: 'DELETE' })
    expect(await rowOf('seat.taken')).toMatchObject({ before: { level: 'moderator' }, after: null })
    expect((await page('?type=seat.changed')).rows).toHaveLength(1)
  })

  test('an export of it', async () => {
    await (await mara.fetch(log('/export?format=csv&category=seat'))).text()
    expect(await rowOf('export.audit_log')).toMatchObject({ after: { format: 'csv', category: 'seat' } })
  })
})

describe('the list', () => {
  test('is read page by page, newest first, and says where the chain ends', async () => {
    for (let n = 0; n < 55; n++)
      await env.GUILD.getByName(guild).audit({
        category: 'view',
        type: 'view.created',
        at: Date.now(),
        actor: null,
        surface: 'system',
        target: null,
        before: null,
        after: { n },
        requestId: null,
      })
    await env.GUILD.getByName(guild).auditEnds()
    const first = await page()
    expect(first.rows).toHaveLength(50)
    expect(first.head).toEqual({ seq: first.rows[0]?.seq, hash: first.rows[0]?.hash })
    const second = await page(`?before=${first.next}`)
    expect(second.rows[0]?.seq).toBe((first.rows.at(-1)?.seq ?? 0) - 1)
    const since = await page(`?after=${(first.head?.seq ?? 0) - 3}`)
    expect(since.rows.map((row) => row.seq)).toEqual(first.rows.slice(0, 3).map((row) => row.seq))
    const filtered = await page('?category=view&actor=wardroom')
    expect(filtered.rows).toHaveLength(50)
    expect((await page(`?category=view&before=${filtered.next}`)).rows).toHaveLength(5)
    expect((await page('?q=calm')).rows).toMatchObject([{ type: 'action.done' }])
  })

  test('takes no filter it does not know', async () => {
    for (const query of ['?category=nonsense', '?category=seat,', '?actor=x', '?type=DROP', '?before=0', '?target=%22'])
      expect([query, await verdict(await mara.fetch(log(query)))]).toEqual([query, '400 bad_request'])
  })

  test('gives one row by its number, or says that it is not there', async () => {
    expect(await (await mara.fetch(log('/1'))).json()).toMatchObject({ seq: 1 })
    for (const seq of ['999999', '0', 'x'])
      expect(await verdict(await mara.fetch(log(`/${seq}`)))).toBe('404 no_such_audit_row')
  })
})

describe('an export', () => {
  const linesOf = (text: string): AsyncIterable<string> =>
    (async function* () {
      yield* text.split('\n')
    })()

  test('as JSON is whole, and proves it', async () => {
    const answer = await mara.fetch(log('/export?format=json'))
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="audit-log-.*\.json"/)
    const text = await answer.text()
    const { rows, head, count } = JSON.parse(text) as { rows: AuditRow[]; head: { seq: number }; count: number }
    expect([rows.length, count, rows.at(-1)?.seq]).toEqual([head.seq, head.seq, head.seq])
    expect((await proveExport(linesOf(text))).problems).toEqual([])
    expect((await proveExport(linesOf(text.replace('calm down', 'calm town')))).problems).toHaveLength(1)
  })

  test('of a filter has the rows of that filter, each proven by itself', async () => {
    const text = await (await mara.fetch(log('/export?format=json&category=seat,settings&q='))).text()
    const { rows, filter } = JSON.parse(text) as { rows: AuditRow[]; filter: object }
    expect(filter).toEqual({ category: 'seat,settings' })
    expect(rows.map((row) => row.type)).toEqual([
      'settings.changed',
      'settings.changed',
      'seat.given',
      'seat.changed',
      'seat.taken',
    ])
    expect((await proveExport(linesOf(text))).problems).toEqual([])
  })

  test('as CSV holds no formula', async () => {
    await act(mara, { kind: 'note', targetId: people.rick, reason: '=HYPERLINK("http://x")' })
    const rows = await listAuditRowsAfter(guildDb(env, 0), guild, { after: 0, limit: 500 })
    const text = await (await mara.fetch(log('/export?format=csv'))).text()
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toContain('row,at,category,type')
    expect(lines.length).toBeGreaterThanOrEqual(rows.length)
    expect(lines.some((line) => line.split(',').some((cell) => /^"?[=+@-]/.test(cell)))).toBe(false)
  })
})

test('no row of all this holds a token, a key or a signature', async () => {
  const rows = await listAuditRowsAfter(guildDb(env, 0), guild, { after: 0, limit: 500 })
  const text = JSON.stringify(rows)
  const secrets = [
    env.DISCORD_BOT_TOKEN,
    env.SESSION_SECRET,
    env.DISCORD_CLIENT_SECRET,
    ...parseKeys(env.ACTION_KEYS).map(({ secret }) => secret),
    ...parseKeys(env.RELAY_KEYS).map(({ secret }) => secret),
    ...[...mara.cookies.values()].filter((value) => value.length > 8),
    sessionIdOf(mara),
  ]
  expect(rows.length).toBeGreaterThan(60)
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  expect(text).not.toMatch(/"(?:token|signature|nonce|secret)"/)
})

test('a client cannot choose the name of its request', async () => {
  const answer = await mara.fetch(log(), { headers: { 'x-request-id': 'mine' } })
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{16,}$/)
})
