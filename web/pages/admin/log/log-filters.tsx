import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/select.tsx'
import { Show } from 'solid-js'
import type { LogSearch } from '#web/data/ops-log.ts'
import { SearchBox } from '#web/pages/list/search-box.tsx'

const HOUR = 3_600_000
const spans = [
  ['', 'Any time'],
  [String(HOUR), 'Last hour'],
  [String(24 * HOUR), 'Last 24 hours'],
  [String(7 * 24 * HOUR), 'Last 7 days'],
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
]

/** The log's filters, all of them in the address. */
export function LogFilters(props: {
  search: LogSearch
  onChange: (change: Record<string, string | undefined>) => void
}) {
  const options = (all: readonly (readonly [string, string])[]) => all.map(([value, label]) => ({ value, label }))
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
        value={props.search.from ? (spanOf(Number(props.search.from)) ?? '') : ''}
        options={options(spans)}
        onChoose={(span) => props.onChange({ from: span ? String(Date.now() - Number(span)) : undefined })}
      />
      <Show when={isFiltered()}>
        <Button
          variant="ghost"
          size="sm"
          onClick={() =>
            props.onChange({ severity: undefined, type: undefined, guild: undefined, from: undefined, q: undefined })
          }
        >
          Clear filters
        </Button>
      </Show>
    </div>
  )
}

/** The span a moment in the address stands for: the shortest that it still lies in. */
const spanOf = (from: number): string | undefined =>
  spans.find(([span]) => span !== '' && Date.now() - from <= Number(span) + HOUR)?.[0]
