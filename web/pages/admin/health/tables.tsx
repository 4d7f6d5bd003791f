import { For, Show } from 'solid-js'
import type { CostEstimate, CostLine, DatabaseRow, ShardRow } from '#schema/contract/health.ts'
import { formatMs, formatShare, formatSize, formatSpan, formatUsd } from '#web/primitives/figures.ts'
import { formatCompact, formatNumber } from '#web/primitives/format.ts'
import { Age } from '#web/ui/age.tsx'
import { ShareBar } from '#web/ui/share-bar.tsx'
import { FigureTable } from './figure-table.tsx'
import { StateMark } from './state-mark.tsx'

const orDash = (value: number | null, write: (value: number) => string): string => (value === null ? '–' : write(value))

/** The gateway connections, as the relay last told. */
export const ShardTable = (props: { shards: readonly ShardRow[]; now: number }) => (
  <FigureTable
    id="shards"
    title="Shards"
    rows={props.shards}
    idOf={(row) => row.id}
    columns={[
      { label: 'Shard', words: true, cell: (row) => <strong class="font-semibold">{`Shard ${row.id}`}</strong> },
      {
        label: 'State',
        words: true,
        cell: (row) => (
          <span class="inline-flex flex-wrap items-center gap-x-2">
            <StateMark state={row.health} /> {row.state}
          </span>
        ),
      },
      { label: 'Servers', cell: (row) => formatNumber(row.guilds) },
      { label: 'Latency', cell: (row) => orDash(row.latency, formatMs) },
      {
        label: 'Last event',
        cell: (row) => (
          <Show when={row.lastEventAt} fallback="none yet">
            {(at) => <Age at={at()} now={props.now} />}
          </Show>
        ),
      },
      { label: 'Resumes', cell: (row) => formatNumber(row.resumes) },
      { label: 'Told', cell: (row) => <Age at={row.at} now={props.now} class="text-ink-3" /> },
    ]}
  />
)

/** The databases, each against its limit. */
export const DatabaseTable = (props: { databases: readonly DatabaseRow[]; now: number }) => (
  <FigureTable
    id="databases"
    title="Databases"
    aside="Queries and rows of the last hour"
    rows={props.databases}
    idOf={(row) => row.binding}
    columns={[
      {
        label: 'D1',
        words: true,
        cell: (row) => (
          <>
            <strong class="font-semibold">{row.name}</strong> <span class="text-ink-3">{row.binding}</span>
          </>
        ),
      },
      { label: 'State', words: true, cell: (row) => <StateMark state={row.health} /> },
      {
        label: 'Size',
        cell: (row) => (
          <Show when={row.size !== null} fallback="–">
            <span title={formatShare((row.size ?? 0) / row.limit)}>
              {formatSize(row.size ?? 0)} <span class="text-ink-3">of {formatSize(row.limit)}</span>
            </span>
            <ShareBar share={(row.size ?? 0) / row.limit} class="mt-1 w-full" />
          </Show>
        ),
      },
      { label: 'Queries', cell: (row) => formatCompact(row.queries) },
      { label: 'p50', cell: (row) => orDash(row.p50, formatMs) },
      { label: 'p95', cell: (row) => orDash(row.p95, formatMs) },
      { label: 'Rows read', cell: (row) => formatCompact(row.rowsRead) },
      { label: 'Rows written', cell: (row) => formatCompact(row.rowsWritten) },
      {
        label: 'Asked',
        cell: (row) => (
          <Show when={row.at} fallback="never">
            {(at) => <Age at={at()} now={props.now} class="text-ink-3" />}
          </Show>
        ),
      },
    ]}
  />
)

/** What a month costs at this pace, line by line, and what is not in it. */
export const CostTable = (props: { cost: CostEstimate }) => (
  <div class="grid gap-2">
    <FigureTable<CostLine>
      id="cost-lines"
      title="Cost of a month"
      aside={
        props.cost.total === null
          ? 'Too little was counted yet'
          : `About ${formatUsd(props.cost.total)}, from ${formatSpan(props.cost.measured)} of counting`
      }
      rows={[
        { id: 'base', label: 'Workers plan', used: 1, unit: 'month', included: 0, usd: props.cost.base },
        ...props.cost.lines,
      ]}
      idOf={(row) => row.id}
      columns={[
        { label: 'What', words: true, cell: (row) => <span class="font-medium">{row.label}</span> },
        { label: 'Used', cell: (row) => `${formatCompact(row.used)} ${row.unit}` },
        {
          label: 'Free of it',
          cell: (row) => (row.included === 0 ? '–' : `${formatCompact(row.included)} ${row.unit}`),
        },
        { label: 'Costs', cell: (row) => <strong class="font-semibold">{formatUsd(row.usd)}</strong> },
      ]}
    />
    <Show when={props.cost.leftOut.length > 0}>
      <ul class="list-disc pl-8 text-sm text-ink-3" aria-label="Not in the estimate">
        <For each={props.cost.leftOut}>{(line) => <li>{line}</li>}</For>
      </ul>
    </Show>
  </div>
)
