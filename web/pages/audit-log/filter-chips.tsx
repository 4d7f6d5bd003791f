import { For, Show } from 'solid-js'
import type { AuditFilter } from '#schema/contract/audit.ts'
import { formatDay } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { type AuditFilterKey, categoriesOf, isFiltered } from './audit-filter.ts'
import { categoryLabel, typeLabel } from './audit-words.ts'

/** The filters in force, each with a way to take it away. */
export function FilterChips(props: {
  filter: AuditFilter
  nameOf: (id: string) => string
  onRemove: (key: AuditFilterKey) => void
  onClear: () => void
}) {
  const chips = (): { key: AuditFilterKey; label: string; value: string }[] => {
    const { category, type, actor, target, from, to, q } = props.filter
    const categories = categoriesOf(props.filter).map((one) => categoryLabel[one])
    return [
      ...(q ? [{ key: 'q' as const, label: 'Text', value: q }] : []),
      ...(category ? [{ key: 'category' as const, label: 'Category', value: categories.join(', ') }] : []),
      ...(type ? [{ key: 'type' as const, label: 'Done', value: typeLabel(type) }] : []),
      ...(actor
        ? [{ key: 'actor' as const, label: 'By', value: actor === 'wardroom' ? 'Wardroom' : props.nameOf(actor) }]
        : []),
      ...(target ? [{ key: 'target' as const, label: 'To', value: props.nameOf(target) }] : []),
      ...(from !== undefined ? [{ key: 'from' as const, label: 'From', value: formatDay(from) }] : []),
      ...(to !== undefined ? [{ key: 'to' as const, label: 'Until', value: formatDay(to) }] : []),
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
