import { formatDate, formatDay } from '#web/primitives/format.ts'
import type { MemberSearch } from '#web/data/members.ts'
import { dayEnd, dayOf, dayStart } from '#web/pages/cases/days.ts'
import { spanLabel } from '#web/pages/cases/filter-options.ts'
import type { FilterChip } from '#web/pages/list/filter-chips.tsx'
import type { MemberKey } from './member-filter.ts'
import { choiceLabel, type ChoiceKey, valueLabel } from './member-options.ts'

/** A whole day is said as a day, any other moment with its time. */
const momentOf = (at: number): string =>
  at === dayStart(dayOf(at)) || at === dayEnd(dayOf(at)) ? formatDay(at) : formatDate(at)

/** The filters in force, in words. */
export function chipsOf(search: MemberSearch, roleName: (id: string) => string): FilterChip<MemberKey>[] {
  const { q, roleId, joinedLast, createdLast } = search
  const chosen = (Object.keys(choiceLabel) as ChoiceKey[]).map((key): [MemberKey, string, string | undefined] => {
    const words: Readonly<Record<string, string>> = valueLabel[key]
    return [key, choiceLabel[key], words[search[key] ?? '']]
  })
  const moment = (key: 'joinedFrom' | 'joinedTo' | 'createdFrom' | 'createdTo'): string | undefined => {
    const at = search[key]
    return at === undefined ? undefined : momentOf(at)
  }
  const words: [MemberKey, string, string | undefined][] = [
    ['q', 'Name', q],
    ['roleId', 'Role', roleId && roleName(roleId)],
    ...chosen,
    ['joinedLast', 'Joined', joinedLast && spanLabel[joinedLast]],
    ['createdLast', 'Account made', createdLast && spanLabel[createdLast]],
    ['joinedFrom', 'Joined from', moment('joinedFrom')],
    ['joinedTo', 'Joined to', moment('joinedTo')],
    ['createdFrom', 'Account from', moment('createdFrom')],
    ['createdTo', 'Account to', moment('createdTo')],
  ]
  return words.flatMap(([key, label, value]) => (value ? [{ key, label, value }] : []))
}
