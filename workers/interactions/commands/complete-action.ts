import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import type { Choice } from '#workers/interactions/answer.ts'
import type { Asked } from '#workers/interactions/asked.ts'
import type { Records } from './command.ts'

/** Discord takes no longer choice. */
const LONGEST = 100
const common = ['10m', '30m', '1h', '6h', '12h', '1d', '3d', '7d', '14d', '28d']
const unitsOf = ['m', 'h', 'd']

/** Choices for the options that acting commands share: reasons used here before, and durations in words, at most `longest` ms. */
export async function completeAction(
  { focused }: Asked,
  records: Records,
  longest = Number.POSITIVE_INFINITY,
): Promise<Choice[]> {
  if (focused?.name === 'duration') return completeDuration(focused.text, longest)
  if (focused?.name !== 'reason') return []
  const typed = focused.text.trim()
  const reasons = [typed, ...(await records.suggestReasons(typed))]
  return [...new Set(reasons)]
    .filter((text) => text.length > 0 && text.length <= LONGEST)
    .map((text) => ({ name: text, value: text }))
}

/** What was typed when it is a duration, a bare number in each unit, or the usual ones; none that would be refused as too long. */
function completeDuration(text: string, longest: number): Choice[] {
  const typed = text.trim()
  const wishes = /^\d{1,4}$/.test(typed) ? unitsOf.map((unit) => typed + unit) : [typed, ...common]
  const choices = new Map<number, Choice>()
  for (const wish of wishes) {
    const ms = parseDuration(wish)
    if (ms !== null && ms <= longest && !choices.has(ms)) choices.set(ms, { name: formatDuration(ms), value: wish })
  }
  return [...choices.values()]
}
