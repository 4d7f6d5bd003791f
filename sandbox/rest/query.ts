import { refuseField } from './refuse.ts'

/** A whole number of the query within its bounds, or Discord's 50035. */
export function readNumber(
  query: URLSearchParams,
  name: string,
  { min, max, standard }: { min: number; max: number; standard: number },
): number {
  const text = query.get(name)
  if (text === null) return standard
  const value = Number(text)
  if (!/^-?\d+$/.test(text)) refuseField([name], 'NUMBER_TYPE_COERCE', `Value "${text}" is not int.`)
  if (value < min) refuseField([name], 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
  if (value > max) refuseField([name], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
  return value
}

/** An id of the query; null when it is not there. */
export function readId(query: URLSearchParams, name: string): bigint | null {
  const text = query.get(name)
  if (text === null) return null
  if (!/^\d{1,20}$/.test(text)) refuseField([name], 'NUMBER_TYPE_COERCE', `Value "${text}" is not snowflake.`)
  return BigInt(text)
}

export const readFlag = (query: URLSearchParams, name: string): boolean =>
  ['true', 'True', '1'].includes(query.get(name) ?? '')

/** Ascending by id. */
export const byId = (a: { id: string }, b: { id: string }): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

/** A page of a list that ascends by id: `before` walks back from there, `after` forward. */
export function pageOf<T extends { id: string }>(ascending: readonly T[], query: URLSearchParams, limit: number): T[] {
  const before = readId(query, 'before')
  const after = readId(query, 'after')
  if (before !== null) return ascending.filter(({ id }) => BigInt(id) < before).slice(-limit)
  return ascending.filter(({ id }) => after === null || BigInt(id) > after).slice(0, limit)
}
