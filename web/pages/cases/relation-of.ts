import type { Case } from '#schema/contract/case.ts'
import { actionKinds } from '#schema/contract/kinds.ts'

const tookEffect = (c: Case): boolean => c.status === 'done'

/** How another case belongs with this one, in words before its number; null: not at all any more. */
export function relationOf(c: Case, number: number, other: Case | undefined): string | null {
  if (other?.about === c.number) {
    if (!tookEffect(other)) return 'Tried to change it:'
    if (other.kind === c.kind || (c.endsAt !== null && other.endsAt !== null)) return 'Replaced by'
    if (c.endsAt !== null) return 'Ended by'
    return actionKinds[c.kind].inverse === other.kind ? 'Reversed by' : 'Followed by'
  }
  if (c.about === number) {
    if (!other) return 'About'
    if (other.kind === c.kind || (c.endsAt !== null && other.endsAt !== null)) return 'Replaces'
    if (other.endsAt !== null) return 'Ends'
    return actionKinds[other.kind].inverse === c.kind ? 'Reverses' : 'About'
  }
  return c.links.includes(number) ? 'Linked:' : null
}
