import { Show } from 'solid-js'
import type { ServerView } from '#schema/contract/server-view.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { Fact } from '#web/pages/cases/fact.tsx'

const MEGABYTE = 1024 * 1024
const sizeOf = (bytes: number): string =>
  bytes < MEGABYTE ? `${formatNumber(Math.ceil(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`

/** Whether the server's object, its shard and its work are well. */
export function ServerHealth(props: { view: ServerView }) {
  const gateway = () => props.view.gateway
  const isConnected = () => gateway().online && gateway().health?.state === 'ready'
  return (
    <section class="card grid gap-3 p-5" aria-labelledby="server-health">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <h2 id="server-health" class="text-lg font-semibold">
          Health
        </h2>
        <span class="text-sm text-ink-3">
          as of <Time long at={props.view.at} />
        </span>
      </div>
      <dl class="grid gap-2 text-sm">
        <Fact label="Its object">
          <Show when={props.view.look} fallback={<Badge tone="danger">does not answer</Badge>}>
            <Badge tone="ok">answered</Badge> in {formatNumber(props.view.answeredIn)} ms
          </Show>
        </Fact>
        <Fact label="Gateway">
          <Badge tone={isConnected() ? 'ok' : 'warn'}>
            {gateway().online ? (gateway().health?.state ?? 'not known') : 'relay away'}
          </Badge>{' '}
          shard {gateway().shard} of {gateway().shards}
          <Show when={gateway().health?.latency}>{(latency) => <>, {formatNumber(Math.round(latency()))} ms</>}</Show>
        </Fact>
        <Show when={props.view.look?.health}>
          {(health) => (
            <>
              <Fact label="Last event">
                <Show when={health().heardAt} fallback="none yet">
                  {(at) => <Time long at={at()} />}
                </Show>
              </Fact>
              <Fact label="Actions">
                <Show when={health().unfinished > 0} fallback="none on its way">
                  <Badge tone="warn">{formatNumber(health().unfinished)} unfinished</Badge>, the oldest{' '}
                  <Time long at={health().oldestAt ?? 0} />
                </Show>
              </Fact>
              <Fact label="Timed actions">
                {formatNumber(health().running)} running
                <Show when={health().overdue > 0}>
                  {' '}
                  <Badge tone="danger">{formatNumber(health().overdue)} overdue</Badge>
                </Show>
              </Fact>
              <Fact label="Sweeps">{formatNumber(health().sweeps)} open</Fact>
              <Fact label="Open pages">{formatNumber(health().sockets)}</Fact>
              <Fact label="Cases">{formatNumber(health().cases)} so far</Fact>
              <Fact label="Audit log">{formatNumber(health().auditRows)} rows so far</Fact>
              <Fact label="Its storage">{sizeOf(health().stored)}</Fact>
              <Fact label="Wakes next">
                <Show when={health().alarmAt} fallback="when it is asked">
                  {(at) => <Time long at={at()} />}
                </Show>
              </Fact>
            </>
          )}
        </Show>
      </dl>
    </section>
  )
}
