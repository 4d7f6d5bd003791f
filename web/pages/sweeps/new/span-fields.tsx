import { Show } from 'solid-js'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { Choices } from './choices.tsx'
import { localMoment, type Span } from './sweep-form.ts'

const between = -1

/** A time window: one of the last so many minutes, or between two moments; without one where `anyTime` allows it. */
export function SpanFields(props: {
  label: string
  lasts: readonly { value: number; label: string }[]
  /** the words for no window at all */
  anyTime?: string
  value: Span | null
  onChange: (span: Span | null) => void
}) {
  const chosen = () => (props.value === null ? null : (props.value.last ?? between))
  const options = () => [
    ...props.lasts,
    { value: between, label: 'Between…' },
    ...(props.anyTime ? [{ value: null, label: props.anyTime }] : []),
  ]
  const choose = (value: number | null) => {
    if (value === null) return props.onChange(null)
    if (value !== between) return props.onChange({ last: value, from: '', to: '' })
    const now = Date.now()
    props.onChange({ last: null, from: localMoment(now - (props.value?.last ?? 3_600_000)), to: localMoment(now) })
  }
  return (
    <div class="grid gap-2">
      <p class="font-semibold" aria-hidden="true">
        {props.label}
      </p>
      <Choices<number | null> label={props.label} options={options()} value={chosen()} onChoose={choose} />
      <Show when={props.value?.last === null && props.value}>
        {(span) => (
          <div class="grid gap-3 sm:grid-cols-2">
            <Field label="From">
              <TextInput
                type="datetime-local"
                step="1"
                value={span().from}
                onInput={(event) => props.onChange({ ...span(), from: event.currentTarget.value })}
              />
            </Field>
            <Field label="To">
              <TextInput
                type="datetime-local"
                step="1"
                value={span().to}
                onInput={(event) => props.onChange({ ...span(), to: event.currentTarget.value })}
              />
            </Field>
          </div>
        )}
      </Show>
    </div>
  )
}
