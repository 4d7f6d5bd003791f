import { createSignal, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'

/** What is composed as Discord's JSON, to be copied out and pasted in; taken only when it is right. */
export function JsonEditor<T>(props: {
  value: T
  read: (json: unknown) => { ok: true; value: T } | { ok: false; issue: string }
  onChange: (to: T) => void
}) {
  const written = () => JSON.stringify(props.value, null, 2)
  const [draft, setDraft] = createSignal<string | null>(null)
  const [problem, setProblem] = createSignal<string>()
  const take = () => {
    const text = draft()
    if (text === null) return
    try {
      const read = props.read(JSON.parse(text))
      if (!read.ok) return setProblem(read.issue)
      setProblem(undefined)
      setDraft(null)
      props.onChange(read.value)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'This is not JSON.')
    }
  }
  return (
    <div class="grid gap-2">
      <Field label="JSON" help="As Discord's API takes it." error={problem()}>
        <TextArea
          rows={14}
          class="font-mono text-xs"
          spellcheck={false}
          value={draft() ?? written()}
          onInput={(event) => setDraft(event.currentTarget.value)}
        />
      </Field>
      <Show when={draft() !== null}>
        <div class="flex gap-2">
          <Button size="sm" variant="primary" onClick={take}>
            Take it over
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setDraft(null)
              setProblem(undefined)
            }}
          >
            Discard
          </Button>
        </div>
      </Show>
    </div>
  )
}
