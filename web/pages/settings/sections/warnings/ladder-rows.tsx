import { Index, Show } from 'solid-js'
import ChevronIcon from '~icons/lucide/chevron-up'
import PlusIcon from '~icons/lucide/plus'
import XIcon from '~icons/lucide/x'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import { actionKinds, DAY, HOUR } from '#schema/contract/kinds.ts'
import type { LadderDeed, LadderStep } from '#schema/contract/warnings.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { NumberInput } from './number-input.tsx'

const MOST = 10
const kinds = ['timeout', 'kick', 'softban', 'tempban', 'ban'] as const
const suggested: readonly LadderStep[] = [
  { when: { points: 4 }, withinDays: null, deed: { kind: 'timeout', duration: HOUR } },
  { when: { points: 6 }, withinDays: null, deed: { kind: 'timeout', duration: DAY } },
  { when: { points: 10 }, withinDays: null, deed: { kind: 'ban', deleteSeconds: 0 } },
]

const deedOf = (kind: string, before: LadderDeed): LadderDeed => {
  const duration = 'duration' in before ? before.duration : DAY
  switch (kind) {
    case 'timeout':
      return { kind, duration }
    case 'tempban':
      return { kind, duration, deleteSeconds: 0 }
    case 'ban':
    case 'softban':
      return { kind, deleteSeconds: 0 }
    default:
      return { kind: 'kick' }
  }
}
const amountOf = ({ when }: LadderStep): number => ('points' in when ? when.points : when.count)

/** What warnings lead to, the mildest first. */
export function LadderRows(props: { rows: readonly LadderStep[]; onChange: (rows: LadderStep[]) => void }) {
  const change = (index: number, to: Partial<LadderStep>) =>
    props.onChange(props.rows.map((row, i) => (i === index ? { ...row, ...to } : { ...row })))
  const measure = (index: number, what: string, amount: number) =>
    change(index, { when: what === 'count' ? { count: amount } : { points: amount } })
  const up = (index: number) => {
    const rows = [...props.rows]
    rows.splice(index - 1, 0, ...rows.splice(index, 1))
    props.onChange(rows)
  }
  const duration = (row: LadderStep): number | undefined => ('duration' in row.deed ? row.deed.duration : undefined)
  return (
    <fieldset class="grid gap-3">
      <legend class="mb-1 font-semibold">Ladder</legend>
      <p class="text-sm text-ink-3">
        The mildest step first. A warning that newly reaches a step is followed by it at once, in the name of who
        warned; of several only the last is taken.
      </p>
      <Index each={props.rows}>
        {(row, index) => (
          <div
            role="group"
            aria-label={`Step ${index + 1}`}
            class="grid grid-cols-2 gap-2 rounded-md border border-line p-3 sm:grid-cols-[5rem_8rem_9rem_minmax(0,1fr)_6rem_auto] sm:items-center sm:border-0 sm:p-0"
          >
            <NumberInput
              label={`Step ${index + 1}: how many`}
              value={amountOf(row())}
              onChange={(amount) => measure(index, 'count' in row().when ? 'count' : 'points', amount ?? Number.NaN)}
            />
            <Select
              aria-label={`Step ${index + 1}: of what`}
              value={'count' in row().when ? 'count' : 'points'}
              options={[
                { value: 'points', label: 'points' },
                { value: 'count', label: 'warnings' },
              ]}
              onChoose={(what) => measure(index, what, amountOf(row()))}
            />
            <NumberInput
              label={`Step ${index + 1}: within days`}
              value={row().withinDays}
              empty="in any time"
              onChange={(withinDays) => change(index, { withinDays })}
            />
            <Select
              aria-label={`Step ${index + 1}: what it does`}
              value={row().deed.kind}
              options={kinds.map((kind) => ({ value: kind, label: actionKinds[kind].label }))}
              onChoose={(kind) => change(index, { deed: deedOf(kind, row().deed) })}
            />
            <Show when={duration(row()) !== undefined} fallback={<span class="max-sm:hidden" />}>
              <TextInput
                aria-label={`Step ${index + 1}: for how long`}
                value={formatDuration(duration(row()) ?? 0)}
                onChange={(event) => {
                  const ms = parseDuration(event.currentTarget.value)
                  const { deed } = row()
                  if (ms !== null && 'duration' in deed) change(index, { deed: { ...deed, duration: ms } })
                  else event.currentTarget.value = formatDuration(duration(row()) ?? 0)
                }}
              />
            </Show>
            <span class="flex justify-end gap-1 max-sm:col-start-2">
              <IconButton
                label={`Move step ${index + 1} up`}
                reason={index === 0 ? 'It is the first.' : undefined}
                onClick={() => up(index)}
              >
                <ChevronIcon />
              </IconButton>
              <IconButton
                label={`Take out step ${index + 1}`}
                onClick={() => props.onChange(props.rows.filter((_, i) => i !== index))}
              >
                <XIcon />
              </IconButton>
            </span>
          </div>
        )}
      </Index>
      <div class="flex flex-wrap gap-2">
        <Button
          size="sm"
          reason={props.rows.length >= MOST ? `At most ${MOST}.` : undefined}
          onClick={() =>
            props.onChange([
              ...props.rows,
              { when: { points: 4 }, withinDays: null, deed: { kind: 'timeout', duration: HOUR } },
            ])
          }
        >
          <PlusIcon /> Add a step
        </Button>
        <Show when={props.rows.length === 0}>
          <Button size="sm" onClick={() => props.onChange(suggested.map((step) => ({ ...step })))}>
            Use the usual ladder
          </Button>
        </Show>
      </div>
    </fieldset>
  )
}
