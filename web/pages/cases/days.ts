const two = (n: number): string => String(n).padStart(2, '0')

/** The viewer's day of a moment (UTC ms) as date fields write it; empty for none. */
export function dayOf(at: number | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The first moment of a day in the viewer's zone; undefined when the text is no day. */
export function dayStart(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00`)
  return Number.isNaN(at) ? undefined : at
}

/** The last moment of a day in the viewer's zone. */
export function dayEnd(day: string): number | undefined {
  const at = Date.parse(`${day}T23:59:59.999`)
  return Number.isNaN(at) ? undefined : at
}
