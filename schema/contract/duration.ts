const SECOND = 1000
const units = [
  ['week', 7 * 86_400 * SECOND],
  ['day', 86_400 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
] as const

const msOf: Record<string, number> = {
  s: SECOND,
  sec: SECOND,
  min: 60 * SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  hr: 3600 * SECOND,
  d: 86_400 * SECOND,
  w: 7 * 86_400 * SECOND,
}
for (const [name, ms] of units) msOf[name] = ms

/** Reads "10m", "2h", "7d", "1h 30m", "2 hours and 5 minutes" as ms; null when it is none, or not above zero. */
export function parseDuration(text: string): number | null {
  const parts = text
    .trim()
    .toLowerCase()
    .replace(/\band\b|,/g, ' ')
    .replace(/\s+/g, '')
  if (!/^(?:\d{1,6}(?:\.\d)?[a-z]+)+$/.test(parts)) return null
  let total = 0
  for (const [, count, word = ''] of parts.matchAll(/(\d+(?:\.\d)?)([a-z]+)/g)) {
    const ms = msOf[word] ?? msOf[word.replace(/s$/, '')]
    if (ms === undefined) return null
    total += Math.round(Number(count) * ms)
  }
  return total > 0 ? total : null
}

/** Writes ms as people say it, in its two largest units: "10 minutes", "1 day 12 hours". Weeks are said in days. */
export function formatDuration(ms: number): string {
  const words: string[] = []
  let rest = Math.round(ms / SECOND) * SECOND
  for (const [name, unit] of units.slice(1)) {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    if (count > 0) words.push(`${count} ${name}${count === 1 ? '' : 's'}`)
    if (words.length === 2) break
  }
  return words.join(' ') || '0 seconds'
}
