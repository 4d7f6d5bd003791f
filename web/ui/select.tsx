import { For, splitProps, type JSX } from 'solid-js'
import { useField } from './field.tsx'

export interface Option {
  value: string
  label: string
}

/** The platform's own select; `onChoose` gets the value. */
export function Select(
  props: Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
    value: string
    options: readonly Option[]
    onChoose: (value: string) => void
  },
) {
  const [own, rest] = splitProps(props, ['class', 'value', 'options', 'onChoose'])
  return (
    <select
      {...useField()}
      {...rest}
      class={`control ${own.class ?? ''}`}
      onChange={(event) => own.onChoose(event.currentTarget.value)}
    >
      <For each={own.options}>
        {(option) => (
          <option value={option.value} selected={option.value === own.value}>
            {option.label}
          </option>
        )}
      </For>
    </select>
  )
}
