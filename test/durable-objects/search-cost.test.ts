import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { untouched, type Case } from '#schema/contract/case.ts'
import type { AuditQuery, AuditRow } from '#schema/contract/audit.ts'
import { FACET_CAP, type CaseFilter } from '#schema/contract/case-query.ts'
import { drizzle } from 'drizzle-orm/d1'
import { AuditIndex } from '#durable-objects/guild/audit-log/audit-index.ts'
import { facetsOf } from '#durable-objects/guild/facets.ts'
import { Search } from '#durable-objects/guild/search.ts'

const guildId = '900000000000000310'
const CASES = 3_000
const mods = ['510000000000000011', '510000000000000012', '510000000000000013']
const kinds = ['ban', 'kick', 'timeout', 'warn', 'tempban'] as const

const caseOf = (number: number): Case => ({
  guildId,
  number,
  actionId: `cost-${number}`,
  kind: kinds[number % 5] ?? 'ban',
  status: number % 50 === 0 ? 'refused' : 'done',
  source: number % 2 === 0 ? 'dashboard' : 'slash',
  moderator: { id: mods[number % 3] ?? '', name: `Mod ${number % 3}` },
  target: { id: String(520000000000000000n + BigInt(number % 700)), name: `troll ${number % 700}` },
  channelId: null,
  channelName: null,
  reason: `spam links number ${number % 90}`,
  deed: null,
  createdAt: number * 60_000,
  endsAt: number % 5 === 4 ? number * 60_000 + 1 : null,
  endedAt: number % 10 === 4 ? number * 60_000 + 1 : null,
  endError: null,
  about: null,
  dm: number % 4 === 0 ? { status: 'failed', code: 50_007, message: 'no' } : { status: 'sent' },
  log: null,
  failure: null,
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
  labels: number % 7 === 0 ? ['Spam'] : [],
  reviewed: number % 3 === 0 ? { by: { id: mods[0] ?? '', name: 'Mod' }, at: 1 } : null,
})

/** Every way to narrow, alone; every combination of up to four of them is tried, and all at once. */
const ways: CaseFilter[] = [
  { kind: 'ban,tempban' },
  { kind: '-warn' },
  { source: 'dashboard' },
  { status: 'running' },
  { status: '-done' },
  { moderator: mods[0] },
  { moderator: `-${mods[1]}` },
  { target: '520000000000000042' },
  { label: 'spam' },
  { label: '-spam' },
  { assignee: 'none' },
  { reviewed: 'no' },
  { dm: 'failed' },
  { from: 600_000, to: 170_000_000 },
  { last: '30d' },
  { q: 'spam li' },
  { q: 's' },
  { sweep: 'none-such' },
]
const combinations: CaseFilter[] = [
  {},
  Object.assign({}, ...ways) as CaseFilter,
  ...ways.flatMap((a, i) => [
    a,
    ...ways
      .slice(i + 1)
      .flatMap((b, j) => [{ ...a, ...b }, ...ways.slice(i + j + 2).map((c) => ({ ...a, ...b, ...c }))]),
  ]),
]

/** The guild's own storage, with a note of how each statement went. */
function watched(storage: DurableObjectStorage) {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  const plans = new Set<string>()
  const sql = new Proxy(storage.sql, {
    get:
      (real) =>
      (statement: string, ...values: SqlStorageValue[]) => {
        for (const { detail } of real.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, ...values))
          plans.add(detail)
        const cursor = real.exec(statement, ...values)
        cursors.push(cursor)
        return cursor
      },
  })
  const db = async () => drizzle(env.GUILDS_0)
  const search = new Search({ sql, kv: storage.kv, guildId, db, wake: () => {} })
  const audit = new AuditIndex({ storage: { sql, kv: storage.kv }, guildId, db })
  return { search, audit, plans, read: () => cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0) }
}
const inGuild = <T>(ask: (storage: DurableObjectStorage) => Promise<T>): Promise<T> =>
  runInDurableObject(env.GUILD.getByName(guildId), (_, { storage }) => ask(storage))

