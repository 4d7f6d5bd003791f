import { formatDuration } from '#schema/contract/duration.ts'
import type { Sweep } from '#schema/contract/sweep.ts'
import { tellsTarget } from '#web/pages/act/consequence.ts'
import { deleteWindows } from '#web/pages/act/draft.ts'
import { isPlainKind } from './sweep-words.ts'

/** What a sweep does to each, as lines of a list. */
export function deedFacts({ deed, dm }: Sweep): { label: string; value: string }[] {
  const facts = [{ label: 'Reason', value: deed.reason || 'none given' }]
  if ('duration' in deed) facts.push({ label: 'For', value: formatDuration(deed.duration) })
  if ('deleteSeconds' in deed) {
    const known = deleteWindows.find(([seconds]) => seconds === deed.deleteSeconds)?.[1]
    facts.push({ label: 'Messages deleted', value: known ?? `Last ${formatDuration(deed.deleteSeconds * 1000)}` })
  }
  if (isPlainKind(deed.kind) && tellsTarget.has(deed.kind))
    facts.push({ label: 'Direct message', value: dm ? 'to each of them' : 'none' })
  return facts
}
