import { createSignal, Show } from 'solid-js'
import XIcon from '~icons/lucide/x'
import type { FleetRow } from '#schema/contract/fleet.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { createDebounce } from '#web/primitives/debounce.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { serverSearchQuery } from '#web/data/fleet-totals.ts'
import { iconUrl } from '#web/data/images.ts'
import { useQuery } from '#web/data/query.ts'

const MOST = 8

/** One of all servers by name or id; the one chosen stands in its place with a way to take it out. */
export function ServerPicker(props: { chosen: Snowflake | undefined; onChoose: (id: Snowflake | undefined) => void }) {
  const [query, setQuery] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const search = createDebounce((text: string) => setAsked(text), 200)
  const found = useQuery(() => serverSearchQuery(props.chosen ?? asked()))
  const rows = (): readonly FleetRow[] => found.data?.rows ?? []
  const name = (id: Snowflake): string => rows().find((row) => row.id === id)?.name ?? id
  return (
    <Show
      when={props.chosen}
      fallback={
        <Combobox
          label="Server"
          placeholder="All servers: name or id"
          query={query()}
          onQuery={(text) => {
            setQuery(text)
            search.push(text.trim())
          }}
          options={rows().slice(0, MOST)}
          optionId={(row) => row.id}
          renderOption={(row) => (
            <>
              <Avatar name={row.name} src={iconUrl(row)} size={24} />
              <span class="min-w-0 flex-1">
                <bdi class="block truncate">{row.name}</bdi>
                <span class="block truncate text-xs text-ink-3">
                  {formatNumber(row.members)} members{row.removedAt === null ? '' : ' · removed'}
                </span>
              </span>
            </>
          )}
          onChoose={(row) => {
            setQuery('')
            setAsked('')
            props.onChoose(row.id)
          }}
          loading={found.isFetching || query().trim() !== asked()}
          empty={query().trim() === '' ? 'Type a name or an id.' : 'No server has that name or id.'}
        />
      }
    >
      {(id) => (
        <div class="flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface pl-2.5 coarse:min-h-11">
          <bdi class="min-w-0 flex-1 truncate font-medium">{name(id())}</bdi>
          <IconButton
            size="sm"
            label={`Show all servers, not only ${name(id())}`}
            onClick={() => props.onChoose(undefined)}
          >
            <XIcon />
          </IconButton>
        </div>
      )}
    </Show>
  )
}
