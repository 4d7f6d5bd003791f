import { createMemo, For, Show } from 'solid-js'
import MinusIcon from '~icons/lucide/minus'
import { type FacetName, type Facet } from '#schema/contract/case-query.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { filterName, valueWords } from './facet-words.ts'

/** Long facets show this many, and the rest on request. */
const SHORT = 7

/** One facet: its values, how many cases each has under the other filters, and which are asked for or left out. */
export function FacetList(props: {
  name: FacetName
  facet: Facet | undefined
  chosen: string | undefined
  nameOf: (userId: string) => string
  /** `not`: leave these out */
  onToggle: (value: string, not: boolean) => void
}) {
  const choice = createMemo(() => readChoice(props.chosen))
  const isOn = (value: string) => choice().any.includes(value)
  const isOut = (value: string) => choice().not.includes(value)
  const ranked = createMemo(() => {
    const values = props.facet?.values ?? []
    const first = values.filter(({ value, count }) => count > 0 || isOn(value) || isOut(value))
    return [...first, ...values.filter((one) => !first.includes(one))]
  })
  const words = (value: string, name: string | undefined) => name ?? valueWords(props.name, value, props.nameOf)
  const line = (one: Facet['values'][number]) => (
    <li class={`flex items-center ${one.count === 0 ? 'text-ink-3' : ''}`}>
      <label class="flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-sm px-1 hover:bg-hover coarse:min-h-11">
        <input
          type="checkbox"
          class="size-4 flex-none accent-primary"
          checked={isOn(one.value)}
          onClick={(event) => {
            if (!event.altKey) return
            event.preventDefault()
            props.onToggle(one.value, true)
          }}
          onChange={() => props.onToggle(one.value, false)}
        />
        <bdi class={`min-w-0 flex-1 truncate ${isOut(one.value) ? 'line-through' : ''}`}>
          {words(one.value, one.name)}
        </bdi>
        <span class="text-xs text-ink-3">
          {formatNumber(one.count)}
          {props.facet?.more && one.count > 0 ? '+' : ''}
        </span>
      </label>
      <Show when={props.name !== 'reviewed'}>
        <button
          type="button"
          aria-pressed={isOut(one.value)}
          aria-label={`Leave out ${filterName[props.name]}: ${words(one.value, one.name)}`}
          title="Leave out"
          class="grid size-7 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink aria-pressed:bg-danger-soft aria-pressed:text-danger coarse:size-11"
          onClick={() => props.onToggle(one.value, true)}
        >
          <MinusIcon />
        </button>
      </Show>
    </li>
  )
  return (
    <Show when={ranked().length > 0}>
      <fieldset class="min-w-0">
        <legend class="overline mb-1">{filterName[props.name]}</legend>
        <ul>
          <For each={ranked().slice(0, SHORT)}>{line}</For>
        </ul>
        <Show when={ranked().length > SHORT}>
          <details>
            <summary class="link inline-flex min-h-7 items-center px-1 text-sm coarse:min-h-11">
              {ranked().length - SHORT} more
            </summary>
            <ul>
              <For each={ranked().slice(SHORT)}>{line}</For>
            </ul>
          </details>
        </Show>
      </fieldset>
    </Show>
  )
}
