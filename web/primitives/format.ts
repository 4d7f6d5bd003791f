const relative = {
  short: new Intl.RelativeTimeFormat('en', { style: 'short' }),
  long: new Intl.RelativeTimeFormat('en', { style: 'long' }),
}
const whole = new Intl.NumberFormat('en')
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const utc = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const steps = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

export const formatNumber = (n: number): string => whole.format(n)
/** 12,481 stays; 124,810 becomes 124.8K. */
export const formatCompact = (n: number): string => (Math.abs(n) < 100_000 ? whole.format(n) : compact.format(n))
/** In the viewer's zone. */
export const formatDate = (at: number): string => date.format(at)
export const formatUtc = (at: number): string => `${utc.format(at)} UTC`
/** Hours and minutes in the viewer's zone. */
export const formatClock = (at: number): string => clock.format(at)

/** "5 min. ago", "in 2 days", "just now"; `long` writes the unit out. */
export function formatRelative(at: number, now: number, style: keyof typeof relative = 'short'): string {
  // clocks differ a little; and what lies ahead is rounded up, so that an hour from now is said as an hour
  if (Math.abs(at - now) < 30_000) return 'just now'
  const distance = at - now + (at > now ? 59_999 : 0)
  for (const [unit, size] of steps)
    if (Math.abs(distance) >= size) return relative[style].format(Math.trunc(distance / size), unit)
  return 'just now'
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
/** The day alone, in the viewer's zone. */
export const formatDay = (at: number): string => day.format(at)
