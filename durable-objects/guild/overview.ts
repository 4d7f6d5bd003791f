import type { Kpis, Overview } from '#schema/contract/live.ts'
import type { Counters } from './counters.ts'
import type { Facts } from './facts.ts'
import type { Ring } from './ring.ts'

const HOURS = 24
const FEED = 50
/** An end is called overdue when it is this late, or as soon as its case shows why it could not be; ms. */
const LATE = 60_000

interface Parts {
  sql: SqlStorage
  counters: Counters
  facts: Facts
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The numbers at the top of the Overview, as of `now`. */
export function kpisOf({ sql, counters, facts }: Parts, now: number): Kpis {
  const { hours } = counters.hours(now, HOURS)
  const { running, overdue } = sql
    .exec<{ running: number; overdue: number }>(
      `SELECT count(*) AS running, count(*) FILTER (WHERE ends_at < ? OR error IS NOT NULL) AS overdue FROM dues`,
      now - LATE,
    )
    .one()
  return {
    members: facts.state()?.memberCount ?? 0,
    joins: sum(hours.joins),
    leaves: sum(hours.leaves),
    messages: sum(hours.messages),
    actions: sum(hours.actions),
    running,
    overdue,
  }
}

/** All the Overview shows at first. */
export function overviewOf(parts: Parts & { ring: Ring }, now: number): Omit<Overview, 'relayOnline' | 'since'> {
  const { from, hours } = parts.counters.hours(now, HOURS)
  return { kpis: kpisOf(parts, now), hours, from, feed: parts.ring.feed(FEED), seq: parts.ring.seq }
}
