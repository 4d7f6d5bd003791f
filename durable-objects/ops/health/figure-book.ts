import { DAY, HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { merged, type Counted } from '#schema/meters/meter.ts'

/** What was counted in some time, without the servers. */
export type Figures = Pick<Counted, 'sums' | 'levels' | 'spreads'>
type Timed = { at: number; figures: Figures }

/** Minutes are kept for a day, hours for a month. */
const MINUTES_KEPT = DAY
const HOURS_KEPT = 30 * DAY
/** A minute is written this seldom while it lasts, ms. */
const SAVE_EVERY = 10_000

const nothing: Figures = { sums: {}, levels: {}, spreads: {} }
const both = (one: Figures, other: Figures): Figures => {
  const { sums, levels, spreads } = merged({ ...one, guilds: {} }, { ...other, guilds: {} })
  return { sums, levels, spreads }
}
const sumOf = (all: readonly Timed[]): Figures => all.reduce((sum, { figures }) => both(sum, figures), nothing)
const whole = 'CAST(? AS INTEGER)'
const startOf = (at: number, step: number): number => Math.floor(at / step) * step

/** What all isolates counted, minute by minute for a day and hour by hour for a month. Nothing is written when nothing happens. */
export class FigureBook {
  #sql: SqlStorage
  #minute: Timed
  #savedAt = 0
  #dirty = false

  constructor(sql: SqlStorage, now = Date.now()) {
    this.#sql = sql
    const at = startOf(now, MINUTE)
    this.#minute = { at, figures: nothing }
    this.#minute.figures = this.#stored('figure_minutes', at)[0]?.figures ?? nothing
    this.#sumHours(startOf(at, HOUR))
  }

  /** Adds to the present minute. */
  add(figures: Figures, now: number): void {
    this.#turn(now)
    this.#minute.figures = both(this.#minute.figures, figures)
    this.#dirty = true
  }

  /** When the present minute should be saved, UTC ms; null: nothing was added to it. */
  get due(): number | null {
    return this.#dirty ? this.#savedAt + SAVE_EVERY : null
  }

  /** Writes the present minute, if anything was added to it. */
  save(now: number): void {
    if (!this.#dirty) return
    this.#dirty = false
    this.#savedAt = now
    const { at, figures } = this.#minute
    this.#sql.exec(`INSERT OR REPLACE INTO figure_minutes VALUES (?, ?)`, at, JSON.stringify(figures))
  }

  /** The present minute so far. */
  present(now: number): Figures {
    this.#turn(now)
    return this.#minute.figures
  }

  /** All that was counted in the last `ms`, beyond an hour by whole hours; levels as they were last. */
  window(ms: number, now: number): Figures {
    this.#turn(now)
    const from = now - ms
    return sumOf(ms > HOUR ? this.#hoursSince(from, now) : this.#minutesSince(from))
  }

  /** What was counted in the last month, and how long ago that began, ms. */
  month(now: number): { figures: Figures; measured: number } {
    this.#turn(now)
    const all = this.#hoursSince(now - HOURS_KEPT, now)
    const first = all[0]?.at
    return { figures: sumOf(all), measured: first === undefined ? 0 : now - first }
  }

  /** The steps of a span, oldest first, the present one last; null where nothing was counted. */
  buckets(span: 'hour' | 'day' | 'month', now: number): Buckets {
    this.#turn(now)
    const { count, step } = spans[span]
    const last = startOf(now, step)
    const from = last - (count - 1) * step
    const rows = span === 'hour' ? this.#minutesSince(from) : this.#hoursSince(from, now)
    const figures: (Figures | null)[] = Array.from({ length: count }, () => null)
    for (const row of rows) {
      const place = Math.floor((row.at - from) / step)
      if (place >= 0 && place < count) figures[place] = both(figures[place] ?? nothing, row.figures)
    }
    return { from, step, figures }
  }

  /** Begins a new minute, and at the hour sums what is over. */
  #turn(now: number): void {
    const at = startOf(now, MINUTE)
    const before = this.#minute.at
    if (at <= before) return
    this.save(now)
    this.#minute = { at, figures: nothing }
    this.#savedAt = 0
    if (startOf(at, HOUR) > startOf(before, HOUR)) this.#sumHours(startOf(at, HOUR))
  }

  /** Sums the hours before `end` that were not summed yet, also those a sleep went over, and forgets what is too old. */
  #sumHours(end: number): void {
    const [last] = this.#sql.exec<{ at: number }>(`SELECT at FROM figure_hours ORDER BY at DESC LIMIT 1`)
    const hours = new Map<number, Figures>()
    for (const { at, figures } of this.#stored('figure_minutes', last ? last.at + HOUR : 0))
      if (at < end) hours.set(startOf(at, HOUR), both(hours.get(startOf(at, HOUR)) ?? nothing, figures))
    if (hours.size === 0) return
    for (const [at, figures] of hours)
      this.#sql.exec(`INSERT OR REPLACE INTO figure_hours VALUES (?, ?)`, at, JSON.stringify(figures))
    this.#sql.exec(`DELETE FROM figure_minutes WHERE at < ${whole}`, end - MINUTES_KEPT)
    this.#sql.exec(`DELETE FROM figure_hours WHERE at < ${whole}`, end - HOURS_KEPT)
  }

  /** The present minute may be ahead of what was saved of it. */
  #minutesSince(from: number): Timed[] {
    const saved = this.#stored('figure_minutes', from).filter(({ at }) => at !== this.#minute.at)
    return this.#minute.at < from || this.#minute.figures === nothing ? saved : [...saved, this.#minute]
  }

  /** Hours that are over, and the minutes of the present one. */
  #hoursSince(from: number, now: number): Timed[] {
    return [...this.#stored('figure_hours', from), ...this.#minutesSince(startOf(now, HOUR))]
  }

  #stored(table: 'figure_minutes' | 'figure_hours', from: number): Timed[] {
    const rows = this.#sql.exec<{ at: number; figures: string }>(
      `SELECT at, figures FROM ${table} WHERE at >= ${whole} ORDER BY at`,
      from,
    )
    return [...rows].map(({ at, figures }) => ({ at, figures: JSON.parse(figures) as Figures }))
  }
}

export interface Buckets {
  from: number
  step: number
  figures: (Figures | null)[]
}
const spans = {
  hour: { count: 60, step: MINUTE },
  day: { count: 24, step: HOUR },
  month: { count: 30, step: DAY },
} as const
