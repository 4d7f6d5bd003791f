import type { Sweep } from '#schema/contract/sweep.ts'

/** As many as one bulk ban takes. */
export const BULK = 200
/** ms of a bulk ban, and of one call after the other on one route, as they usually take. */
const A_BULK = 600
const A_CALL = 150
/** ms to ask about one whom a bulk ban did not take */
const A_LOOK = 100
/** ms between calls at the pace of a sweep. */
const PACE = 1000 / 47

/** How long (ms) to wait for the n-th time while Discord's limit on bans lasts: doubling from 5 s to an hour. */
export const limitRest = (attempts: number): number => Math.min(3_600_000, 5_000 * 2 ** Math.min(attempts - 1, 20))

/**
 * How many calls it takes, and about how long; `bulk` of those acted on go through bulk bans, the others one by one.
 * `unseen` of the bulk may be no accounts: each of those is asked for, which `longestMs` allows for.
 */
export function estimate({
  bulk,
  unseen,
  single,
  dm,
}: {
  bulk: number
  unseen: number
  single: number
  dm: boolean
}): Pick<Sweep, 'calls' | 'expectedMs' | 'longestMs'> {
  const bulkCalls = Math.ceil(bulk / BULK)
  const perTarget = dm ? 4 : 2
  const calls = bulkCalls + single * perTarget
  const expectedMs = Math.round(bulkCalls * A_BULK + single * Math.max(A_CALL, perTarget * PACE))
  return { calls, expectedMs, longestMs: expectedMs + unseen * A_LOOK }
}
