/** A row's moment is a word for the quarter of an hour it is in, one for the eight of them around it, and so on. ms. */
const SLOT = 15 * 60_000
const WIDTH = 8
const LEVELS = 6
/** Before Discord there was nothing to log. */
const EARLIEST = Math.floor(Date.UTC(2015, 0) / SLOT)

const tag = (level: number, slot: number): string => `w${level}x${slot}`

/** The words of a moment (UTC ms), from the narrowest to the widest. */
export function timeTags(at: number): string[] {
  const slot = Math.floor(at / SLOT)
  return Array.from({ length: LEVELS }, (_, level) => tag(level, Math.floor(slot / WIDTH ** level)))
}

/**
 * The fewest words that together cover a time, at most some ninety, by the quarters of an hour that its ends are in. Null when
 * it has no ends, none when it is empty.
 */
export function coverTime(from: number | undefined, to: number | undefined, now: number): string[] | null {
  if (from === undefined && to === undefined) return null
  const latest = Math.floor(now / SLOT) + (24 * 3_600_000) / SLOT
  let low = Math.max(EARLIEST, Math.floor((from ?? 0) / SLOT))
  let end = Math.min(latest, Math.floor((to ?? Infinity) / SLOT)) + 1
  const words: string[] = []
  for (let level = 0; low < end; level++) {
    // the widest ones are taken one by one
    const width = level === LEVELS - 1 ? Infinity : WIDTH
    while (low < end && low % width !== 0) words.push(tag(level, low++))
    while (low < end && end % width !== 0) words.push(tag(level, --end))
    low /= width
    end /= width
  }
  return words
}
