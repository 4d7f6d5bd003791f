import { TextInput } from '#web/ui/text-input.tsx'

/** A whole number; taken when the field is left. Empty is null where that means something, else it is not a number. */
export function NumberInput(props: {
  label: string
  value: number | null
  /** what an empty field means */
  empty?: string
  onChange: (value: number | null) => void
}) {
  const shown = () => (props.value === null || Number.isNaN(props.value) ? '' : String(props.value))
  return (
    <TextInput
      aria-label={props.label}
      inputmode="numeric"
      placeholder={props.empty}
      value={shown()}
      onChange={(event) => {
        const text = event.currentTarget.value.trim()
        props.onChange(text === '' ? (props.empty ? null : Number.NaN) : Number(text))
      }}
    />
  )
}
