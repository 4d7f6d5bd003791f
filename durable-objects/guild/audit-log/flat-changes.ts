import type { AuditDetail } from '#schema/contract/audit.ts'

type Flat = NonNullable<AuditDetail>
type Leaf = Flat[string]

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

function leafOf(value: unknown): Leaf {
  if (isPlain(value) || typeof value === 'boolean' || value === null) return value
  if (value === undefined) return null
  if (Array.isArray(value)) return value.map((one) => (isPlain(one) ? one : JSON.stringify(one)))
  return JSON.stringify(value)
}

/** Nested values by dotted names; things in a list that have a name of their own are told by it. */
function flatten(value: unknown, path: string, into: Flat): void {
  if (Array.isArray(value) && value.length > 0 && value.every(hasName))
    for (const { name, ...rest } of value) {
      const [only, ...others] = Object.values(rest)
      into[`${path}.${name}`] = leafOf(others.length === 0 ? only : rest)
    }
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, one] of Object.entries(value)) flatten(one, path ? `${path}.${key}` : key, into)
  else if (!(Array.isArray(value) && value.length === 0)) into[path] = leafOf(value)
}

const hasName = (value: unknown): value is { name: string } & Record<string, unknown> =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'

/** What differs between two values, by dotted names: as it was and as it is. Null when nothing does. */
export function flatChanges(before: object, after: object): { before: Flat; after: Flat } | null {
  const [was, is]: [Flat, Flat] = [{}, {}]
  flatten(before, '', was)
  flatten(after, '', is)
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
  if (changed.length === 0) return null
  const only = (flat: Flat): Flat =>
    Object.fromEntries(changed.flatMap((key) => (flat[key] === undefined ? [] : [[key, flat[key]]])))
  return { before: only(was), after: only(is) }
}
