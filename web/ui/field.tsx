import { createContext, createUniqueId, Show, useContext, type JSX } from 'solid-js'

interface FieldIds {
  id: string
  describedBy: () => string | undefined
  invalid: () => boolean
}
const FieldContext = createContext<FieldIds>()

/** What a control inside a Field puts on itself. */
export function useField() {
  const field = useContext(FieldContext)
  return {
    get id() {
      return field?.id
    },
    get 'aria-describedby'() {
      return field?.describedBy()
    },
    get 'aria-invalid'() {
      return field?.invalid() ? ('true' as const) : undefined
    },
  }
}

/** A labelled control with its help and its error; the control inside finds its ids by itself. */
export function Field(props: {
  label: JSX.Element
  help?: JSX.Element
  error?: string | undefined
  /** something at the right of the label: a counter, "optional" */
  aside?: JSX.Element
  children: JSX.Element
}) {
  const id = createUniqueId()
  const describedBy = () =>
    [props.help ? `${id}-help` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  return (
    <FieldContext.Provider value={{ id, describedBy, invalid: () => Boolean(props.error) }}>
      <div class="grid gap-1.5">
        <div class="flex items-baseline justify-between gap-3">
          <label for={id} class="font-semibold">
            {props.label}
          </label>
          <span class="text-xs text-ink-3">{props.aside}</span>
        </div>
        {props.children}
        <Show when={props.error}>
          <p id={`${id}-error`} class="text-sm font-medium text-danger">
            {props.error}
          </p>
        </Show>
        <Show when={props.help}>
          <p id={`${id}-help`} class="text-sm text-ink-3">
            {props.help}
          </p>
        </Show>
      </div>
    </FieldContext.Provider>
  )
}
