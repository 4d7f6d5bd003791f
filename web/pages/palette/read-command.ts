import type { ActionKind } from '#schema/contract/action.ts'
import { actionKinds } from '#schema/contract/kinds.ts'
import { parseDuration } from '#schema/contract/duration.ts'

/** What someone wrote verb first, such as `ban mia 7d spam`. */
export interface Command {
  kind: ActionKind
  /** a name's beginning, an id, or a channel's name; empty when it is not written yet */
  who: string
  /** as typed, where the kind has a length */
  duration?: string
  count?: string
  slowmode?: string
  reason: string
}

const otherWords = new Map<string, ActionKind>([
  ['mute', 'timeout'],
  ['unmute', 'untimeout'],
  ['clear', 'purge'],
  ['slow', 'slowmode'],
])
const kindOf = (word: string): ActionKind | undefined =>
  Object.hasOwn(actionKinds, word) ? (word as ActionKind) : otherWords.get(word)

/** The first word, or what stands in quotes, and the rest. */
function take(text: string): [string, string] {
  const quoted = /^"([^"]*)"?\s*/.exec(text)
  if (quoted) return [quoted[1] ?? '', text.slice(quoted[0].length)]
  const end = text.search(/\s/)
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()]
}

/** Reads a command; null when it does not begin with a verb and a space. Nothing is done by it: it only fills the dialog. */
export function readCommand(text: string): Command | null {
  const [verb, afterVerb] = take(text.trimStart())
  const kind = kindOf(verb.toLowerCase())
  if (!kind || text.trimStart() === verb) return null
  const [name, afterName] = take(afterVerb)
  const who = name.replace(/^(?:<@!?|<#|@|#)/, '').replace(/>$/, '')
  const [next, rest] = take(afterName)
  const isLength = parseDuration(next) !== null
  if ((kind === 'ban' || kind === 'tempban') && isLength) return { kind: 'tempban', who, duration: next, reason: rest }
  if (kind === 'timeout' && isLength) return { kind, who, duration: next, reason: rest }
  if (kind === 'purge' && /^\d{1,3}$/.test(next)) return { kind, who, count: next, reason: rest }
  if (kind === 'slowmode' && /^\d{1,5}s?$/.test(next))
    return { kind, who, slowmode: String(parseInt(next, 10)), reason: rest }
  return { kind, who, reason: afterName }
}

/** Verbs that begin with what is typed, as they are written; what is done to the server as a whole also by its label. */
export function verbsLike(text: string): ActionKind[] {
  const typed = text.toLowerCase()
  if (typed === '') return []
  return (Object.keys(actionKinds) as ActionKind[]).filter((kind) => {
    const { label, on } = actionKinds[kind]
    return kind.startsWith(typed) || (on === 'guild' && label.toLowerCase().includes(typed))
  })
}
