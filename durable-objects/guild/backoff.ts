const FIRST = 1_000
const LONGEST = 5 * 60_000

/** Ms to wait before the next try after `attempts` failed ones: doubling from a second to five minutes, less up to half. */
export const backoff = (attempts: number, random: () => number = Math.random): number =>
  Math.min(LONGEST, FIRST * 2 ** Math.min(attempts - 1, 20)) * (1 - random() / 2)
