import { createMemo } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import { useGuild } from '#web/data/guild.ts'
import { Select } from '#web/ui/select.tsx'

/** One of the server's roles, or any; highest first. */
export function RoleSelect(props: {
  value: Snowflake | undefined
  onChoose: (roleId: string) => void
  'aria-label'?: string
}) {
  const guild = useGuild()
  const options = createMemo(() => [
    { value: '', label: 'Every role' },
    ...guild
      .roles()
      .filter((role) => role.id !== guild.id)
      .toSorted((a, b) => b.position - a.position)
      .map((role) => ({ value: role.id, label: role.name })),
  ])
  return (
    <Select
      aria-label={props['aria-label']}
      value={props.value ?? ''}
      options={options()}
      onChoose={(roleId) => props.onChoose(roleId)}
    />
  )
}
