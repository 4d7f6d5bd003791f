import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { FigureBook } from '#durable-objects/ops/health/figure-book.ts'

const nine = Date.UTC(2026, 10, 2, 9)
const counted = (queries: number, size = 0) => ({
  sums: { queries },
  levels: { size },
  spreads: { took: [queries] },
})
const rows = (sql: SqlStorage, table: string): number =>
  sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).one().count

test('figures are one row a minute, become one an hour, and outlive a sleep over both', async () => {
  await runInDurableObject(env.OPS.getByName('of-figures'), (_, { storage: { sql } }) => {
    const book = new FigureBook(sql, nine)
    for (let second = 0; second < 120; second++) book.add(counted(1, second), nine + second * 1000)
    book.save(nine + 2 * MINUTE - 1)
    expect(rows(sql, 'figure_minutes')).toBe(2)
    book.save(nine + 2 * MINUTE - 1)
    expect(book.due).toBeNull()

    // asleep from then on; the next life begins two hours later
    const woken = new FigureBook(sql, nine + 2 * HOUR)
    expect(rows(sql, 'figure_hours')).toBe(1)
    woken.add(counted(5, 200), nine + 2 * HOUR + 1000)
    expect(woken.window(DAY, nine + 2 * HOUR + 1000)).toMatchObject({ sums: { queries: 125 }, levels: { size: 200 } })
    const { from, step, figures } = woken.buckets('day', nine + 2 * HOUR + 1000)
    expect([from, step]).toEqual([nine - 21 * HOUR, HOUR])
    expect(figures.slice(-3).map((one) => one?.sums.queries)).toEqual([120, undefined, 5])
    const month = woken.month(nine + 3 * HOUR)
    expect([month.figures.sums.queries, month.measured]).toEqual([125, 3 * HOUR])

    // minutes are kept for a day, hours for a month
    const late = new FigureBook(sql, nine + 2 * DAY)
    late.add(counted(1), nine + 2 * DAY)
    late.add(counted(1), nine + 2 * DAY + HOUR)
    expect(rows(sql, 'figure_minutes')).toBe(1)
    expect(late.month(nine + 2 * DAY + HOUR).figures.sums.queries).toBe(127)
  })
})

test('who has pages open or something waiting is known after a sleep, too', async () => {
  const ops = env.OPS.getByName('of-servers')
  const since = Date.now() - 5_000
  const nothing = { sums: {}, levels: {}, spreads: {} }
  await ops.counted({
    ...nothing,
    guilds: { '1': { sockets: 2, waitingSince: since }, '2': { sockets: 0, waitingSince: null } },
  })
  await runInDurableObject(ops, (object) => object.alarm())
  await evictDurableObject(ops)
  expect(await ops.waitingSince()).toBe(since)
  await ops.counted({ ...nothing, guilds: { '1': { sockets: 0, waitingSince: null } } })
  expect(await ops.waitingSince()).toBeNull()
})
