import { createMemo, For, Show } from 'solid-js'
import type { Audience, BroadcastCategory } from '#schema/contract/broadcast.ts'
import { FOLLOWING_FROM } from '#schema/contract/broadcast.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { createDebounced } from '#web/primitives/debounced.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { audienceQuery } from '#web/data/broadcasts.ts'
import { useQuery } from '#web/data/query.ts'
import { reasonWords, sum } from './words.ts'

const count = (text: string): number | undefined => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined)

/** Without what was left empty. */
const clean = (audience: Audience): Audience =>
  Object.fromEntries(Object.entries(audience).filter(([, value]) => value !== undefined))

/** To whom: by language and size; and how many that is, who is skipped, and how long it takes. */
export function AudienceFields(props: {
  audience: Audience
  category: BroadcastCategory
  onChange: (audience: Audience) => void
}) {
  const question = createMemo(() => ({ audience: clean({ ...props.audience }), category: props.category }))
  const query = useQuery(() => audienceQuery(createDebounced(question, 300)()))
  const change = (part: Audience) => props.onChange(clean({ ...props.audience, ...part }))
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
      <Show when={query.data}>
        {(preview) => {
          const sent = () => preview().targeted - sum(preview().skipped)
          return (
            <div class="grid gap-2 rounded-md bg-sunken p-3" role="status">
              <p>
                <strong>{formatNumber(sent())}</strong> of {formatNumber(preview().targeted)} servers get it, in about{' '}
                {formatDuration(Math.max(1000, preview().expectedMs))}.
              </p>
              <For each={Object.entries(preview().skipped)}>
                {([reason, skipped]) => (
                  <p class="text-sm text-ink-2">
                    {formatNumber(skipped)} skipped: {reasonWords(reason).toLowerCase()}
                  </p>
                )}
              </For>
              <Show when={sent() > FOLLOWING_FROM}>
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
