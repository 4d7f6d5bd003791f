import { For, Show, type JSX } from 'solid-js'
import DownIcon from '~icons/lucide/arrow-down'
import UpIcon from '~icons/lucide/arrow-up'
import type { CommandFigures } from '#schema/contract/ops.ts'
import { formatMs, formatShare } from '#web/primitives/figures.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { ShareBar } from '#web/ui/share-bar.tsx'
import { callOf, type CommandSearch, type Order, sortedCommands, successOf } from './command-search.ts'

const columns: readonly { order: Order; label: string; class: string; first: 'ascending' | 'descending' }[] = [
  { order: 'command', label: 'Command', class: 'w-full pl-2 text-left', first: 'ascending' },
  { order: 'uses', label: 'Uses', class: 'text-right last:pr-2', first: 'descending' },
  { order: 'success', label: 'Success', class: 'text-right last:pr-2', first: 'ascending' },
  { order: 'p50', label: 'p50', class: 'hidden text-right last:pr-2 sm:table-cell', first: 'descending' },
  { order: 'p95', label: 'p95', class: 'text-right last:pr-2', first: 'descending' },
  { order: 'p99', label: 'p99', class: 'hidden text-right last:pr-2 sm:table-cell', first: 'descending' },
]

/** Each command with its share of all uses; a press on a heading sorts, one on a name shows that command alone. */
export function CommandTable(props: {
  commands: readonly CommandFigures[]
  search: CommandSearch
  onChange: (change: Partial<CommandSearch>) => void
}) {
  const all = () => props.commands.reduce((sum, { uses }) => sum + uses, 0)
  const rows = () => sortedCommands(props.commands, props.search)
  const opposite = { ascending: 'descending', descending: 'ascending' } as const
  return (
    <div class="card overflow-hidden">
      <table class="w-full" aria-label="Commands">
        <thead class="border-b border-line">
          <tr>
            <For each={columns}>
              {(column) => {
                const isHere = () => props.search.order === column.order
                const way = () => (props.search.reverse ? opposite[column.first] : column.first)
                return (
                  <th
                    scope="col"
                    class={`p-0 max-sm:[&:nth-last-child(2)]:pr-2 ${column.class}`}
                    aria-sort={isHere() ? way() : undefined}
                  >
                    <button
                      type="button"
                      class="overline inline-flex min-h-9 items-center gap-1 px-2 whitespace-nowrap hover:text-ink coarse:min-h-11"
                      onClick={() =>
                        props.onChange({ order: column.order, reverse: isHere() ? !props.search.reverse : false })
                      }
                    >
                      {column.label}
                      <Show when={isHere()}>{way() === 'ascending' ? <UpIcon /> : <DownIcon />}</Show>
                    </button>
                  </th>
                )
              }}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={rows()}>
            {(row) => {
              const isChosen = () => props.search.command === row.command
              return (
                <tr class={isChosen() ? 'bg-accent-soft' : 'hover:bg-hover'}>
                  <th scope="row" class="py-0 pr-2 pl-4 text-left font-medium">
                    <button
                      type="button"
                      class="grid min-h-11 w-full content-center gap-1.5 py-1.5 text-left"
                      aria-pressed={isChosen()}
                      onClick={() => props.onChange({ command: isChosen() ? undefined : row.command })}
                    >
                      {callOf(row.command)}
                      <ShareBar share={all() === 0 ? 0 : row.uses / all()} class="w-full max-w-80" />
                    </button>
                  </th>
                  <Cell>
                    {formatNumber(row.uses)}
                    <span class="block text-xs text-ink-3">{formatShare(all() === 0 ? 0 : row.uses / all())}</span>
                  </Cell>
                  <Cell title={`${formatNumber(row.failed)} of ${formatNumber(row.uses)} failed`}>
                    {formatShare(successOf(row))}
                    <Show when={row.failed > 0}>
                      <span class="block text-xs text-ink-3">{formatNumber(row.failed)} failed</span>
                    </Show>
                  </Cell>
                  <Cell class="hidden sm:table-cell">{latency(row.p50)}</Cell>
                  <Cell>{latency(row.p95)}</Cell>
                  <Cell class="hidden sm:table-cell">{latency(row.p99)}</Cell>
                </tr>
              )
            }}
          </For>
        </tbody>
      </table>
    </div>
  )
}

const latency = (ms: number | null): string => (ms === null ? '–' : formatMs(ms))

const Cell = (props: { class?: string; title?: string; children: JSX.Element }) => (
  <td
    class={`px-2 py-1.5 text-right whitespace-nowrap last:pr-4 max-sm:[&:nth-last-child(2)]:pr-4 ${props.class ?? ''}`}
    title={props.title}
  >
    {props.children}
  </td>
)
