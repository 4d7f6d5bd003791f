import type { Accessor } from 'solid-js'
import { createMemo } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { memberName } from '#schema/contract/guild.ts'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { useGuild } from '#web/data/guild.ts'
import type { Rows } from '#web/data/rows.ts'
import { useMemberSearch } from '#web/data/members.ts'

/** The first person a choice names; those on screen are known anyway. */
const firstOf = (choice: string | undefined): string | undefined => {
  const { any, not } = readChoice(choice)
  return [...any, ...not].find((id) => id !== 'none')
}

/** Names for the people a filter speaks of: from the cases on screen, from the members, or else their ids. */
export function usePersonNames(rows: Accessor<Rows<Case>>, filter: Accessor<CaseFilter>) {
  const guild = useGuild()
  const target = useMemberSearch(
    () => guild.id,
    () => firstOf(filter().target),
  )
  const moderator = useMemberSearch(
    () => guild.id,
    () => firstOf(filter().moderator),
  )
  const names = createMemo(() => {
    const found = new Map<string, string>()
    // a long list is looked through only for a name that is asked for
    if (!firstOf(filter().target) && !firstOf(filter().moderator)) return found
    for (const { target, moderator } of rows())
      for (const person of [target, moderator]) if (person && !found.has(person.id)) found.set(person.id, person.name)
    for (const query of [target, moderator])
      if (query.isSuccess) for (const member of query.data) found.set(member.id, memberName(member))
    return found
  })
  return (id: string) => names().get(id) ?? id
}
