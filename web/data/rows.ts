/** Rows of a list in their order, as an array has them. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number
  /** the row at this place, counted from 0 */
  at: (index: number) => T | undefined
  find: (fits: (row: T) => boolean) => T | undefined
  findIndex: (fits: (row: T) => boolean) => number
  /** those from this place on */
  slice: (from: number) => Rows<T>
}

/** Rows that came in front of others; the others may be a hundred thousand, so they are not copied. */
export function inFront<T>(front: readonly T[], rest: readonly T[]): Rows<T> {
  if (front.length === 0) return rest
  return {
    length: front.length + rest.length,
    at: (index) => (index < front.length ? front[index] : rest[index - front.length]),
    find: (fits) => front.find(fits) ?? rest.find(fits),
    findIndex: (fits) => {
      const place = front.findIndex(fits)
      if (place !== -1) return place
      const after = rest.findIndex(fits)
      return after === -1 ? -1 : front.length + after
    },
    slice: (from) => (from < front.length ? inFront(front.slice(from), rest) : rest.slice(from - front.length)),
    *[Symbol.iterator]() {
      yield* front
      yield* rest
    },
  }
}
