import { type Accessor, createMemo } from 'solid-js'
import type { AuditFilter, AuditRow } from '#schema/contract/audit.ts'
import { memberName } from '#schema/contract/member-name.ts'
import { useGuild } from '#web/data/guild.ts'
import { useMemberSearch } from '#web/data/members.ts'

const personIn = (id: string | undefined) => (id && /^\d{17,20}$/.test(id) ? id : undefined)

/** Names for what a filter speaks of: from the rows on screen, from the server, or else ids. */
export function useNames(rows: Accessor<readonly AuditRow[]>, filter: Accessor<AuditFilter>) {
  const guild = useGuild()
  const actor = useMemberSearch(
    () => guild.id,
    () => personIn(filter().actor),
  )
  const target = useMemberSearch(
    () => guild.id,
    () => personIn(filter().target),
  )
  const names = createMemo(() => {
    const found = new Map<string, string>()
    for (const query of [actor, target])
      if (query.isSuccess) for (const member of query.data) found.set(member.id, memberName(member))
    for (const row of rows())
      for (const one of [row.actor, row.target]) if (one?.name && !found.has(one.id)) found.set(one.id, one.name)
    return found
  })
  return (id: string): string => names().get(id) ?? guild.role(id)?.name ?? guild.channel(id)?.name ?? id
}
