/** Bidirectional overrides and other invisible marks with which a name can turn the text around it upside down. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}]/gu

/** Cuts to `max` UTF-16 units without splitting a character; what was cut ends in an ellipsis. */
export function cut(text: string, max: number): string {
  const whole = text.toWellFormed()
  if (whole.length <= max) return whole
  const end = max - 1
  const high = whole.charCodeAt(end - 1)
  return `${whole.slice(0, high >= 0xd800 && high <= 0xdbff ? end - 1 : end)}…`
}

/** Text of strangers as Discord shall show it: no formatting, no mention, no trick; lines kept. */
export function plain(text: string, max = 1000): string {
  const clean = cut(text.replace(INVISIBLE, ''), max)
  return clean.replace(/[\\*_~`|>#[\]()<]/g, '\\$&').replace(/@/g, '@\u200b')
}

/** The same on one line, for names. */
export const plainName = (name: string): string => plain(name.replace(/\s+/g, ' ').trim(), 80) || 'unnamed'
