import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'

/** Messages to keep a copy of, by their links. */
export function EvidenceField(props: { links: string; error: string | undefined; onChange: (links: string) => void }) {
  return (
    <Field
      label="Evidence"
      aside="optional"
      help="Links to messages, as Discord's “Copy Message Link” gives them. They are kept as they are now, before anything is deleted."
      error={props.error}
    >
      <TextArea
        ref={(area) => queueMicrotask(() => props.links === '' && area.focus())}
        name="evidence"
        rows="2"
        spellcheck={false}
        placeholder="https://discord.com/channels/…"
        value={props.links}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
