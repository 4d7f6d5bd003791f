import { Show } from 'solid-js'
import { MAX_REASON } from '#schema/contract/kinds.ts'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { ActFields } from '#web/pages/act/act-fields.tsx'
import { consequence, tellsTarget } from '#web/pages/act/consequence.ts'
import { defaultsOf, type Draft, type FieldErrors } from '#web/pages/act/draft.ts'
import { KindChoice } from '#web/pages/act/kind-choice.tsx'
import type { DeedForm } from './read-deed.ts'

/** What a sweep does to each. */
export function DeedFields(props: {
  form: DeedForm
  /** `only`: what was done is taken back; `maybe`: or something else is done; `no`: nothing was done yet */
  undo: 'only' | 'maybe' | 'no'
  errors: FieldErrors
  onChange: (form: DeedForm) => void
}) {
  const deeds = useDeeds()
  const draft = () => props.form.draft
  const change = (to: Partial<Draft>) => props.onChange({ ...props.form, draft: { ...draft(), ...to } })
  const length = () => formatDuration(parseDuration(draft().duration) ?? 0)
  return (
    <div class="grid gap-4">
      <Show when={props.undo === 'maybe'}>
        <div>
          <Segmented
            label="What to do with them"
            value={props.form.undo ? 'undo' : 'act'}
            options={[
              { value: 'undo', label: 'Undo what was done' },
              { value: 'act', label: 'Do something else' },
            ]}
            onChoose={(way) => props.onChange({ ...props.form, undo: way === 'undo' })}
          />
        </div>
      </Show>
      <Show
        when={!props.form.undo}
        fallback={
          <>
            <p class="text-ink-2">
              Bans are lifted, timeouts removed, unbanned people banned again. Each is a case of its own that names the
              one it answers.
            </p>
            <Field
              label="Reason"
              aside={`optional · ${draft().reason.length}/${MAX_REASON}`}
              error={props.errors.reason}
            >
              <TextArea
                name="reason"
                dir="auto"
                value={draft().reason}
                onInput={(event) => change({ reason: event.currentTarget.value })}
              />
            </Field>
          </>
        }
      >
        <KindChoice
          kind={draft().kind}
          only="user"
          many
          blocked={(kind) => deeds(kind)?.message ?? null}
          error={props.errors.kind}
          onChoose={(kind) => change({ kind, ...defaultsOf(kind) })}
        />
        <Show when={draft().kind}>
          {(kind) => (
            <>
              <p class="text-ink-2">{consequence[kind()](length())}</p>
              <ActFields draft={draft()} errors={props.errors} onChange={change} focusReason={false} many />
              <Show when={tellsTarget.has(kind())}>
                <Checkbox
                  checked={props.form.dm}
                  onChange={(dm) => props.onChange({ ...props.form, dm })}
                  help={
                    kind() === 'ban' || kind() === 'softban' || kind() === 'tempban'
                      ? 'Slow: they then go one by one instead of 200 at a time, and each message is another call to Discord.'
                      : 'Slower: each message is another call to Discord.'
                  }
                >
                  Tell each of them by direct message
                </Checkbox>
              </Show>
            </>
          )}
        </Show>
      </Show>
    </div>
  )
}
