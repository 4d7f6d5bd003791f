import { For, type JSX, Show } from 'solid-js'
import { keepFocus } from '#web/primitives/keep-focus.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'

export interface FilterChip<K extends string> {
  key: K
  label: string
  value: string
}

/** The filters in force, each with a way to take it away; what else there is to say of them comes after. */
export function FilterChips<K extends string>(props: {
  chips: readonly FilterChip<K>[]
  onRemove: (key: K) => void
  onClear: () => void
  children?: JSX.Element
}) {
  let list: HTMLUListElement | undefined
  keepFocus(() => list, {
    changes: () => props.chips,
    next: () =>
      list?.isConnected ? list.querySelector('button') : document.querySelector<HTMLElement>('[data-search]'),
  })
  return (
    <Show when={props.chips.length > 0}>
      <ul ref={list} class="flex flex-wrap items-center gap-2" aria-label="Filters in force">
        <For each={props.chips}>
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
        {props.children}
      </ul>
    </Show>
  )
}
