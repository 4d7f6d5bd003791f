import { useSearchParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { HealthSpan } from '#schema/contract/health.ts'
import { createSeconds } from '#web/primitives/seconds.ts'
import { Age } from '#web/ui/age.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { followHealth, healthQuery } from '#web/data/health.ts'
import { usePanelLive } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { Attention } from './attention.tsx'
import { GaugeGroup } from './gauge-group.tsx'
import { CostTable, DatabaseTable, ShardTable } from './tables.tsx'

const choices: readonly { value: HealthSpan; label: string }[] = [
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
  { value: 'month', label: 'Month' },
]

/** How everything is: first what is wrong, then each thing that is measured. */
export function HealthPage() {
  const [params, setParams] = useSearchParams<{ span?: string }>()
  const span = (): HealthSpan => choices.find(({ value }) => value === params.span)?.value ?? 'hour'
  const query = useQuery(() => healthQuery(span()))
  const live = usePanelLive()
  const now = createSeconds(() => true)
  followHealth()
  return (
    <div class="page">
      <PageHeader
        title="Health"
        lead={
          <Show when={query.data} fallback="Everything that is measured, with its age.">
            {(report) => (
              <>
                Measured <Age at={report().at} now={now()} />. Each figure has an age of its own.
              </>
            )}
          </Show>
        }
        actions={
          <Segmented
            label="The lines show the last"
            value={span()}
            options={choices}
            onChoose={(value) => setParams({ span: value === 'hour' ? undefined : value }, { scroll: false })}
          />
        }
      />
      <Show when={!live.isLive() && query.data}>
        <Notice tone="warn">
          The connection to Wardroom is being made again: these figures do not move until then.
        </Notice>
      </Show>
      <Loaded query={query} what="The health">
        {(report) => (
          <>
            <Attention report={report()} />
            <div class="gap-5 xl:columns-2 [&>*]:mb-5 [&>*]:break-inside-avoid">
              <For each={report().groups.map(({ id }) => id)}>
                {(id) => (
                  <Show when={report().groups.find((group) => group.id === id)}>
                    {(group) => <GaugeGroup group={group()} now={now()} />}
                  </Show>
                )}
              </For>
            </div>
            <ShardTable shards={report().shards} now={now()} />
            <DatabaseTable databases={report().databases} now={now()} />
            <CostTable cost={report().cost} />
          </>
        )}
      </Loaded>
    </div>
  )
}
