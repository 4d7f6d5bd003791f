import { fail, type Failure } from '#schema/contract/failure.ts'

/** A number as an address writes it; null when it is none. */
export const numberOf = (text: string, digits = 10): number | null =>
  /^[1-9]\d*$/.test(text) && text.length <= digits ? Number(text) : null

export const noSuchCase = (text: string): Failure => fail('no_such_case', { number: text.slice(0, 20) })
