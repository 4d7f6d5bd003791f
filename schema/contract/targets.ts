import { type Snowflake, snowflakeTime } from './ids.ts'

/** A line in which nobody was found; `number` counts from 1. */
export interface BareLine {
  number: number
  text: string
}

export interface Targets {
  /** each once, in the order in which they were found */
  ids: Snowflake[]
  /** how often an id came again */
  duplicates: number
  /** the first hundred lines that hold text but nobody's id */
  bare: BareLine[]
  /** how many such lines there are in all */
  bareCount: number
}

const MOST_BARE = 100
const MOST_TEXT = 120

/** What holds ids that are nobody's: channels, roles, emoji, timestamps, commands, links to messages and to their attachments. */
const others =
  /<#\d+>|<@&\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<\/[^:>]+:\d+>|discord(?:app)?\.com\/channels\/[\d/@me]+|\/(?:attachments|emojis|icons|banners|splashes|stickers)\/\d+(?:\/\d+)?/gi
const id = /(?<![\w.])[1-9]\d{16,19}(?![\w]|\.\d)/g
/** An account cannot be made after now; a clock may be a little behind Discord's. */
const AHEAD = 24 * 3600_000

/**
 * Finds whom a pasted text is about: ids, mentions, links to profiles and avatars, in lists, logs or CSV. `now` (UTC ms) tells
 * numbers that cannot be ids yet.
 */
export function readTargets(text: string, now: number): Targets {
  const seen = new Set<Snowflake>()
  const bare: BareLine[] = []
  let duplicates = 0
  let bareCount = 0
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    let found = false
    for (const [match] of line.replace(others, ' ').replaceAll('_', ' ').matchAll(id)) {
      if (snowflakeTime(match) > now + AHEAD) continue
      found = true
      if (seen.has(match)) duplicates++
      else seen.add(match)
    }
    if (found || line.trim() === '') continue
    bareCount++
    if (bare.length < MOST_BARE) bare.push({ number: index + 1, text: line.trim().slice(0, MOST_TEXT) })
  }
  return { ids: [...seen], duplicates, bare, bareCount }
}
