import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { AuditCategory, AuditEvent, AuditQuery, AuditRow } from '#schema/contract/audit.ts'
import { chainStart, hashOfRow } from '#schema/contract/audit-chain.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import { DAY } from '#schema/contract/kinds.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import { listAuditRowsAfter } from '#schema/queries/audit-rows.ts'
import { saveMembers } from '#schema/queries/members.ts'
import { auditRows } from '#schema/tables/audit-rows.ts'
import { memberOf, stateOf } from './events.ts'
import { Page } from './page.ts'

const db = drizzle(env.GUILDS_0)
const of = (guildId: string) => env.GUILD.getByName(guildId)
const rowsOf = (guildId: string): Promise<AuditRow[]> => listAuditRowsAfter(db, guildId, { after: 0, limit: 5_000 })
const mara = { id: '510000000000000001', name: 'Mara' }

let made = 0
const event = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  category: 'seat',
  type: 'seat.given',
  at: Date.now(),
  actor: mara,
  surface: 'dashboard',
  target: { type: 'user', id: '520000000000000001', name: 'Rick' },
  before: null,
  after: { level: 'viewer', n: ++made },
  requestId: null,
  ...more,
})

/** Nothing waits any more, and what is there is one chain without a gap or a fork. */
async function expectChain(guildId: string, from = chainStart): Promise<AuditRow[]> {
  const { head } = await of(guildId).auditEnds()
  const rows = await rowsOf(guildId)
  let last = from
  for (const row of rows) {
    expect([row.seq, row.prev]).toEqual([last.seq + 1, last.hash])
    expect(row.hash).toBe(await hashOfRow(row))
    last = row
  }
  expect(head).toEqual({ seq: last.seq, hash: last.hash })
  return rows
}

