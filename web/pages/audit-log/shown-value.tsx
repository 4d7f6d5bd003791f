import { Match, Switch } from 'solid-js'
import { actionKinds, type ActionKind } from '#schema/contract/action.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { formatDate } from '#web/primitives/format.ts'
import { useGuild } from '#web/data/guild.ts'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import type { Value } from './changes-of.ts'

const isId = (value: Value): value is string => typeof value === 'string' && /^\d{17,20}$/.test(value)
/** As the log writes what has a name and an id. */
const NAMED = /^(.*) \((\d{17,20})\)$/s
const messageWords: Record<string, string> = {
  sent: 'Delivered',
  failed: 'Not delivered',
  skipped: 'Not sent',
  withdrawn: 'Taken back',
}
const isTime = (name: string, value: Value): value is number =>
  typeof value === 'number' && value > 1e12 && /(?:At|until|Until|at)$/.test(name)

/** A value from the log's details as a person reads it: names instead of ids, words instead of numbers of ms. */
export function ShownValue(props: { name: string; value: Value }) {
  const guild = useGuild()
  const named = (id: string): string => {
    const [role, channel] = [guild.role(id), guild.channel(id)]
    return role ? `@${role.name}` : channel ? `#${channel.name}` : id
  }
  const one = (value: Value): string => {
    if (value === null || value === '') return 'None'
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    if (isTime(props.name, value)) return formatDate(value)
    if (typeof value === 'number') {
      if (props.name === 'duration') return formatDuration(value)
      return props.name === 'deleteSeconds' ? (value === 0 ? 'None' : formatDuration(value * 1000)) : String(value)
    }
    if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(one).join(', ')
    if (props.name === 'dm') return messageWords[value] ?? value
    if (props.name === 'kind' && value in actionKinds) return actionKinds[value as ActionKind].label
    const known = NAMED.exec(value)
    return known?.[1] ?? (isId(value) ? named(value) : value)
  }
  const id = () => (typeof props.value === 'string' ? (NAMED.exec(props.value)?.[2] ?? undefined) : undefined)
  return (
    <Switch
      fallback={
        <bdi
          class="min-w-0 break-words whitespace-pre-wrap"
          title={id() ?? (isId(props.value) ? props.value : undefined)}
        >
          {one(props.value)}
        </bdi>
      }
    >
      <Match when={(props.name === 'case' || props.name === 'about') && typeof props.value === 'number' && props.value}>
        {(number) => <CaseMark number={number()} />}
      </Match>
    </Switch>
  )
}
