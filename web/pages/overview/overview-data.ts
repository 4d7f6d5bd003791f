import { createMemo, createSignal, onCleanup } from 'solid-js'
import { HOUR } from '#schema/contract/action.ts'
import type { LiveFrame, Overview } from '#schema/contract/live.ts'
import { queryClient } from '#web/data/client.ts'
import { useLive } from '#web/data/live.ts'
import { overviewQuery } from '#web/data/overview.ts'
import { useQuery } from '#web/data/query.ts'
import { now } from '#web/primitives/clock.ts'

/** After this many events the numbers are asked for anew rather than counted on. */
const MOST_HEARD = 2000

/** What was fetched, with everything heard since laid over it. */
export function createOverview(guild: string) {
  const query = useQuery(() => overviewQuery(guild))
  const [heard, setHeard] = createSignal<readonly LiveFrame[]>([])
  const fetched = () => query.data
  onCleanup(
    useLive().on((frame) => {
      const seq = fetched()?.seq ?? 0
      setHeard((before) => [...(before.length > MOST_HEARD ? before.filter((one) => one.seq > seq) : before), frame])
      if (heard().length > MOST_HEARD) void queryClient.invalidateQueries({ queryKey: overviewQuery(guild).queryKey })
    }),
  )
  const fresh = createMemo(() => heard().filter((frame) => frame.seq > (fetched()?.seq ?? Infinity)))
  return {
    query,
    fresh,
    kpis: createMemo(() => {
      let kpis = fetched()?.kpis
      for (const frame of fresh()) if (frame.type === 'kpis.changed') kpis = frame.data
      return kpis
    }),
    hours: createMemo(() => {
      const base = fetched()
      return base && countHours(base, fresh(), now())
    }),
  }
}

export interface Hours {
  /** the hour (UTC ms) of the first value */
  from: number
  messages: number[]
  joins: number[]
  leaves: number[]
  actions: number[]
}

/** The fetched hours moved on to now, with new events counted in. */
export function countHours(base: Pick<Overview, 'from' | 'hours'>, frames: readonly LiveFrame[], now: number): Hours {
  const count = base.hours.messages.length
  const shift = Math.min(count, Math.max(0, Math.floor((now - base.from) / HOUR) - (count - 1)))
  const moved = (values: readonly number[]) => [...values.slice(shift), ...Array.from({ length: shift }, () => 0)]
  const hours: Hours = {
    from: base.from + shift * HOUR,
    messages: moved(base.hours.messages),
    joins: moved(base.hours.joins),
    leaves: moved(base.hours.leaves),
    actions: moved(base.hours.actions),
  }
  const add = (values: number[], at: number, by: number) => {
    const hour = Math.min(count - 1, Math.floor((at - hours.from) / HOUR))
    if (hour >= 0) values[hour] = (values[hour] ?? 0) + by
  }
  for (const { type, data, at } of frames) {
    if (type === 'messages.counted') add(hours.messages, at, data.total)
    else if (type === 'member.joined') add(hours.joins, at, 1)
    else if (type === 'member.left') add(hours.leaves, at, 1)
    else if (type === 'case.opened') add(hours.actions, at, 1)
    else if (type === 'cases.opened') add(hours.actions, at, data.to - data.from + 1)
  }
  return hours
}