beforeAll(() =>
  inGuild(async (storage) => {
    const { search } = watched(storage)
    await search.ready()
    storage.transactionSync(() => {
      for (let number = 1; number <= CASES; number++) search.index(caseOf(number))
    })
  }),
)

describe('a page of cases costs no more than its rows', () => {
  test('under any combination of filters, from the top and from far below', async () => {
    const dear = await inGuild(async (storage) => {
      const found: string[] = []
      for (const way of combinations)
        for (const before of [undefined, 1_000]) {
          const { search, plans, read } = watched(storage)
          await search.find({ ...way, before })
          if (read() > 200 || [...plans].some((plan) => plan.includes('TEMP B-TREE')))
            found.push(`${JSON.stringify(way)} below ${before}: ${read()} rows, ${[...plans].join()}`)
        }
      return found
    })
    expect(dear).toEqual([])
  })

  test('and so do counts, to where they stop counting', async () => {
    const costs = await inGuild(async (storage) => {
      const { search, read } = watched(storage)
      const count = search.count({ kind: '-warn' }, 99)
      const counted = read()
      const { facets } = facetsOf(search, { kind: 'ban', reviewed: 'no' }, ['Spam', 'Raid'])
      return { count, counted, facets, read: read() - counted }
    })
    expect(costs.count).toEqual({ count: 99, more: true })
    expect(costs.counted).toBeLessThanOrEqual(100)
    expect(costs.read).toBeLessThanOrEqual(3 * (FACET_CAP + 1))
  })
})

test('a page of the audit log costs no more than its rows either, nor does what came since', async () => {
  const categories = ['action', 'case', 'settings'] as const
  const rowOf = (seq: number): AuditRow => ({
    guildId,
    seq,
    category: categories[seq % 3] ?? 'action',
    type: 'case.reason_edited',
    at: Date.UTC(2026, 0) + seq * 60_000,
    actor: { id: mods[seq % 3] ?? '', name: `Mod ${seq % 3}` },
    surface: 'dashboard',
    target: { type: 'case', id: String(seq % 700), name: null },
    before: { reason: 'spam' },
    after: { reason: `spam links number ${seq % 90}` },
    requestId: null,
    prev: '',
    hash: '',
  })
  const filters: AuditQuery[] = [
    {},
    { category: 'action,case' },
    { actor: mods[0] },
    { target: '42' },
    { from: Date.UTC(2026, 0) + 600_000, to: Date.UTC(2026, 0) + 170_000_000 },
    { q: 'spam li' },
    { q: 'spam', category: 'action', actor: mods[0], type: 'case.reason_edited' },
  ]
  const dear = await inGuild(async (storage) => {
    await watched(storage).audit.find({}, 1)
    watched(storage).audit.add(Array.from({ length: CASES }, (_, i) => rowOf(i + 1)))
    const found: string[] = []
    for (const filter of filters)
      for (const end of [{}, { before: 1_000 }, { after: 1_000 }]) {
        const { audit, plans, read } = watched(storage)
        const { seqs } = await audit.find({ ...filter, ...end }, 50)
        if (seqs.length === 0 || read() > 60 || [...plans].some((plan) => plan.includes('TEMP B-TREE')))
          found.push(`${JSON.stringify({ ...filter, ...end })}: ${seqs.length} of ${read()} rows, ${[...plans].join()}`)
      }
    return found
  })
  expect(dear).toEqual([])
})

test('facets count under the other filters, and keep in view what has nothing', async () => {
  const { facets, total } = await inGuild(async (storage) =>
    facetsOf(watched(storage).search, { kind: 'ban', q: 'spam' }, ['Spam', 'Raid']),
  )
  const count = (name: keyof typeof facets, value: string) =>
    facets[name].values.find((one) => one.value === value)?.count
  expect(total).toEqual({ count: 600, more: false })
  expect([count('source', 'dashboard'), count('reviewed', 'yes'), count('status', 'refused')]).toEqual([300, 200, 60])
  expect([count('label', 'Spam'), count('label', 'Raid'), count('kind', 'lock')]).toEqual([85, 0, 0])
  // the facet's own filter is not one of the others
  expect(count('kind', 'kick')).toBeGreaterThan(0)
  expect(facets.kind.more).toBe(true)
})
