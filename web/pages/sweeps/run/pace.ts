export interface Sample {
  /** UTC ms */
  at: number
  /** how many were dealt with by then */
  settled: number
}

/** Long enough that a batch of 200 does not make the pace jump, short enough to follow it. */
const WINDOW = 20_000

/** Keeps what is needed of the past, with the newest sample last. */
export const addSample = (samples: readonly Sample[], sample: Sample): Sample[] => {
  const from = sample.at - WINDOW
  const kept = samples.filter((one, index) => one.at >= from || (samples[index + 1]?.at ?? Infinity) >= from)
  return [...kept, sample]
}

/** How many a second, of late; null while that cannot be told. */
export function paceOf(samples: readonly Sample[]): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 500 || last.settled <= first.settled) return null
  return ((last.settled - first.settled) * 1000) / (last.at - first.at)
}
