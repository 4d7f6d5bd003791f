import { ActionKind } from '#schema/contract/action.ts'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { spans } from '#schema/contract/span.ts'
import { tagged } from './case-tags.ts'
import { wordOf } from './word-of.ts'

const MOST_TERMS = 8
/** Letters and digits, but for the few that the index takes for gaps: a word that it would split cannot be asked for. */
const WORDS = /(?:(?![\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3])[\p{L}\p{N}])+/gu

/**
 * A user's text as the beginnings of words, each quoted: nothing of it can be read as FTS syntax. A word that another follows
 * was written to its end: where there `isWord` like it, it stands for itself, as the beginnings of a common one take long to gather.
 */
export function termsOf(text: string, isWord: (quoted: string) => boolean): string[] {
  const words = (text.match(WORDS) ?? []).slice(0, MOST_TERMS).map((word) => `"${word.slice(0, 40)}"`)
  return words.map((word, at) => (at < words.length - 1 && isWord(word) ? word : `${word}*`))
}

/** The word a value of a choice is indexed as, by the filter's name. */
const words = {
  kind: (value: string) => tagged('k', value),
  source: (value: string) => tagged('s', value),
  status: (value: string) => (value === 'running' ? 'y1' : tagged('x', value)),
  moderator: (value: string) => tagged('m', value === 'none' ? '0' : value),
  target: (value: string) => tagged('t', value),
  label: (value: string) => `l${wordOf(value)}`,
  assignee: (value: string) => tagged('a', value === 'none' ? '0' : value),
  dm: (value: string) => tagged('d', value),
} satisfies Partial<Record<keyof CaseFilter, (value: string) => string>>

const oneOf = (tags: readonly string[]): string => `tags : (${tags.map((tag) => `"${tag}"`).join(' OR ')})`
const everything = oneOf(ActionKind.options.map(words.kind))

/** A filter as FTS reads it; null: every case; undefined: no case can match. Times are apart, in `timesOf`. */
export function matchOf(filter: CaseFilter, isWord: (quoted: string) => boolean): string | null | undefined {
  const terms = termsOf(filter.q ?? '', isWord)
  if (filter.q && terms.length === 0) return undefined
  const wanted = terms.map((term) => `{reason names} : ${term}`)
  const unwanted: string[] = []
  for (const [name, word] of Object.entries(words) as [keyof typeof words, (value: string) => string][]) {
    const { any, not } = readChoice(filter[name])
    if (any.length > 0) wanted.push(oneOf(any.map(word)))
    unwanted.push(...not.map(word))
  }
  if (filter.reviewed) wanted.push(oneOf([filter.reviewed === 'yes' ? 'r1' : 'r0']))
  if (filter.sweep) wanted.push(oneOf([`w${wordOf(filter.sweep)}`]))
  if (filter.import) wanted.push(oneOf([`i${wordOf(filter.import)}`]))
  if (unwanted.length === 0) return wanted.length === 0 ? null : wanted.join(' AND ')
  // NOT needs something to take from: every case is of some kind
  return `(${wanted.length === 0 ? everything : wanted.join(' AND ')}) NOT ${oneOf(unwanted)}`
}

/** From when to when (UTC ms), as far as the filter says so. */
export function timesOf({ from, to, last }: CaseFilter, now: number): { from?: number; to?: number } {
  const since = last === undefined ? from : Math.max(from ?? 0, now - spans[last])
  return { ...(since === undefined ? {} : { from: since }), ...(to === undefined ? {} : { to }) }
}
