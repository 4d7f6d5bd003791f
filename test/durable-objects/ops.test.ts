import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { LogEvent } from '#schema/contract/ops.ts'
import { LogBook } from '#durable-objects/ops/log-book.ts'

const guildId = '700000000000000099'
const other = '700000000000000098'
const event = (message: string, more: Partial<LogEvent> = {}): LogEvent => ({
  severity: 'error',
  type: 'error',
  guildId,
  message,
  ...more,
})
const ops = env.OPS.getByName('of-this-test')

describe('the operational log', () => {
  test('counts the same event within a minute as one row', async () => {
    for (let n = 0; n < 40; n++) await ops.log([event(`The record is away, try ${n}`)])
    await ops.log([event('Something else'), event('The record is away, try 1', { guildId: other })])
    const { rows } = await ops.findLog({})
    expect(rows.map(({ message, count, guildId: of }) => [message, count, of])).toEqual([
      ['The record is away, try 1', 1, other],
      ['Something else', 1, guildId],
      ['The record is away, try 0', 40, guildId],
    ])
  })

  test('keeps no secret, wherever it stands', async () => {
    const token = 'MTA4NzE2NTk4MjQ5MDk3NjI1Ng.GabcDE.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab'
    const key = '0123456789abcdef0123456789abcdef0123456789abcdef'
    await ops.log([
      event(`Authorization: Bot ${token} was refused`, { detail: { token: 'short', note: `with ${key}`, count: 3 } }),
    ])
    const [row] = (await ops.findLog({})).rows
    expect(JSON.stringify(row)).not.toContain(token)
    expect(JSON.stringify(row)).not.toContain(key)
    expect(row?.detail).toEqual({ token: '[redacted]', note: 'with [redacted]', count: 3 })
  })

  test('is found by severity, type, server, words and time, page by page', async () => {
    const log = env.OPS.getByName('of-pages')
    const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
    await log.log(words.map((word) => event(`It was ${word}`, { severity: 'info', type: 'config_update' })))
    await log.log([event('It was alpha again', { severity: 'warning', guildId: null })])
    const messages = async (query: object) => (await log.findLog(query)).rows.map(({ message }) => message)
    expect(await messages({ severity: 'warning' })).toEqual(['It was alpha again'])
    expect(await messages({ type: 'config_update', q: 'alph' })).toEqual(['It was alpha'])
    expect(await messages({ guild: guildId, limit: 2 })).toEqual(['It was epsilon', 'It was delta'])
    expect(await messages({ from: Date.now() + 60_000 })).toEqual([])
    expect(await messages({ q: '"*:(' })).toEqual([])
    const first = await log.findLog({ limit: 4 })
    const second = await log.findLog({ limit: 4, before: first.next ?? 0 })
    expect([...first.rows, ...second.rows]).toHaveLength(6)
    expect(second.next).toBeNull()
  })

  test('reads no more than a page, and forgets what is old', async () => {
    await runInDurableObject(env.OPS.getByName('of-many'), (_, { storage }) => {
      const book = new LogBook(storage.sql)
      const from = 1_700_000_000_000
      for (let n = 0; n < 3_000; n++) {
        const type = n % 10 === 0 ? 'guild_join' : 'error'
        book.append(
          [event(`word${String.fromCodePoint(97 + (n % 26))} ${crypto.randomUUID()}`, { type })],
          from + n * 1000,
        )
      }
      const reads = (query: object): number => {
        const cursors: { rowsRead: number }[] = []
        const sql = new Proxy(storage.sql, {
          get: (target, name) =>
            name === 'exec'
              ? (...args: Parameters<SqlStorage['exec']>) => {
                  const cursor = target.exec(...args)
                  cursors.push(cursor)
                  return cursor
                }
              : Reflect.get(target, name),
        })
        expect(new LogBook(sql).find({ limit: 50, ...query }).rows.length).toBe(50)
        return cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
      }
      for (const query of [
        {},
        { type: 'guild_join' },
        { severity: 'error', guild: guildId },
        { q: 'wordc' },
        { to: from + 2_000_000 },
      ])
        expect(reads(query)).toBeLessThan(250)
      book.forget(from + 1_000_000, 5_000)
      expect(book.find({ to: from + 999_000 }).rows).toEqual([])
      expect(book.find({}).rows).toHaveLength(100)
    })
  })
})

test('uses of commands are counted by day and command, with their latencies', async () => {
  const now = Date.now()
  const use = (command: string, ms: number, ok = true, userId = '1') => ({ command, guildId, userId, at: now, ms, ok })
  await ops.used([use('ban', 10), use('ban', 20), use('ban', 1000, false), use('ping', 1, true, '2')])
  const { commands, users } = await ops.commandsOfDay()
  expect(users).toBe(2)
  expect(commands.map(({ command, uses, failed }) => [command, uses, failed])).toEqual([
    ['ban', 3, 1],
    ['ping', 1, 0],
  ])
  expect(commands[0]?.p50).toBeGreaterThanOrEqual(20)
  expect(commands[0]?.p99).toBeGreaterThanOrEqual(1000)
  const report = await ops.commandReport({ days: 7 })
  expect(report.days).toHaveLength(7)
  expect(report.days.at(-1)).toMatchObject({ uses: 4, failed: 1 })
  expect((await ops.commandReport({ days: 1, command: 'ping' })).all.uses).toBe(1)
  expect((await ops.commandReport({ days: 1, guild: other })).all.uses).toBe(0)
})
