import { createMemo, For, Show } from 'solid-js'
import type { Audience, BroadcastCategory } from '#schema/contract/broadcast.ts'
import { FOLLOWING_FROM } from '#schema/contract/broadcast.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { ModuleId, modules } from '#schema/contract/modules.ts'
import { createDebounced } from '#web/primitives/debounced.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { audienceQuery } from '#web/data/broadcasts.ts'
import { useQuery } from '#web/data/query.ts'
import { Crossposting } from './crossposting.tsx'
import { reasonWords, sum } from './words.ts'

const count = (text: string): number | undefined => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined)

/** Without what was left empty. */
const clean = (audience: Audience): Audience =>
  Object.fromEntries(Object.entries(audience).filter(([, value]) => value !== undefined))

/** To whom: by language, size, modules and wish; and how many that is, who is skipped, and how long it takes. */
export function AudienceFields(props: {
  audience: Audience
  category: BroadcastCategory
  crosspost: boolean
  onChange: (audience: Audience) => void
  onCrosspost: (crosspost: boolean) => void
}) {
  const question = createMemo(() => ({
    audience: clean({ ...props.audience }),
    category: props.category,
    crosspost: props.crosspost,
  }))
  const settled = createDebounced(question, 300)
  const query = useQuery(() => audienceQuery(settled()))
  const change = (part: Audience) => props.onChange(clean({ ...props.audience, ...part }))
  const toggle = (id: ModuleId, on: boolean) => {
    const chosen = ModuleId.options.filter((one) => (one === id ? on : props.audience.modules?.includes(one)))
    change({ modules: chosen.length > 0 ? chosen : undefined })
  }
  return (
    <section class="card grid gap-4 p-4" aria-labelledby="audience">
      <h2 id="audience" class="text-lg font-semibold">
        Audience
      </h2>
      <Field label="Languages" help="Discord's locales with commas between, such as de, fr. Empty: all.">
        <TextInput
          value={props.audience.languages?.join(', ') ?? ''}
          onChange={(event) => {
            const languages = event.currentTarget.value.split(/[\s,]+/).filter(Boolean)
            change({ languages: languages.length > 0 ? languages : undefined })
          }}
        />
      </Field>
      <div class="grid gap-4 sm:grid-cols-2">
        <Field label="Members, at least">
          <TextInput
            inputmode="numeric"
            value={props.audience.minMembers ?? ''}
            onInput={(event) => change({ minMembers: count(event.currentTarget.value) })}
          />
        </Field>
        <Field label="Members, at most">
          <TextInput
            inputmode="numeric"
            value={props.audience.maxMembers ?? ''}
            onInput={(event) => change({ maxMembers: count(event.currentTarget.value) })}
          />
        </Field>
      </div>
      <details open={(props.audience.modules?.length ?? 0) > 0}>
        <summary class="cursor-pointer py-1 font-semibold">
          Modules{props.audience.modules ? ` (${props.audience.modules.length})` : ''}
        </summary>
        <p class="pb-2 text-sm text-ink-3">Servers that have all of these on.</p>
        <div class="grid gap-1 sm:grid-cols-2">
          <For each={ModuleId.options}>
            {(id) => (
              <Checkbox checked={props.audience.modules?.includes(id) ?? false} onChange={(on) => toggle(id, on)}>
                {modules[id].label}
              </Checkbox>
            )}
          </For>
        </div>
      </details>
      <Checkbox
        checked={props.audience.optedIn ?? false}
        help="Servers that asked for early news in their settings."
        onChange={(on) => change({ optedIn: on || undefined })}
      >
        Only who opted in
      </Checkbox>
      <Crossposting
        chosen={props.crosspost}
        hasFilter={Object.keys(clean({ ...props.audience })).length > 0}
        onChange={props.onCrosspost}
      />
      <Show when={query.data}>
        {(preview) => {
          const sent = () => preview().targeted - sum(preview().skipped)
          return (
            <div class="grid gap-2 rounded-md bg-sunken p-3" role="status">
              <p>
                <strong>{formatNumber(sent())}</strong> of {formatNumber(preview().targeted)} servers get it, in about{' '}
                {formatDuration(Math.max(1000, preview().expectedMs))}.
              </p>
              <Show when={preview().followed > 0}>
                <p class="text-sm text-ink-2">{formatNumber(preview().followed)} of them by following.</p>
              </Show>
              <For each={Object.entries(preview().skipped)}>
                {([reason, skipped]) => (
                  <p class="text-sm text-ink-2">
                    {formatNumber(skipped)} skipped: {reasonWords(reason).toLowerCase()}
                  </p>
                )}
              </For>
              <Show when={sent() - preview().followed > FOLLOWING_FROM}>
                <Notice tone="info">
                  Above {formatNumber(FOLLOWING_FROM)} servers an announcement channel that they follow is faster: one
                  message, which Discord delivers.
                </Notice>
              </Show>
            </div>
          )
        }}
      </Show>
    </section>
  )
}