describe('what the audit log is told', () => {
  test('becomes rows in the order it was told, each with the hash of the one before', async () => {
    const guildId = '900000000000000501'
    for (let n = 0; n < 25; n++) await of(guildId).audit(event({ after: { n } }))
    const rows = await expectChain(guildId)
    expect(rows.map((row) => row.after?.n)).toEqual(Array.from({ length: 25 }, (_, n) => n))
  })

  test('of one request is kept once, however often the call was repeated, and after a restart too', async () => {
    const guildId = '900000000000000502'
    const given = event({ requestId: 'ray-1' })
    await Promise.all([of(guildId).audit(given), of(guildId).audit(given)])
    await of(guildId).auditEnds()
    await evictDurableObject(of(guildId))
    await of(guildId).audit(given)
    await of(guildId).audit({ ...given, requestId: 'ray-2' })
    expect(await expectChain(guildId)).toHaveLength(2)
  })

  test('is kept when the object dies at once, and written when it lives again', async () => {
    const guildId = '900000000000000503'
    await runInDurableObject(of(guildId), (_, { storage }) => {
      for (let n = 0; n < 3; n++)
        storage.sql.exec(`INSERT INTO audit_outbox (event) VALUES (?)`, JSON.stringify(event({ after: { n } })))
    })
    await evictDurableObject(of(guildId))
    await of(guildId).wake()
    await expect.poll(async () => (await rowsOf(guildId)).length).toBe(3)
    await expectChain(guildId)
  })

  test('is the same row when the object died between writing and knowing it', async () => {
    const guildId = '900000000000000504'
    for (let n = 0; n < 5; n++) await of(guildId).audit(event({ after: { n } }))
    const before = await expectChain(guildId)
    // as the object was before the last two were written
    const third = before[2]!
    await runInDurableObject(of(guildId), (_, { storage }) => {
      storage.sql.exec(`UPDATE audit_head SET seq = ?, hash = ?`, third.seq, third.hash)
      for (const { guildId: _g, seq: _s, prev: _p, hash: _h, ...told } of before.slice(3))
        storage.sql.exec(`INSERT INTO audit_outbox (event) VALUES (?)`, JSON.stringify(told))
    })
    await evictDurableObject(of(guildId))
    await of(guildId).audit(event({ after: { n: 5 } }))
    const after = await expectChain(guildId)
    expect(after.slice(0, 5)).toEqual(before)
    expect(after.map((row) => row.after?.n)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('goes on behind what D1 has when the object was put back to an earlier state', async () => {
    const guildId = '900000000000000505'
    for (let n = 0; n < 4; n++) await of(guildId).audit(event({ after: { n } }))
    const before = await expectChain(guildId)
    await runInDurableObject(of(guildId), (_, { storage }) => {
      storage.sql.exec(`UPDATE audit_head SET seq = ?, hash = ?`, before[0]!.seq, before[0]!.hash)
    })
    await evictDurableObject(of(guildId))
    await of(guildId).audit(event({ after: { n: 'new' } }))
    const after = await expectChain(guildId)
    expect(after.slice(0, 4)).toEqual(before)
    expect(after.at(-1)).toMatchObject({ seq: 5, after: { n: 'new' } })
  })

  test('waits while D1 is away, and is written in order when it is back', async () => {
    const guildId = '900000000000000506'
    await env.GUILDS_0.exec(`ALTER TABLE audit_rows RENAME TO audit_rows_away`)
    try {
      for (let n = 0; n < 3; n++) await of(guildId).audit(event({ after: { n } }))
      expect((await of(guildId).auditEnds()).head.seq).toBe(0)
    } finally {
      await env.GUILDS_0.exec(`ALTER TABLE audit_rows_away RENAME TO audit_rows`)
    }
    await expect
      .poll(async () => (await runDurableObjectAlarm(of(guildId)), (await rowsOf(guildId)).length), { timeout: 10_000 })
      .toBe(3)
    expect((await expectChain(guildId)).map((row) => row.after?.n)).toEqual([0, 1, 2])
  })

  test('keeps no secret and nothing without end', async () => {
    const guildId = '900000000000000507'
    const after = {
      'webhook.token': 'abc',
      secret: 'def',
      text: 'x'.repeat(50_000),
      list: Array.from({ length: 500 }, (_, n) => n),
      broken: '\ud800',
    }
    await of(guildId).audit(event({ after }))
    const [row] = await expectChain(guildId)
    expect(row?.after).toMatchObject({ 'webhook.token': 'not kept', secret: 'not kept' })
    expect(JSON.stringify(row).length).toBeLessThan(5_000)
  })
})

describe('open pages', () => {
  test('are told of each row at once, and of many as one', async () => {
    const guildId = '900000000000000508'
    const page = await Page.open(guildId, { userId: mara.id })
    const told = () => page.frames.flatMap((frame) => (frame.type === 'audit.appended' ? [frame.data] : []))
    await of(guildId).audit(event())
    await page.until(() => told().length === 1)
    expect(told()).toEqual([{ from: 1, to: 1 }])
    await runInDurableObject(of(guildId), async (guild) => {
      for (let n = 0; n < 500; n++) await guild.audit(event({ after: { n } }))
    })
    await page.until(() => told().at(-1)?.to === 501)
    expect(told().length).toBeLessThan(12)
    const ranges = told()
    for (const [at, range] of ranges.entries()) expect(range.from).toBe((ranges[at - 1]?.to ?? 0) + 1)
    expect(await expectChain(guildId)).toHaveLength(501)
    page.close()
  })
})

describe("Discord's own audit entries", () => {
  const guildId = '900000000000000510'
  let at = Date.now()
  const entryId = (): string => snowflakeAt((at += 1_000))
  const entry = (more: Partial<AuditEntry>): AuditEntry => ({
    id: entryId(),
    actionType: 10,
    userId: mara.id,
    targetId: null,
    reason: null,
    changes: [],
    options: null,
    ...more,
  })
  let batch = 0
  const hear = async (...entries: AuditEntry[]): Promise<void> => {
    const events = entries.map((one) => ({ type: 'audit.entry' as const, at: Date.now(), entry: one }))
    await of(guildId).ingest({ epoch: 1, batch: ++batch, events })
  }
  const role = { id: '910000000000000001', name: 'Helper', color: 0, position: 1, permissions: '0' }

  test('are rows with names, and with what changed', async () => {
    await saveMembers(db, guildId, [
      memberOf(mara.id, { nick: 'Mara' }),
      memberOf('520000000000000002', { nick: 'Leo' }),
    ])
    await of(guildId).ingest({ epoch: 1, batch: ++batch, events: [stateOf(guildId, { roles: [role] })] })
    const roles = entry({
      actionType: 25,
      targetId: '520000000000000002',
      changes: [{ key: '$add', new: [{ id: role.id, name: role.name }] }],
    })
    const renamed = entry({ actionType: 31, targetId: role.id, changes: [{ key: 'color', old: 0, new: 255 }] })
    const unheard = entry({ actionType: 999, options: { count: '3', deep: { a: 1 } }, reason: 'why not' })
    await hear(roles, renamed, unheard)
    const rows = await expectChain(guildId)
    expect(rows.map((row) => row.type)).toEqual([
      'discord.member_roles_updated',
      'discord.role_updated',
      'discord.entry',
    ])
    expect(rows[0]).toMatchObject({
      category: 'discord',
      surface: 'discord',
      actor: { id: mara.id, name: 'Mara' },
      target: { type: 'user', name: 'Leo' },
      after: { roles: [`Helper (${role.id})`], entry: roles.id },
    })
    expect(rows[1]).toMatchObject({ target: { name: 'Helper' }, before: { color: 0 }, after: { color: 255 } })
    expect(rows[2]?.after).toEqual({ 'options.count': '3', actionType: 999, reason: 'why not', entry: unheard.id })
  })

  test('that come again change nothing, after a restart either', async () => {
    const once = entry({ actionType: 12, targetId: '910000000000000009', changes: [{ key: 'name', old: 'gone' }] })
    await hear(once, once)
    await expectChain(guildId)
    await evictDurableObject(of(guildId))
    await hear(once)
    const rows = (await expectChain(guildId)).filter((row) => row.after?.entry === once.id)
    expect(rows).toMatchObject([{ target: { name: 'gone', type: 'channel' } }])
  })

  test('of what was done by hand are one row that names the case it became', async () => {
    const by = entry({ actionType: 22, targetId: '520000000000000003', reason: 'spam' })
    await hear(by)
    await expect.poll(async () => (await rowsOf(guildId)).some((row) => row.after?.entry === by.id)).toBe(true)
    const rows = await expectChain(guildId)
    const ofCase = rows.filter((row) => row.after?.case !== undefined)
    expect(ofCase).toMatchObject([{ type: 'discord.member_banned', after: { case: 1, reason: 'spam' } }])
  })

  test('that only confirm a case of ours are no second deed', async () => {
    const before = (await rowsOf(guildId)).length
    const bot = env.DISCORD_APPLICATION_ID
    await hear(entry({ actionType: 22, userId: bot, targetId: '520000000000000004', reason: '[#1] Mara: spam' }))
    await hear(entry({ actionType: 11, userId: bot, targetId: '910000000000000009', reason: 'no case' }))
    const rows = (await expectChain(guildId)).slice(before)
    expect(rows.map((row) => row.after?.reason)).toEqual(['no case'])
  })
})

describe('retention', () => {
  test('removes the beginning, in order, and the rest is still one chain', async () => {
    const guildId = '900000000000000520'
    const old = Date.now() - 400 * DAY
    for (let n = 0; n < 30; n++) await of(guildId).audit(event({ at: n < 20 ? old + n : Date.now(), after: { n } }))
    const before = await expectChain(guildId)
    await of(guildId).saveSettings({ retention: { auditDays: 30, reportDays: 365 } })
    await expect
      .poll(async () => (await runDurableObjectAlarm(of(guildId)), (await rowsOf(guildId))[0]?.seq), {
        timeout: 10_000,
      })
      .toBe(21)
    const { anchor } = await of(guildId).auditEnds()
    expect(anchor).toEqual({ seq: 20, hash: before[19]?.hash })
    const rows = await expectChain(guildId, anchor)
    expect(rows.at(-1)).toMatchObject({
      type: 'retention.applied',
      surface: 'system',
      actor: null,
      after: { rows: 20, lastRow: 20, lastHash: anchor.hash, days: 30 },
    })
    expect((await of(guildId).findAuditRows({ category: 'seat' }, 50)).seqs).toEqual(
      Array.from({ length: 10 }, (_, n) => 30 - n),
    )
  })
})

describe('any combination of filters', () => {
  const guildId = '900000000000000530'
  const categories: AuditCategory[] = ['action', 'seat', 'settings', 'discord']
  const people = ['530000000000000001', '530000000000000002', '530000000000000003']
  const start = Date.UTC(2026, 0, 1)
  const HOUR = 3_600_000
  const count = 1_500
  const make = (n: number): AuditEvent =>
    event({
      category: categories[n % 4] ?? 'action',
      surface: categories[n % 4] === 'discord' ? 'discord' : 'dashboard',
      type: n % 8 === 0 ? 'action.refused' : 'action.done',
      at: start + n * HOUR,
      actor: n % 5 === 0 ? null : { id: people[n % 2] ?? '', name: n % 2 ? 'Tomas' : 'Mara' },
      target: { type: 'user', id: people[n % 3] ?? '', name: ['goblin', 'Rick', "O'Hara"][n % 3] ?? '' },
      after: { case: n, reason: ['spam links', 'Ünfreundlich', 'スパム 広告'][n % 3] ?? '' },
    })
  const all: { seq: number; told: AuditEvent }[] = []

  test('gives the right rows, newest first', async () => {
    for (let n = 0; n < count; n++) all.unshift({ seq: n + 1, told: make(n) })
    await runInDurableObject(of(guildId), async (guild) => {
      for (let n = 0; n < count; n++) await guild.audit(make(n))
    })
    await of(guildId).auditEnds()
    const cases: [AuditQuery, (one: AuditEvent, n: number) => boolean][] = [
      [{ category: 'seat' }, (one) => one.category === 'seat'],
      [{ category: 'seat,discord' }, (one) => one.category === 'seat' || one.category === 'discord'],
      [{ type: 'action.refused' }, (one) => one.type === 'action.refused'],
      [{ actor: people[1] }, (one) => one.actor?.id === people[1]],
      [{ actor: 'wardroom' }, (one) => one.actor === null && one.category !== 'discord'],
      [{ target: people[2] }, (one) => one.target?.id === people[2]],
      [{ q: 'unfreund' }, (_, n) => n % 3 === 1],
      [{ q: 'スパム' }, (_, n) => n % 3 === 2],
      [{ q: "o'hara tomas" }, (one, n) => n % 3 === 2 && one.actor?.name === 'Tomas'],
      [{ from: start + 100 * HOUR }, (_, n) => n >= 100],
      [{ to: start + 100 * HOUR }, (_, n) => n <= 100],
      [{ from: start + 95 * HOUR, to: start + 777 * HOUR }, (_, n) => n >= 95 && n <= 777],
      [{ from: start + 777 * HOUR, to: start + 95 * HOUR }, () => false],
      [
        { category: 'action,settings', actor: people[1], target: people[0], q: 'spam', from: start + 9 * HOUR },
        (one, n) =>
          (one.category === 'action' || one.category === 'settings') &&
          one.actor?.id === people[1] &&
          n % 3 === 0 &&
          n >= 9,
      ],
      [{ q: '"; DROP TABLE audit_words; --' }, () => false],
      [{ q: 'tags : cseat' }, () => false],
    ]
    for (const [query, fits] of cases) {
      const expected = all.filter(({ told, seq }) => fits(told, seq - 1)).map(({ seq }) => seq)
      const found: number[] = []
      for (let before: number | undefined; ;) {
        const { seqs, next } = await of(guildId).findAuditRows({ ...query, before }, 50)
        expect(seqs.length).toBeLessThanOrEqual(50)
        found.push(...seqs)
        if (next === null) break
        before = next
      }
      expect([query, found]).toEqual([query, expected])
      const since = await of(guildId).findAuditRows({ ...query, after: 700 }, 50)
      expect(since.seqs).toEqual(
        expected
          .filter((seq) => seq > 700)
          .toReversed()
          .slice(0, 50),
      )
    }
  })

  test('reads at most 200 rows for a page of 50, from first to last', async () => {
    const queries: AuditQuery[] = [
      { category: 'seat,discord,action' },
      { category: 'action', actor: people[0], target: people[1], q: 'spam' },
      { type: 'action.refused', from: start, to: start + 40 * HOUR },
      { q: 'mara goblin', to: start + 1_000 * HOUR },
      { category: 'seat', target: people[0], actor: people[0], before: 1_400 },
      { category: 'seat', after: 3 },
      { q: 'nothinglikeit' },
    ]
    const read = await runInDurableObject(of(guildId), async (guild, { storage }) => {
      const { exec } = storage.sql
      const counts: number[] = []
      for (const query of queries) {
        const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
        storage.sql.exec = ((...args: Parameters<typeof exec>) => {
          const cursor = exec.apply(storage.sql, args)
          cursors.push(cursor)
          return cursor
        }) as typeof exec
        await guild.findAuditRows(query, 50)
        counts.push(cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0))
        storage.sql.exec = exec
      }
      return counts
    })
    for (const rows of read) expect(rows).toBeLessThanOrEqual(200)
  })

  test('finds the same when the index was made anew from the record', async () => {
    const before = await of(guildId).findAuditRows({ q: 'unfreund', category: 'seat' }, 50)
    await of(guildId).rebuildSearch()
    expect(await of(guildId).findAuditRows({ q: 'unfreund', category: 'seat' }, 50)).toEqual(before)
  })
})

test('a guild sees only its own rows', async () => {
  const [one, other] = ['900000000000000541', '900000000000000542']
  await of(one).audit(event({ after: { reason: 'zanzibar' } }))
  await expectChain(one)
  expect((await of(other).findAuditRows({ q: 'zanzibar' }, 50)).seqs).toEqual([])
  expect(await db.select().from(auditRows).where(eq(auditRows.guildId, other))).toEqual([])
})
