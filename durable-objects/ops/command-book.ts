import { DAY, HOUR } from '#schema/contract/kinds.ts'
import type { CommandFigures, CommandReport, CommandReportQuery, CommandUse } from '#schema/contract/ops.ts'
import { added, percentile, stepOf, type Spread } from './spread.ts'

const KEPT = 91 * DAY
const startOf = (at: number, unit: number): number => Math.floor(at / unit) * unit

type Sum = { uses: number; failed: number; spread: Spread }
const nothing = (): Sum => ({ uses: 0, failed: 0, spread: [] })

/** How often each command is used, where, and how well it does. Uses are summed before they are written. */
export class CommandBook {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  add(uses: readonly CommandUse[]): void {
    const days = new Map<string, { day: number; command: string; guildId: string; sum: Sum }>()
    const hours = new Map<string, { hour: number; command: string; sum: Sum }>()
    for (const { command, guildId, userId, at, ms, ok } of uses) {
      const [day, hour] = [startOf(at, DAY), startOf(at, HOUR)]
      const inDay = days.get(`${day} ${command} ${guildId}`) ?? { day, command, guildId, sum: nothing() }
      const inHour = hours.get(`${hour} ${command}`) ?? { hour, command, sum: nothing() }
      days.set(`${day} ${command} ${guildId}`, inDay)
      hours.set(`${hour} ${command}`, inHour)
      for (const { sum } of [inDay, inHour]) {
        sum.uses++
        if (!ok) sum.failed++
      }
      const step = stepOf(ms)
      inHour.sum.spread[step] = (inHour.sum.spread[step] ?? 0) + 1
      this.#sql.exec(`INSERT OR IGNORE INTO command_users (user_id) VALUES (?)`, userId)
    }
    for (const { day, command, guildId, sum } of days.values())
      this.#sql.exec(
        `INSERT INTO command_days VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET uses = uses + ?4, failed = failed + ?5`,
        day,
        command,
        guildId,
        sum.uses,
        sum.failed,
      )
    for (const { hour, command, sum } of hours.values()) this.#addHour(hour, command, sum)
  }

  /** Daily uses and figures of each command; latencies are of all servers. */
  report({ days, command, guild }: CommandReportQuery, now: number): CommandReport {
    const from = startOf(now, DAY) - (days - 1) * DAY
    const rows = this.#sql.exec<{ day: number; command: string; uses: number; failed: number }>(
      `SELECT day, command, sum(uses) AS uses, sum(failed) AS failed FROM command_days
       WHERE day >= ?1 AND (?2 IS NULL OR command = ?2) AND (?3 IS NULL OR guild_id = ?3) GROUP BY day, command`,
      from,
      command ?? null,
      guild ?? null,
    )
    const byDay = Array.from({ length: days }, (_, i) => ({ day: from + i * DAY, uses: 0, failed: 0 }))
    const sums = new Map<string, Sum>()
    for (const row of rows) {
      const day = byDay[(row.day - from) / DAY]
      const sum = sums.get(row.command) ?? nothing()
      sums.set(row.command, sum)
      for (const one of [day, sum])
        if (one) {
          one.uses += row.uses
          one.failed += row.failed
        }
    }
    for (const [name, spread] of this.#spreads(from)) {
      const sum = sums.get(name)
      if (sum) sum.spread = spread
    }
    const commands = [...sums].map(([name, sum]) => figures(name, sum)).sort((a, b) => b.uses - a.uses)
    return { days: byDay, commands, all: figures('', total([...sums.values()])) }
  }

  /** Figures of the last 24 hours, most used first. */
  lastDay(now: number): CommandFigures[] {
    const sums = new Map<string, Sum>()
    const rows = this.#sql.exec<{ command: string; uses: number; failed: number; spread: string }>(
      `SELECT command, uses, failed, spread FROM command_hours WHERE hour > ?`,
      now - DAY,
    )
    for (const { command, uses, failed, spread } of rows) {
      const sum = sums.get(command) ?? nothing()
      const more = { uses, failed, spread: JSON.parse(spread) as Spread }
      sums.set(command, total([sum, more]))
    }
    return [...sums].map(([name, sum]) => figures(name, sum)).sort((a, b) => b.uses - a.uses)
  }

  /** How many people ever used a command. */
  users(): number {
    return this.#sql.exec<{ count: number }>(`SELECT count(*) AS count FROM command_users`).one().count
  }

  forget(now: number): void {
    this.#sql.exec(`DELETE FROM command_days WHERE day < ?`, now - KEPT)
    this.#sql.exec(`DELETE FROM command_hours WHERE hour < ?`, now - KEPT)
  }

  #addHour(hour: number, command: string, sum: Sum): void {
    const [row] = this.#sql.exec<{ spread: string }>(
      `SELECT spread FROM command_hours WHERE hour = ? AND command = ?`,
      hour,
      command,
    )
    const spread = JSON.stringify(added(row ? (JSON.parse(row.spread) as Spread) : [], sum.spread))
    this.#sql.exec(
      `INSERT INTO command_hours VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO UPDATE SET uses = uses + ?3, failed = failed + ?4, spread = ?5`,
      hour,
      command,
      sum.uses,
      sum.failed,
      spread,
    )
  }

  #spreads(from: number): Map<string, Spread> {
    const spreads = new Map<string, Spread>()
    const rows = this.#sql.exec<{ command: string; spread: string }>(
      `SELECT command, spread FROM command_hours WHERE hour >= ?`,
      from,
    )
    for (const { command, spread } of rows)
      spreads.set(command, added(spreads.get(command) ?? [], JSON.parse(spread) as Spread))
    return spreads
  }
}

const total = (sums: readonly Sum[]): Sum =>
  sums.reduce(
    (all, sum) => ({
      uses: all.uses + sum.uses,
      failed: all.failed + sum.failed,
      spread: added(all.spread, sum.spread),
    }),
    nothing(),
  )

const figures = (command: string, { uses, failed, spread }: Sum): CommandFigures => ({
  command,
  uses,
  failed,
  p50: percentile(spread, 0.5),
  p95: percentile(spread, 0.95),
  p99: percentile(spread, 0.99),
})
