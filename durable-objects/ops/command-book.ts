import { DAY, HOUR } from '#schema/contract/kinds.ts'
import type {
  CommandFigures,
  CommandReport,
  CommandReportQuery,
  CommandsLately,
  CommandUse,
} from '#schema/contract/ops.ts'
import { stepOf } from '#schema/meters/spread.ts'
import { figuresOf, nothing, plus, toStored, toSum, UseSums, type StoredSum, type UseSum } from './use-sum.ts'

const KEPT = 91 * DAY
/** Hours are asked for two days back; the others are a reserve for days that were not summed yet. */
const HOURS_KEPT = 4 * DAY
const FORGOTTEN_AT_ONCE = 50_000
const LATELY = 48
const startOf = (at: number, unit: number): number => Math.floor(at / unit) * unit

/**
 * How often each command is used, where, and how well it does. Uses are summed before they are written: by server and day, and by
 * hour for all servers. Once a day is over its hours become one sum a command, so no report reads more than some hundred rows.
 */
export class CommandBook {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  add(uses: readonly CommandUse[]): void {
    const servers = new UseSums<{ day: number; guildId: string; command: string }>()
    const hours = new UseSums<{ hour: number; command: string }>()
    const summed = this.#tally('summed_until')
    for (const { command, guildId, at, ms, ok } of uses) {
      const spread: number[] = []
      spread[stepOf(ms)] = 1
      const one = { uses: 1, failed: ok ? 0 : 1, spread }
      // what comes after its day was summed counts for the next
      const then = Math.max(at, summed)
      servers.add({ day: startOf(then, DAY), guildId, command }, one)
      hours.add({ hour: startOf(then, HOUR), command }, one)
    }
    for (const { of, sum } of servers) this.#addToServer(of, sum)
    for (const { of, sum } of hours) this.#addToHour(of, sum)
    const people = JSON.stringify(uses.map(({ userId }) => userId))
    const { length: fresh } = this.#sql
      .exec(
        `INSERT INTO command_users SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING user_id`,
        people,
      )
      .toArray()
    if (fresh > 0) this.#setTally('users', this.#tally('users') + fresh)
  }

  /** Day by day, of one command or all; and each command; both in one server or all. */
  report({ days, command, guild }: CommandReportQuery, now: number): CommandReport {
    const from = startOf(now, DAY) - (days - 1) * DAY
    const byDay = Array.from({ length: days }, () => nothing)
    const byCommand = new UseSums<string>()
    for (const { day, command: name, sum } of guild ? this.#daysOf(guild, from, days) : this.#days(from, now)) {
      byCommand.add(name, sum)
      const at = (day - from) / DAY
      if (!command || name === command) byDay[at] = plus(byDay[at] ?? nothing, sum)
    }
    return {
      days: byDay.map((sum, i) => ({ day: from + i * DAY, ...figuresOf(sum) })),
      commands: ranked(byCommand),
      all: figuresOf(byDay.reduce(plus, nothing)),
    }
  }

  /** The last two days by the hour, and the commands of the last 24 hours. */
  lately(now: number): CommandsLately {
    const from = startOf(now, HOUR) - (LATELY - 1) * HOUR
    const hours = Array.from({ length: LATELY }, () => ({ uses: 0, failed: 0 }))
    const byCommand = new UseSums<string>()
    for (const { at, command, sum } of this.#hours(from)) {
      const hour = hours[(at - from) / HOUR]
      if (hour) {
        hour.uses += sum.uses
        hour.failed += sum.failed
      }
      if (at > now - DAY) byCommand.add(command, sum)
    }
    const all = [...byCommand].reduce((total, { sum }) => plus(total, sum), nothing)
    return { at: now, from, hours, commands: ranked(byCommand), all: figuresOf(all), users: this.#tally('users') }
  }

  forget(now: number): void {
    this.#sumDays(now)
    this.#sql.exec(
      `DELETE FROM command_uses WHERE (day, guild_id, command) IN
         (SELECT day, guild_id, command FROM command_uses WHERE day < ? LIMIT ${FORGOTTEN_AT_ONCE})`,
      now - KEPT,
    )
    this.#sql.exec(`DELETE FROM command_sums WHERE day < ?`, now - KEPT)
    this.#sql.exec(`DELETE FROM command_hours WHERE hour < ?`, now - HOURS_KEPT)
  }

