type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (JSON.stringify(a) === JSON.stringify(b) && !hasNaN(a, b))
/** a field that holds no number: JSON makes it null, which some settings mean */
const hasNaN = (...values: unknown[]): boolean => values.some((value) => Number.isNaN(value))

/** How many fields of a draft differ from what is saved; a list is one field. */
export function countChanges(draft: unknown, saved: unknown): number {
  if (!isFields(draft) || !isFields(saved)) return same(draft, saved) ? 0 : 1
  const keys = new Set([...Object.keys(draft), ...Object.keys(saved)])
  return [...keys].reduce((sum, key) => sum + countChanges(draft[key], saved[key]), 0)
}

/** The draft with what was saved since laid under it: each field that was not changed here is as it is saved now. */
export function takeSaved<T>(draft: T, before: T, now: T): T {
  if (countChanges(draft, before) === 0) return now
  if (!isFields(draft) || !isFields(before) || !isFields(now)) return draft
  const keys = new Set([...Object.keys(draft), ...Object.keys(now)])
  return Object.fromEntries([...keys].map((key) => [key, takeSaved(draft[key], before[key], now[key])])) as T
}

/** Dotted names of the fields that were changed in the draft and, to something else, in what is saved. */
export function findClashes(draft: unknown, before: unknown, now: unknown, name = ''): string[] {
  if (same(draft, before) || same(now, before) || same(draft, now)) return []
  if (!isFields(draft) || !isFields(before) || !isFields(now)) return [name]
  return Object.keys(now).flatMap((key) =>
    findClashes(draft[key], before[key], now[key], name ? `${name}.${key}` : key),
  )
}

/** The field of a dotted name. */
export const valueAt = (of: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), of)

/** The draft with one field as it is saved. */
export function takeField<T>(draft: T, saved: T, [key, ...rest]: readonly string[]): T {
  if (key === undefined || !isFields(draft) || !isFields(saved)) return saved
  return { ...draft, [key]: takeField(draft[key], saved[key], rest) }
}
