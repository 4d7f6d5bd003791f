import { formatNumber } from './format.ts'

/** Between a number and its unit: they stay on one line. */
const NB = '\u00A0'
const utcDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })

/** A day of UTC by its first moment: "Nov 12". */
export const formatUtcDay = (at: number): string => utcDay.format(at)

/** 0.98123 is 98.1 %; only what is whole is said to be 100 %, only nothing 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return `<0.1${NB}%`
  const shown = percent < 100 ? Math.min(99.9, Math.round(percent * 10) / 10) : percent
  return `${formatNumber(shown)}${NB}%`
}

/** 12 ms, 1.5 s, 95 s, 12 min. */
export function formatMs(ms: number): string {
  if (ms < 1_000) return `${formatNumber(Math.round(ms * 10) / 10)}${NB}ms`
  if (ms < 120_000) return `${formatNumber(ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000))}${NB}s`
  return formatSpan(ms)
}

const sizes = ['B', 'KB', 'MB', 'GB', 'TB'] as const
/** 512 B, 1.5 KB, 4.1 GB; a KB is 1,024 B, as D1's limit of 10 GB counts. */
export function formatSize(bytes: number): string {
  let [size, step] = [bytes, 0]
  for (; Math.abs(size) >= 1023.5 && step < sizes.length - 1; step++) size /= 1024
  return `${formatNumber(step > 0 && size < 100 ? Math.round(size * 10) / 10 : Math.round(size))}${NB}${sizes[step]}`
}

const usd = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' })
export const formatUsd = (dollars: number): string => usd.format(dollars)

const spans = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const
/** How long, in its two largest units: "3 d 4 h", "12 min 5 s", "0 s". */
export function formatSpan(ms: number): string {
  let rest = Math.max(0, Math.floor(ms / 1000) * 1000)
  const words: string[] = []
  for (const [name, unit] of spans) {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    if (count > 0 || words.length > 0) words.push(count > 0 ? `${count}${NB}${name}` : '')
    if (words.length === 2) break
  }
  return words.filter(Boolean).join(' ') || `0${NB}s`
}

/** Against what it was: "12 % more than" or "as many as"; null when there is nothing to go by. */
export function changeOf(now: number, before: number): { way: 'more' | 'fewer' | 'same'; words: string } | null {
  if (before === 0) return null
  if (now === before) return { way: 'same', words: 'as many as' }
  const way = now > before ? 'more' : 'fewer'
  return { way, words: `${formatShare(Math.abs(now - before) / before)} ${way} than` }
}
