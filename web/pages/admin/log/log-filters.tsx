import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { createSignal, Show } from 'solid-js'
import type { LogSearch } from '#web/data/ops-log.ts'
import { SearchBox } from '#web/pages/list/search-box.tsx'

const HOUR = 3_600_000
const spans = [
  ['', 'Any time'],
  [String(HOUR), 'Last hour'],
  [String(24 * HOUR), 'Last 24 hours'],
  [String(7 * 24 * HOUR), 'Last 7 days'],
  ['between', 'Between…'],
] as const
const severities = [
  ['', 'Every severity'],
  ['info', 'Info'],
  ['warning', 'Warning'],
  ['error', 'Error'],
] as const
/** What parts of Wardroom write. */
const types = [
  'error',
  'guild_join',
  'guild_leave',
  'config_update',
  'rate_limited',
  'relay_online',
  'relay_offline',
  'broadcast_begun',
  'broadcast_ended',
  'developers_changed',
  'switched_off',
  'switched_on',
  'retention_changed',
]

/** The log's filters, all of them in the address. */
export function LogFilters(props: {
  search: LogSearch
  onChange: (change: Record<string, string | undefined>) => void
}) {
  const options = (all: readonly (readonly [string, string])[]) => all.map(([value, label]) => ({ value, label }))
  const [between, setBetween] = createSignal(false)
  const span = () => {
    const { from, to } = props.search
    if (between() || to) return 'between'
    return from ? (spanOf(Number(from)) ?? 'between') : ''
  }
  const isFiltered = () => Object.keys(props.search).length > 0
  return (
    <div class="flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search the log"
        placeholder="Words or a server's id"
        text={props.search.guild ?? props.search.q ?? ''}
        onSearch={(text) =>
          props.onChange(
            /^[1-9]\d{16,19}$/.test(text) ? { guild: text, q: undefined } : { q: text || undefined, guild: undefined },
          )
        }
      />
      <Select
        class="w-auto!"
        aria-label="Severity"
        value={props.search.severity ?? ''}
        options={options(severities)}
        onChoose={(severity) => props.onChange({ severity: severity || undefined })}
      />
      <Select
        class="w-auto!"
        aria-label="Type"
        value={props.search.type ?? ''}
        options={[{ value: '', label: 'Every type' }, ...types.map((type) => ({ value: type, label: type }))]}
        onChoose={(type) => props.onChange({ type: type || undefined })}
      />
      <Select
        class="w-auto!"
        aria-label="Since"
        value={span()}
        options={options(spans)}
        onChoose={(chosen) => {
          setBetween(chosen === 'between')
          if (chosen !== 'between')
            props.onChange({ from: chosen ? String(Date.now() - Number(chosen)) : undefined, to: undefined })
        }}
      />
      <Show when={span() === 'between'}>
        <Moment label="From" at={props.search.from} onChange={(from) => props.onChange({ from })} />
        <Moment label="To" at={props.search.to} onChange={(to) => props.onChange({ to })} />
      </Show>
      <Show when={isFiltered()}>
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            setBetween(false)
            props.onChange({
              severity: undefined,
              type: undefined,
              guild: undefined,
              from: undefined,
              to: undefined,
              q: undefined,
            })
          }}
        >
          Clear filters
        </Button>
      </Show>
    </div>
  )
}

/** The span a moment in the address stands for: the shortest that it still lies in. */
const spanOf = (from: number): string | undefined =>
  spans.find(([span]) => Number(span) > 0 && Date.now() - from <= Number(span) + HOUR)?.[0]

/** A moment in the viewer's zone; UTC ms as text in the address. */
function Moment(props: { label: string; at: string | undefined; onChange: (at: string | undefined) => void }) {
  const shown = () => {
    const at = new Date(Number(props.at))
    if (!props.at || Number.isNaN(at.getTime())) return ''
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }
  return (
    <label class="inline-flex items-center gap-2 text-sm text-ink-2">
      {props.label}
      <TextInput
        type="datetime-local"
        class="w-auto!"
        value={shown()}
        onChange={(event) => {
          const at = new Date(event.currentTarget.value).getTime()
          props.onChange(Number.isNaN(at) ? undefined : String(at))
        }}
      />
    </label>
  )
}
