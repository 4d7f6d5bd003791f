import { For, Show } from 'solid-js'
import { actionKinds, sourceLabel } from '#schema/contract/action.ts'
import { formatDay } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import type { CaseFilter } from '#web/data/cases.ts'
import { type CaseFilterKey, isFiltered } from './case-filter.ts'
import { statusLabel } from './filter-options.ts'

/** The filters in force, each with a way to take it away. */
export function FilterChips(props: {
  filter: CaseFilter
  nameOf: (userId: string) => string
  onRemove: (key: CaseFilterKey) => void
  onClear: () => void
}) {
  const chips = (): { key: CaseFilterKey; label: string; value: string }[] => {
    const { kind, source, status, moderator, target, from, to, q } = props.filter
    return [
      ...(q ? [{ key: 'q' as const, label: 'Text', value: q }] : []),
      ...(kind ? [{ key: 'kind' as const, label: 'Action', value: actionKinds[kind].label }] : []),
      ...(status ? [{ key: 'status' as const, label: 'Status', value: statusLabel[status] }] : []),
      ...(source ? [{ key: 'source' as const, label: 'Source', value: sourceLabel[source] }] : []),
      ...(target ? [{ key: 'target' as const, label: 'Target', value: props.nameOf(target) }] : []),
      ...(moderator ? [{ key: 'moderator' as const, label: 'Moderator', value: props.nameOf(moderator) }] : []),
      ...(from !== undefined ? [{ key: 'from' as const, label: 'From', value: formatDay(from) }] : []),
      ...(to !== undefined ? [{ key: 'to' as const, label: 'To', value: formatDay(to) }] : []),
    ]
  }
  return (
    <Show when={isFiltered(props.filter)}>
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
      </ul>
    </Show>
  )
}
