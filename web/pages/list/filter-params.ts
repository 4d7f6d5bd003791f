import type * as z from 'zod/mini'

export type Params = Readonly<Record<string, string | string[] | undefined>>

/** Reads a list's filters from a query string; what is not valid there is left out, so that a mangled link still opens. */
export function readFilter<F extends object>(
  shape: Readonly<Record<keyof F, z.ZodMiniType>>,
  keys: readonly (keyof F & string)[],
  params: Params,
): F {
  const found: Record<string, unknown> = {}
  for (const key of keys) {
    const raw = params[key]
    if (typeof raw !== 'string' || raw === '') continue
    const parsed = shape[key].safeParse(raw)
    if (parsed.success && parsed.data !== '') found[key] = parsed.data
  }
  return found as F
}

/** The query string's change that sets these filters; null removes a key. */
export const writeFilter = (
  change: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | null> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ? String(value) : null]))

/** Takes these filters away. */
export const noFilter = (keys: readonly string[]): Record<string, null> =>
  Object.fromEntries(keys.map((key) => [key, null]))

/** Filters as a query string in the keys' order, so that the same filters are the same text. */
export const textOfFilter = <F extends object>(keys: readonly (keyof F & string)[], filter: F): string =>
  new URLSearchParams(
    keys.flatMap((key): [string, string][] => (filter[key] === undefined ? [] : [[key, String(filter[key])]])),
  ).toString()
