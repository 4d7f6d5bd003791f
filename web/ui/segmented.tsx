import { createUniqueId, For, type JSX } from 'solid-js'

/** A few choices side by side, one of them taken; a radio group underneath. */
export function Segmented<T extends string>(props: {
  label: string
  value: T
  options: readonly { value: T; label: JSX.Element }[]
  onChoose: (value: T) => void
}) {
  const name = createUniqueId()
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      class="inline-flex rounded-md border border-line-strong bg-sunken p-0.5"
    >
      <For each={props.options}>
        {(option) => (
          <label class="flex min-h-7 items-center rounded-[4px] px-2.5 text-sm wrap-normal font-medium text-ink-2 has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus coarse:min-h-11">
            <input
              type="radio"
              name={name}
              class="sr-only"
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChoose(option.value)}
            />
            {option.label}
          </label>
        )}
      </For>
    </div>
  )
}