  #days(from: number, now: number): { day: number; command: string; sum: UseSum }[] {
    this.#sumDays(now)
    const summed = this.#sql.exec<{ day: number; command: string } & StoredSum>(
      `SELECT day, command, uses, failed, spread FROM command_sums WHERE day >= ?`,
      from,
    )
    const hours = this.#hours(Math.max(from, this.#tally('summed_until')))
    return [
      ...[...summed].map((row) => ({ day: row.day, command: row.command, sum: toSum(row) })),
      ...hours.map(({ at, command, sum }) => ({ day: startOf(at, DAY), command, sum })),
    ]
  }

  #daysOf(guild: string, from: number, days: number): { day: number; command: string; sum: UseSum }[] {
    const rows = this.#sql.exec<{ day: number; command: string } & StoredSum>(
      `SELECT uses.day, command, uses, failed, spread FROM json_each(?) AS asked
       CROSS JOIN command_uses AS uses ON uses.day = asked.value AND uses.guild_id = ?`,
      JSON.stringify(Array.from({ length: days }, (_, i) => from + i * DAY)),
      guild,
    )
    return [...rows].map((row) => ({ day: row.day, command: row.command, sum: toSum(row) }))
  }

  #hours(from: number): { at: number; command: string; sum: UseSum }[] {
    const rows = this.#sql.exec<{ hour: number; command: string } & StoredSum>(
      `SELECT hour, command, uses, failed, spread FROM command_hours WHERE hour >= ?`,
      from,
    )
    return [...rows].map((row) => ({ at: row.hour, command: row.command, sum: toSum(row) }))
  }

  /** Makes one sum a command of each day that has been over for an hour. */
  #sumDays(now: number): void {
    const until = startOf(now - HOUR, DAY)
    const since = this.#tally('summed_until')
    if (since >= until) return
    const sums = new UseSums<{ day: number; command: string }>()
    for (const { at, command, sum } of this.#hours(since))
      if (at < until) sums.add({ day: startOf(at, DAY), command }, sum)
    for (const { of, sum } of sums) {
      const { uses, failed, spread } = toStored(sum)
      this.#sql.exec(
        `INSERT OR REPLACE INTO command_sums VALUES (?, ?, ?, ?, ?)`,
        of.day,
        of.command,
        uses,
        failed,
        spread,
      )
    }
    this.#setTally('summed_until', until)
  }

  #addToServer({ day, guildId, command }: { day: number; guildId: string; command: string }, sum: UseSum): void {
    const key = [day, guildId, command]
    const [known] = this.#sql.exec<StoredSum>(
      `SELECT uses, failed, spread FROM command_uses WHERE day = ? AND guild_id = ? AND command = ?`,
      ...key,
    )
    const { uses, failed, spread } = toStored(known ? plus(toSum(known), sum) : sum)
    this.#sql.exec(`INSERT OR REPLACE INTO command_uses VALUES (?, ?, ?, ?, ?, ?)`, ...key, uses, failed, spread)
  }

  #addToHour({ hour, command }: { hour: number; command: string }, sum: UseSum): void {
    const [known] = this.#sql.exec<StoredSum>(
      `SELECT uses, failed, spread FROM command_hours WHERE hour = ? AND command = ?`,
      hour,
      command,
    )
    const { uses, failed, spread } = toStored(known ? plus(toSum(known), sum) : sum)
    this.#sql.exec(`INSERT OR REPLACE INTO command_hours VALUES (?, ?, ?, ?, ?)`, hour, command, uses, failed, spread)
  }

  #tally(name: 'users' | 'summed_until'): number {
    const [row] = this.#sql.exec<{ value: number }>(`SELECT value FROM command_tally WHERE name = ?`, name)
    return row?.value ?? 0
  }

  #setTally(name: 'users' | 'summed_until', value: number): void {
    this.#sql.exec(`INSERT OR REPLACE INTO command_tally VALUES (?, ?)`, name, value)
  }
}

/** Most used first. */
const ranked = (sums: UseSums<string>): CommandFigures[] =>
  [...sums].map(({ of, sum }) => ({ command: of, ...figuresOf(sum) })).sort((a, b) => b.uses - a.uses)
