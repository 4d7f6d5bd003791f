import { createComputed, createSignal, on, Show } from 'solid-js'
import ChevronIcon from '~icons/lucide/chevron-down'
import type { LogRow, Severity } from '#schema/contract/ops.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'

const tones: Record<Severity, Tone> = { info: 'info', warning: 'warn', error: 'danger' }
const area = {
  severity: '[grid-area:severity]',
  type: '[grid-area:type] min-w-0',
  message: '[grid-area:message] min-w-0',
  time: '[grid-area:time] justify-self-end text-right',
}
export const columns = [
  { area: area.severity, title: 'Severity' },
  { area: area.type, title: 'Type' },
  { area: area.message, title: 'Message' },
  { area: area.time, title: 'When' },
]
export const rowGrid =
  'grid items-start gap-x-3 gap-y-1 grid-cols-[auto_minmax(0,1fr)_auto] [grid-template-areas:"severity_type_time""message_message_message"] @3xl:grid-cols-[5rem_10rem_minmax(0,1fr)_6rem] @3xl:[grid-template-areas:"severity_type_message_time"]'

/** One row of the log; opens to its details. */
export function LogLine(props: { row: LogRow }) {
  const [open, setOpen] = createSignal(false)
  createComputed(
    on(
      () => props.row.seq,
      () => setOpen(false),
    ),
  )
  return (
    <div class={`border-b border-line px-4 py-2.5 text-sm ${rowGrid}`}>
      <div role="cell" class={area.severity}>
        <Badge tone={tones[props.row.severity]}>{props.row.severity}</Badge>
      </div>
      <div role="cell" class={area.type}>
        <span class="block truncate font-mono text-xs leading-5 text-ink-2">{props.row.type}</span>
      </div>
      <div role="cell" class={area.message}>
        <button
          type="button"
          data-row={props.row.seq}
          aria-expanded={open()}
          class="flex w-full items-start gap-2 text-left"
          onClick={() => setOpen(!open())}
        >
          <span class={`min-w-0 flex-1 wrap-anywhere ${open() ? '' : 'line-clamp-2'}`}>{props.row.message}</span>
          <Show when={props.row.count > 1}>
            <Badge>×{formatNumber(props.row.count)}</Badge>
          </Show>
          <ChevronIcon class={`mt-0.5 flex-none text-ink-3 ${open() ? 'rotate-180' : ''}`} aria-hidden="true" />
        </button>
        <Show when={open()}>
          <dl class="mt-2 grid gap-1 rounded-md bg-sunken p-3 font-mono text-xs">
            <Detail name="at" value={new Date(props.row.at).toISOString()} />
            <Show when={props.row.count > 1}>
              <Detail name="last" value={new Date(props.row.lastAt).toISOString()} />
              <Detail name="count" value={String(props.row.count)} />
            </Show>
            <Show when={props.row.guildId}>
              {(guild) => <Detail name="guild" value={guild()} href={`/admin/servers/${guild()}`} />}
            </Show>
            {Object.entries(props.row.detail ?? {}).map(([name, value]) => (
              <Detail name={name} value={String(value)} />
            ))}
          </dl>
        </Show>
      </div>
      <div role="cell" class={area.time}>
        <Time at={props.row.lastAt} class="text-ink-3" />
      </div>
    </div>
  )
}

const Detail = (props: { name: string; value: string; href?: string }) => (
  <div class="flex flex-wrap gap-x-2">
    <dt class="text-ink-3">{props.name}</dt>
    <dd class="wrap-anywhere">
      <Show when={props.href} fallback={props.value}>
        <a class="link" href={props.href}>
          {props.value}
        </a>
      </Show>
    </dd>
  </div>
)
