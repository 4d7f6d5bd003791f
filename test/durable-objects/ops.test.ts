import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '#schema/contract/kinds.ts'
import type { LogEvent } from '#schema/contract/ops.ts'
import { CommandBook } from '#durable-objects/ops/command-book.ts'
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

/** The same database, and what its statements have cost so far. */
function metered(sql: SqlStorage): { sql: SqlStorage; cost: () => { read: number; written: number } } {
  const cursors: { rowsRead: number; rowsWritten: number }[] = []
  const exec = (...args: Parameters<SqlStorage['exec']>) => {
    const cursor = sql.exec(...args)
    cursors.push(cursor)
    return cursor
  }
  const cost = () => ({
    read: cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    written: cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0),
  })
  return { sql: new Proxy(sql, { get: (target, name) => (name === 'exec' ? exec : Reflect.get(target, name)) }), cost }
}

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
        const { sql, cost } = metered(storage.sql)
        expect(new LogBook(sql).find({ limit: 50, ...query }).rows.length).toBe(50)
        return cost().read
      }
      for (const query of [
        {},
        { type: 'guild_join' },
        { severity: 'error', guild: guildId },
        { q: 'wordc' },
        { to: from + 2_000_000 },
      ])
        expect(reads(query)).toBeLessThan(250)
      expect(book.forget(from + 1_000_000, 600)).toBe(false)
      expect(book.find({ to: from + 999_000 }).rows.length).toBe(100)
      expect(book.forget(from + 1_000_000, 600)).toBe(true)
      expect(book.find({ to: from + 999_000 }).rows).toEqual([])
      expect(book.find({}).rows).toHaveLength(100)
    })
  })
})

describe('the use of commands', () => {
  test('is counted by day, command and server, with latencies of its own', async () => {
    const now = Date.now()
    const use = (command: string, ms: number, { ok = true, userId = '1', guild = guildId } = {}) => ({
      command,
      guildId: guild,
      userId,
      at: now,
      ms,
      ok,
    })
    await ops.used([
      use('ban', 10),
      use('ban', 20),
      use('ban', 1000, { ok: false }),
      use('ping', 1, { userId: '2', guild: other }),
    ])
    const lately = await ops.commandsLately()
    expect(lately).toMatchObject({ users: 2, all: { uses: 4, failed: 1 } })
    expect(lately.hours).toHaveLength(48)
    expect(lately.hours.at(-1)).toEqual({ uses: 4, failed: 1 })
    expect(lately.commands.map(({ command, uses, failed }) => [command, uses, failed])).toEqual([
      ['ban', 3, 1],
      ['ping', 1, 0],
    ])
    expect(lately.commands[0]?.p50).toBeGreaterThanOrEqual(20)
    expect(lately.commands[0]?.p99).toBeGreaterThanOrEqual(1000)
    const report = await ops.commandReport({ days: 7 })
    expect(report.days).toHaveLength(7)
    expect(report.days.at(-1)).toMatchObject({ uses: 4, failed: 1 })
    const ping = await ops.commandReport({ days: 1, command: 'ping' })
    expect(ping).toMatchObject({ all: { uses: 1, p99: 1 }, commands: [{ command: 'ban' }, { command: 'ping' }] })
    const elsewhere = await ops.commandReport({ days: 1, guild: other })
    expect(elsewhere).toMatchObject({ all: { uses: 1, failed: 0, p99: 1 }, commands: [{ command: 'ping' }] })
    expect((await ops.commandReport({ days: 1, guild: '700000000000000097' })).all.uses).toBe(0)
  })

  test('is summed once a day is over, so that 90 days of many servers cost few rows', async () => {
    await runInDurableObject(env.OPS.getByName('of-many-servers'), (_, { storage }) => {
      const commands = ['ban', 'kick', 'warn', 'timeout', 'case', 'note']
      const today = Math.floor(1_800_000_000_000 / DAY) * DAY
      const servers = 30
      const usesOf = (day: number) =>
        Array.from({ length: servers }, (__, server) =>
          commands.map((command) => ({
            command,
            guildId: String(700_000_000_000_000_000n + BigInt(server)),
            userId: String(server % 20),
            at: today - day * DAY + 10 * HOUR,
            ms: server === 7 ? 500 : 20,
            ok: server !== 7,
          })),
        ).flat()
      for (let day = 89; day >= 0; day--) {
        new CommandBook(storage.sql).add(usesOf(day))
        if (day % 7 === 0) new CommandBook(storage.sql).forget(today - day * DAY + 12 * HOUR)
      }
      const now = today + 11 * HOUR
      const asked = (query: { days: number; command?: string; guild?: string }) => {
        const { sql, cost } = metered(storage.sql)
        return { report: new CommandBook(sql).report(query, now), cost: cost() }
      }
      asked({ days: 90 })
      const all = asked({ days: 90 })
      expect(all.report.all).toMatchObject({ uses: 90 * servers * 6, failed: 90 * 6 })
      expect(all.report.days.map(({ uses }) => uses)).toEqual(Array.from({ length: 90 }, () => servers * 6))
      expect(all.report.all.p50).toBeLessThan(30)
      expect(all.report.all.p99).toBeGreaterThanOrEqual(500)
      expect(all.cost.read).toBeLessThanOrEqual(90 * 6 + 10)
      const one = asked({ days: 90, guild: '700000000000000007', command: 'ban' })
      expect(one.report.all).toMatchObject({ uses: 90, failed: 90 })
      expect(one.report.all.p50).toBeGreaterThanOrEqual(500)
      expect(one.cost.read).toBeLessThanOrEqual(90 * 6 + 2 * 90)

      const { sql, cost } = metered(storage.sql)
      expect(new CommandBook(sql).lately(now)).toMatchObject({ users: 20, all: { uses: servers * 6 } })
      expect(cost().read).toBeLessThanOrEqual(48 * 6)
      // a use that comes when its day was summed already is not lost
      const late = usesOf(1).slice(0, 1)
      new CommandBook(storage.sql).add(late)
      expect(asked({ days: 90 }).report.all.uses).toBe(90 * servers * 6 + 1)
      const writing = metered(storage.sql)
      new CommandBook(writing.sql).add(usesOf(0).slice(0, 6))
      expect(writing.cost().written).toBeLessThanOrEqual(2 * 6)
    })
  })
})
