import { Index } from 'solid-js'
import PlusIcon from '~icons/lucide/plus'
import XIcon from '~icons/lucide/x'
import type { Warnings } from '#schema/contract/warnings.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { NumberInput } from './number-input.tsx'

const MOST = 10
type Severity = Warnings['severities'][number]

/** How much warnings weigh, by name. */
export function SeverityRows(props: { rows: readonly Severity[]; onChange: (rows: Severity[]) => void }) {
  const change = (index: number, to: Partial<Severity>) =>
    props.onChange(props.rows.map((row, i) => (i === index ? { ...row, ...to } : { ...row })))
  return (
    <fieldset class="grid gap-2">
      <legend class="mb-1.5 font-semibold">Severities</legend>
      <div
        class="hidden grid-cols-[minmax(0,1fr)_5rem_8rem_2.75rem] gap-2 text-sm text-ink-3 sm:grid"
        aria-hidden="true"
      >
        <span>Name</span>
        <span>Points</span>
        <span>Expires after days</span>
      </div>
      <Index each={props.rows}>
        {(row, index) => (
          <div class="grid grid-cols-[minmax(0,1fr)_4rem_5rem_2.75rem] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_5rem_8rem_2.75rem]">
            <TextInput
              aria-label={`Name of severity ${index + 1}`}
              value={row().name}
              maxlength={40}
              onChange={(event) => change(index, { name: event.currentTarget.value.trim() })}
            />
            <NumberInput
              label={`Points of ${row().name}`}
              value={row().points}
              onChange={(points) => change(index, { points: points ?? 0 })}
            />
            <NumberInput
              label={`${row().name} expires after days`}
              value={row().expireDays}
              empty="never"
              onChange={(expireDays) => change(index, { expireDays })}
            />
            <IconButton
              label={`Take out ${row().name}`}
              reason={props.rows.length === 1 ? 'One is needed.' : undefined}
              onClick={() => props.onChange(props.rows.filter((_, i) => i !== index))}
            >
              <XIcon />
            </IconButton>
          </div>
        )}
      </Index>
      <div>
        <Button
          size="sm"
          reason={props.rows.length >= MOST ? `At most ${MOST}.` : undefined}
          onClick={() => props.onChange([...props.rows, { name: 'New', points: 1, expireDays: 90 }])}
        >
          <PlusIcon /> Add a severity
        </Button>
      </div>
    </fieldset>
  )
}
