import { For, Show } from 'solid-js'
import type { Targets } from '#schema/contract/targets.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'

/** A text of any kind, and what was found in it. */
export function PasteSource(props: { text: string; found: Targets; onText: (text: string) => void }) {
  return (
    <div class="grid gap-3">
      <Field
        label="Anything with ids in it"
        help="Ids, mentions, profile links, log lines, CSV. Ids of channels, roles, emoji and messages are passed over."
      >
        <TextArea
          name="targets"
          dir="auto"
          class="font-mono"
          rows="6"
          spellcheck={false}
          autocomplete="off"
          value={props.text}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
      </Field>
      <div class="grid gap-2">
        <p role="status" class="text-ink-2">
          <Show when={props.text.trim()} fallback="Nothing pasted yet.">
            <strong class="text-ink">{formatNumber(props.found.ids.length)} found</strong>
            <Show when={props.found.duplicates > 0}>
              , {formatNumber(props.found.duplicates)} {props.found.duplicates === 1 ? 'duplicate' : 'duplicates'}
            </Show>
            <Show when={props.found.bareCount > 0}>
              , {formatNumber(props.found.bareCount)} {props.found.bareCount === 1 ? 'line' : 'lines'} without anyone
            </Show>
            .
          </Show>
        </p>
        <Show when={props.found.bareCount > 0}>
          <details class="rounded-md border border-line bg-sunken">
            <summary class="min-h-9 px-3 py-2 font-medium coarse:min-h-11 coarse:py-3">Show these lines</summary>
            <ul class="max-h-48 overflow-y-auto border-t border-line px-3 py-2 text-sm" tabindex="0" aria-label="Lines">
              <For each={props.found.bare}>
                {(line) => (
                  <li class="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-2">
                    <span class="text-ink-3">line {line.number}</span>
                    <span dir="auto" class="font-mono text-xs leading-5">
                      {line.text}
                    </span>
                  </li>
                )}
              </For>
              <Show when={props.found.bareCount > props.found.bare.length}>
                <li class="text-ink-3">and {formatNumber(props.found.bareCount - props.found.bare.length)} more</li>
              </Show>
            </ul>
          </details>
        </Show>
      </div>
    </div>
  )
}
