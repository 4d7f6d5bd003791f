import { createUniqueId, Show, type JSX } from 'solid-js'

/** A switchable line: the label is the target, the help is read with it. */
export function Checkbox(props: {
  checked: boolean
  onChange: (checked: boolean) => void
  name?: string
  disabled?: boolean
  help?: JSX.Element
  children: JSX.Element
}) {
  const id = createUniqueId()
  return (
    <div class="grid grid-cols-[auto_1fr] gap-x-2.5">
      <label class="col-span-2 grid min-h-6 grid-cols-subgrid items-center py-0.5 coarse:min-h-11">
        <input
          type="checkbox"
          name={props.name}
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={props.help ? id : undefined}
          class="size-4.5 accent-primary"
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span class="font-medium">{props.children}</span>
      </label>
      <Show when={props.help}>
        <p id={id} class="col-start-2 text-sm text-ink-3">
          {props.help}
        </p>
      </Show>
    </div>
  )
}
