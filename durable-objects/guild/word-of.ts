/** Any text as one word of its own, no two the same but for case: what is not a to y or a digit is hexadecimal between z's. */
export const wordOf = (text: string): string =>
  text.toLowerCase().replace(/[^a-y0-9]/gu, (sign) => `z${sign.codePointAt(0)?.toString(16)}z`)

/** The text again, in lower case. */
export const textOfWord = (word: string): string =>
  word.replace(/z([0-9a-f]+)z/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
