import { createSignal, Show } from 'solid-js'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { hexOf } from '#web/pages/settings/field-words.ts'
import type { SectionProps } from '#web/pages/settings/sections.ts'

/** Wardroom's own, to begin with. */
const USUAL = 0xb07d1c

/** The colour of what Wardroom posts here. */
export function LookSection(props: SectionProps) {
  /** what was written, while it is no colour */
  const [text, setText] = createSignal('')
  const color = () => props.draft.embedColor
  const isWrong = () => Number.isNaN(color())
  const typed = (text: string) => {
    const hex = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1]
    setText(text)
    props.set('embedColor', hex ? parseInt(hex, 16) : Number.NaN)
  }
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="look">
      <h2 id="look" class="text-lg font-semibold">
        Colour of messages
      </h2>
      <Checkbox
        checked={color() !== null}
        onChange={(on) => props.set('embedColor', on ? USUAL : null)}
        help="At the edge of mod-log messages, direct messages and news. Without it the colour says what was done: red for a ban, green for what was lifted."
      >
        A colour of this server's own
      </Checkbox>
      <Show when={color() !== null}>
        <Field label="Colour" error={isWrong() ? 'Six digits from 0 to f, such as #b07d1c.' : undefined}>
          <div class="flex items-center gap-3">
            <input
              type="color"
              aria-label="Choose a colour"
              class="h-9 w-14 cursor-pointer rounded-md border border-line-strong bg-surface p-1 coarse:h-11"
              value={hexOf(isWrong() ? USUAL : (color() ?? USUAL))}
              onInput={(event) => typed(event.currentTarget.value)}
            />
            <div class="w-32">
              <TextInput
                class="font-mono"
                spellcheck={false}
                value={isWrong() ? text() : hexOf(color() ?? USUAL)}
                onChange={(event) => typed(event.currentTarget.value)}
              />
            </div>
          </div>
        </Field>
      </Show>
    </section>
  )
}
