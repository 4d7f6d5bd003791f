import { For, Show } from 'solid-js'
import { formatDate, formatDay, formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { useGuild } from '#web/data/guild.ts'
import type { MemberSearch } from '#web/data/members.ts'
import { dayEnd, dayOf, dayStart } from '#web/pages/cases/days.ts'
import { isNarrowed, type MemberKey } from './member-filter.ts'
import { choiceLabel, type ChoiceKey, valueLabel } from './member-options.ts'

/** A whole day is said as a day, any other moment with its time. */
const momentOf = (at: number): string =>
  at === dayStart(dayOf(at)) || at === dayEnd(dayOf(at)) ? formatDay(at) : formatDate(at)

/** The filters in force, each with a way to take it away, and how many match. */
export function MemberChips(props: {
  search: MemberSearch
  total: number | null
  onRemove: (key: MemberKey) => void
  onClear: () => void
}) {
  const guild = useGuild()
  const chips = (): { key: MemberKey; label: string; value: string }[] => {
    const { q, roleId, joinedFrom, joinedTo, createdFrom, createdTo } = props.search
    const chosen = (Object.keys(choiceLabel) as ChoiceKey[]).flatMap((key) => {
      const words: Readonly<Record<string, string>> = valueLabel[key]
      const value = words[props.search[key] ?? '']
      return value ? [{ key, label: choiceLabel[key], value }] : []
    })
    return [
      ...(q ? [{ key: 'q' as const, label: 'Name', value: q }] : []),
      ...(roleId
        ? [{ key: 'roleId' as const, label: 'Role', value: guild.role(roleId)?.name ?? 'a deleted role' }]
        : []),
      ...chosen,
      ...(joinedFrom === undefined
        ? []
        : [{ key: 'joinedFrom' as const, label: 'Joined from', value: momentOf(joinedFrom) }]),
      ...(joinedTo === undefined ? [] : [{ key: 'joinedTo' as const, label: 'Joined to', value: momentOf(joinedTo) }]),
      ...(createdFrom === undefined
        ? []
        : [{ key: 'createdFrom' as const, label: 'Account from', value: momentOf(createdFrom) }]),
      ...(createdTo === undefined
        ? []
        : [{ key: 'createdTo' as const, label: 'Account to', value: momentOf(createdTo) }]),
    ]
  }
  return (
    <Show when={isNarrowed(props.search)}>
      <ul class="flex flex-wrap items-center gap-2" aria-label="Filters in force">
        <For each={chips()}>
          {(chip) => (
            <li class="max-w-full">
              <Chip
                onRemove={() => props.onRemove(chip.key)}
                removeLabel={`Remove filter ${chip.label}: ${chip.value}`}
              >
                <span class="text-ink-3">{chip.label}:</span> <bdi>{chip.value}</bdi>
              </Chip>
            </li>
          )}
        </For>
        <li>
          <Button variant="ghost" size="sm" onClick={() => props.onClear()}>
            Clear filters
          </Button>
        </li>
        <Show when={props.total !== null}>
          <li class="text-sm text-ink-2">
            <span role="status">
              {formatNumber(props.total ?? 0)} {props.total === 1 ? 'member matches' : 'members match'}
            </span>
          </li>
        </Show>
      </ul>
    </Show>
  )
}
