import { For, Show } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { Warnings } from '#schema/contract/warnings.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'
import { dryRun } from './warnings/dry-run.ts'
import { LadderTrial } from './warnings/ladder-trial.tsx'
import { LadderRows } from './warnings/ladder-rows.tsx'
import { NumberInput } from './warnings/number-input.tsx'
import { SeverityRows } from './warnings/severity-rows.tsx'

const USUAL_DECAY = { points: 1, everyDays: 30 }

/** What warnings weigh, how that falls, and what they lead to. */
export function WarningsSection(props: SectionProps) {
  const warnings = () => props.draft.warnings
  const change = (to: Partial<Warnings>) => props.set('warnings', { ...unwrap(props.draft.warnings), ...to })
  const setSeverities = (severities: Warnings['severities']) => {
    const kept = severities.some(({ name }) => name === warnings().usual)
    const same = severities.length === warnings().severities.length
    const index = warnings().severities.findIndex(({ name }) => name === warnings().usual)
    // the usual one keeps its place under a new name
    const usual = kept ? warnings().usual : ((same ? severities[index] : severities[0])?.name ?? '')
    change({ severities, usual })
  }
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="warnings-settings">
      <h2 id="warnings-settings" class="text-lg font-semibold">
        Warnings
      </h2>
      <SeverityRows rows={warnings().severities} onChange={setSeverities} />
      <Field label="When none is chosen">
        <Select
          value={warnings().usual}
          options={warnings().severities.map(({ name }) => ({ value: name, label: name }))}
          onChoose={(usual) => change({ usual })}
        />
      </Field>
      <div class="grid gap-2">
        <Checkbox
          checked={warnings().decay !== null}
          onChange={(on) => change({ decay: on ? USUAL_DECAY : null })}
          help="Each warning for itself, until it weighs nothing or expires."
        >
          Points fall with time
        </Checkbox>
        <Show when={warnings().decay}>
          {(decay) => (
            <p class="flex flex-wrap items-center gap-2">
              <span class="w-20">
                <NumberInput
                  label="Points that fall"
                  value={decay().points}
                  onChange={(points) => change({ decay: { ...decay(), points: points ?? Number.NaN } })}
                />
              </span>
              every
              <span class="w-20">
                <NumberInput
                  label="Days between"
                  value={decay().everyDays}
                  onChange={(everyDays) => change({ decay: { ...decay(), everyDays: everyDays ?? Number.NaN } })}
                />
              </span>
              days
            </p>
          )}
        </Show>
      </div>
      <LadderRows rows={warnings().ladder} onChange={(ladder) => change({ ladder })} />
      <Show when={warnings().ladder.length > 0}>
        <div class="grid gap-1.5" role="group" aria-labelledby="ladder-try">
          <h3 id="ladder-try" class="font-semibold">
            What warnings on one day would do
          </h3>
          <ul class="grid gap-1 text-sm text-ink-2">
            <For each={warnings().severities}>
              {(severity) => (
                <li>
                  <strong class="text-ink">{severity.name}</strong>{' '}
                  {dryRun(warnings(), severity).join(', ') || 'leads to nothing'}
                </li>
              )}
            </For>
          </ul>
        </div>
        <LadderTrial warnings={warnings()} />
      </Show>
    </section>
  )
}
