/** Rows are taken for this high (px) until one was measured. */
const GUESS = 56
const A_BLOCK = 256

/**
 * Where each row of a long list stands, in px from the list's top. Rows have one usual height but those found to differ, so
 * that rows may come in front of a hundred thousand without these being gone through.
 */
export function makeRowHeights() {
  let usual = GUESS
  let inFront = 0
  /** by how much rows differ from the usual, by place: counted from what was first when all was forgotten last */
  const blocks = new Map<number, { sum: number; rows: Map<number, number> }>()

  const topOf = (index: number): number => {
    const place = index - inFront
    const own = Math.floor(place / A_BLOCK)
    let top = index * usual
    for (const [number, { sum, rows }] of blocks) {
      if (number < own) top += sum
      else if (number === own) for (const [at, difference] of rows) if (at < place) top += difference
    }
    return top
  }
  return {
    topOf,
    /** where what was first stands, under all that came in front since */
    zero: (): number => topOf(inFront),
    /** the row at this place of `count` rows; the first or the last where there is none */
    indexAt(px: number, count: number): number {
      let [low, high] = [0, count - 1]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if (topOf(middle) <= px) low = middle
        else high = middle - 1
      }
      return Math.max(0, low)
    },
    /** so many rows came in front of all others */
    addInFront: (count: number): void => void (inFront += count),
    heightOf(index: number): number {
      const place = index - inFront
      return usual + (blocks.get(Math.floor(place / A_BLOCK))?.rows.get(place) ?? 0)
    },
    /** how high a row was found to be */
    set(index: number, height: number): void {
      const place = index - inFront
      const number = Math.floor(place / A_BLOCK)
      const block = blocks.get(number) ?? { sum: 0, rows: new Map<number, number>() }
      const difference = height - usual
      block.sum += difference - (block.rows.get(place) ?? 0)
      if (difference === 0) block.rows.delete(place)
      else block.rows.set(place, difference)
      blocks.set(number, block)
    },
    /** forgets what was measured, as under another width; `height` is the usual one from now on */
    forget(height = usual): void {
      usual = height
      inFront = 0
      blocks.clear()
    },
  }
}
