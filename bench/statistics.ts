/** The value below which `share` of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

/** ms that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Prints a figure beside its floor; the ratio is what counts, as the machine differs. */
export function report(what: string, product: readonly number[], floor: readonly number[], unit = 'ms'): void {
  const [p, f] = [median(product), median(floor)]
  const tails = `p95 ${percentile(product, 0.95).toFixed(2)} over ${percentile(floor, 0.95).toFixed(2)}`
  console.log(
    `${(p / f).toFixed(2)}x  ${what}: ${p.toFixed(2)} over ${f.toFixed(2)} ${unit} (${tails}, n ${product.length})`,
  )
}
