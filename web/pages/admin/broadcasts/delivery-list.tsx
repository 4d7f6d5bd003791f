import { createEffect, on, Show } from 'solid-js'
import { DeliveryState } from '#schema/contract/broadcast.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/select.tsx'
import { Time } from '#web/ui/time.tsx'
import { createDeliveryList, type DeliveryFilter } from '#web/data/broadcasts.ts'
import { RowList } from '#web/pages/list/row-list.tsx'
import { deliveryWords, reasonWords } from './words.ts'

const area = {
  server: '[grid-area:server] min-w-0',
  state: '[grid-area:state]',
  reason: '[grid-area:reason] min-w-0',
  time: '[grid-area:time] justify-self-end',
}
const columns = [
  { area: area.server, title: 'Server' },
  { area: area.state, title: 'Outcome' },
  { area: area.reason, title: 'Why' },
  { area: area.time, title: 'When' },
]
const grid =
  'grid items-center gap-x-3 gap-y-1 grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"server_state""reason_time"] @3xl:grid-cols-[minmax(0,1fr)_6rem_minmax(0,1.3fr)_6rem] @3xl:[grid-template-areas:"server_state_reason_time"]'

/** Every server of a broadcast, and what became of it there. */
export function DeliveryList(props: {
  id: string
  filter: DeliveryFilter
  /** how many are done with: while it grows the list is read anew */
  settled: number
  onFilter: (filter: DeliveryFilter) => void
}) {
  const list = createDeliveryList(
    () => props.id,
    () => props.filter,
  )
  const rows = () => list.pages().flatMap((page) => page.rows)
  createEffect(
    on(
      () => props.settled,
      () => list.pages().length === 1 && list.refetch(),
      { defer: true },
    ),
  )
  return (
    <section class="grid gap-3" aria-labelledby="servers">
      <div class="flex flex-wrap items-center gap-2">
        <h2 id="servers" class="flex-1 text-lg font-semibold">
          Servers
        </h2>
        <Show when={props.filter.reason}>
          {(reason) => (
            <Button size="sm" variant="ghost" onClick={() => props.onFilter({ state: props.filter.state })}>
              {reasonWords(reason())} ✕
            </Button>
          )}
        </Show>
        <Select
          class="w-auto!"
          aria-label="Outcome"
          value={props.filter.state ?? ''}
          options={[
            { value: '', label: 'Every outcome' },
            ...DeliveryState.options.map((state) => ({ value: state, label: deliveryWords[state].label })),
          ]}
          onChoose={(state) => props.onFilter({ state: DeliveryState.safeParse(state).data })}
        />
      </div>
      <Show
        when={rows().length > 0}
        fallback={<p class="card px-4 py-6 text-center text-ink-3">{list.isLoading() ? 'Loading …' : 'None.'}</p>}
      >
        <RowList
          ref={() => undefined}
          label="Servers"
          older="more servers"
          columns={columns}
          grid={grid}
          rows={rows()}
          idOf={(row) => row.guildId}
          list={list}
        >
          {(row) => (
            <div class={`border-b border-line px-4 py-2 text-sm ${grid}`}>
              <div role="cell" class={area.server}>
                <bdi class="block truncate font-medium">{row().guildName}</bdi>
                <span class="font-mono text-xs text-ink-3">{row().guildId}</span>
              </div>
              <div role="cell" class={area.state}>
                <Badge tone={deliveryWords[row().state].tone}>{deliveryWords[row().state].label}</Badge>
              </div>
              <div role="cell" class={`${area.reason} text-ink-2`}>
                {reasonWords(row().reason)}
              </div>
              <div role="cell" class={area.time}>
                <Show when={row().at}>{(at) => <Time at={at()} class="text-ink-3" />}</Show>
              </div>
            </div>
          )}
        </RowList>
      </Show>
    </section>
  )
}
