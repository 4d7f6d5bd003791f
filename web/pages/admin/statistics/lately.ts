import { HOUR } from '#schema/contract/action.ts'
import type { CommandsLately } from '#schema/contract/ops.ts'
import { changeOf } from '#web/primitives/figures.ts'

const DAY_HOURS = 24

/** The last 24 hours beside the 24 before, up to the same minute of the running hour. */
export function compareDays({ at, from, hours }: Pick<CommandsLately, 'at' | 'from' | 'hours'>) {
  const uses = hours.map((hour) => hour.uses)
  const [before, last] = [uses.slice(0, DAY_HOURS), uses.slice(DAY_HOURS)]
  const running = Math.min(1, (at - from) / HOUR - (hours.length - 1))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const [now, then] = [sum(last), sum(before.slice(0, -1)) + running * (before.at(-1) ?? 0)]
  return { at: last.map((_, i) => from + (DAY_HOURS + i) * HOUR), last, before, now, change: changeOf(now, then) }
}
