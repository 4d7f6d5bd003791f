/** Whole numbers as text, runs of them from–to: `1-40,55`. */
export function writeRanges(numbers: Iterable<number>): string {
  const parts: string[] = []
  let from: number | undefined
  let to = 0
  const end = () => from !== undefined && parts.push(from === to ? String(from) : `${from}-${to}`)
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    if (from !== undefined && number === to + 1) {
      to = number
      continue
    }
    end()
    from = to = number
  }
  end()
  return parts.join(',')
}

/** The numbers again, rising; null when the text says something else, or more than `most`. */
export function readRanges(text: string, most: number): number[] | null {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const found = /^([1-9]\d{0,9})(?:-([1-9]\d{0,9}))?$/.exec(part)
    if (!found) return null
    const from = Number(found[1])
    const to = Number(found[2] ?? found[1])
    if (to < from || to - from >= most) return null
    for (let number = from; number <= to; number++) numbers.add(number)
    if (numbers.size > most) return null
  }
  return [...numbers].sort((a, b) => a - b)
}
