import { For, Show } from 'solid-js'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { type CaseFilterKey, isFiltered } from './case-filter.ts'
import { filterName, filtersInForce, filterWords } from './facet-words.ts'

/** The filters in force, each with a way to take it away. */
export function FilterChips(props: {
  filter: CaseFilter
  nameOf: (userId: string) => string
  onRemove: (key: CaseFilterKey) => void
  onClear: () => void
}) {
  const chips = () =>
    filtersInForce(props.filter).map((key) => ({
      key,
      label: filterName[key],
      value: filterWords(props.filter, key, props.nameOf),
    }))
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
