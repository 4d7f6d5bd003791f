/** Several values of one filter: `any` of them will do, unless there are none; none of `not` may hold. */
export interface Choice {
  any: readonly string[]
  not: readonly string[]
}

const escaped = (value: string): string => value.replace(/[%,]|^-/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
const unescaped = (text: string): string =>
  text.replace(/%(25|2c|2d)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** Reads `ban,kick` as either and `-ban` as anything but. */
export function readChoice(text: string | undefined): Choice {
  const parts = (text ?? '').split(',').filter((part) => part !== '' && part !== '-')
  return {
    any: parts.filter((part) => !part.startsWith('-')).map(unescaped),
    not: parts.filter((part) => part.startsWith('-')).map((part) => unescaped(part.slice(1))),
  }
}

/** As an address holds it; undefined when nothing is chosen. */
export const writeChoice = ({ any, not }: Choice): string | undefined =>
  [...any.map(escaped), ...not.map((value) => `-${escaped(value)}`)].join(',') || undefined

/** Whether a thing with these values fits. */
export const fitsChoice = ({ any, not }: Choice, values: readonly string[]): boolean =>
  (any.length === 0 || values.some((value) => any.includes(value))) && !values.some((value) => not.includes(value))
