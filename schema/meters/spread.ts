/** Latencies counted in steps that grow by a quarter, from 1 ms to about two minutes: the answer is within 12 %. */
const STEP = 1.25
const STEPS = 53

export type Spread = number[]

export const stepOf = (ms: number): number =>
  Math.min(STEPS - 1, Math.max(0, Math.ceil(Math.log(Math.max(1, ms)) / Math.log(STEP))))

export const added = (spread: Spread, other: Spread): Spread =>
  Array.from({ length: Math.max(spread.length, other.length) }, (_, i) => (spread[i] ?? 0) + (other[i] ?? 0))

/** As it is stored: `12:3 20:1` for three of step 12 and one of step 20. */
export const packed = (spread: Spread): string =>
  spread.flatMap((count, step) => (count > 0 ? [`${step}:${count}`] : [])).join(' ')

export function unpacked(text: string): Spread {
  const spread: Spread = []
  for (const [, step, count] of text.matchAll(/(\d+):(\d+)/g)) spread[Number(step)] = Number(count)
  return added(spread, [])
}

/** The latency (ms) that this share of all stay below; null when there are none. */
export function percentile(spread: Spread, share: number): number | null {
  const total = spread.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let seen = 0
  for (const [step, count] of spread.entries()) {
    seen += count
    if (seen >= total * share) return Math.round(STEP ** step)
  }
  return null
}
