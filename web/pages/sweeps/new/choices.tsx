import { For } from 'solid-js'

/** A few values to take with one press; the one taken is marked. */
export function Choices<T>(props: {
  label: string
  options: readonly { value: T; label: string }[]
  value: T
  onChoose: (value: T) => void
}) {
  return (
    <div role="group" aria-label={props.label} class="flex flex-wrap gap-1.5">
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            class="button aria-pressed:border-primary! aria-pressed:bg-accent-soft!"
            data-variant="secondary"
            data-size="sm"
            aria-pressed={props.value === option.value}
            onClick={() => props.onChoose(option.value)}
          >
            {option.label}
          </button>
        )}
      </For>
    </div>
  )
}
