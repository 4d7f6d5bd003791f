import { Show, type JSX } from 'solid-js'
import { formatSpan } from '#web/primitives/figures.ts'
import { formatDate } from '#web/primitives/format.ts'
import { Age } from '#web/ui/age.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { followHealth, healthQuery } from '#web/data/health.ts'
import { useQuery } from '#web/data/query.ts'
import { StateMark } from '#web/pages/admin/health/state-mark.tsx'
import { Loaded } from '#web/pages/shell/loaded.tsx'

const seenBy = { metadata: 'uploaded', first_seen: 'first seen' } as const

/** What runs, and since when. */
export function Running(props: { now: number }) {
  const query = useQuery(() => healthQuery('hour'))
  followHealth()
  return (
    <section class="card" aria-labelledby="running">
      <header class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 pr-2 pl-4">
        <h2 id="running" class="text-lg font-semibold">
          Running
        </h2>
        <span class="flex-1">
          <Show when={query.data}>{(report) => <StateMark state={report().state} />}</Show>
        </span>
        <LinkButton variant="ghost" size="sm" href="/admin/health">
          Health
        </LinkButton>
      </header>
      <div class="p-4">
        <Loaded query={query} what="What runs">
          {(report) => {
            const deployment = () => report().deployment
            const online = () =>
              report()
                .groups.flatMap(({ gauges }) => gauges)
                .find(({ id }) => id === 'bot.online')?.state === 'ok'
            return (
              <dl class="grid gap-x-6 gap-y-4 sm:grid-cols-2">
                <Fact
                  label="Relay"
                  note={
                    deployment().relaySince === null
                      ? 'It was never heard.'
                      : `Last restart ${formatDate(deployment().relaySince ?? 0)}`
                  }
                >
                  <Show when={online()} fallback="Offline">
                    <Show when={deployment().relaySince} fallback="Online">
                      {(since) => `Up ${formatSpan(props.now - since())}`}
                    </Show>
                  </Show>
                </Fact>
                <Fact
                  label="This deployment"
                  note={
                    deployment().deployedAt === null
                      ? 'Its beginning is not known.'
                      : `${seenBy[deployment().deployedBy]} ${formatDate(deployment().deployedAt ?? 0)}`
                  }
                >
                  <Show when={deployment().deployedAt} fallback="–">
                    {(since) => `Up ${formatSpan(props.now - since())}`}
                  </Show>
                </Fact>
                <Fact label="Version" note={deployment().id ?? 'This environment gives versions no id.'}>
                  {deployment().version}
                </Fact>
                <Fact
                  label="Version of the relay"
                  note={
                    <>
                      told with its health, measured <Age at={report().at} now={props.now} />
                    </>
                  }
                >
                  {deployment().relayVersion ?? '–'}
                </Fact>
              </dl>
            )
          }}
        </Loaded>
      </div>
    </section>
  )
}

const Fact = (props: { label: string; note: JSX.Element; children: JSX.Element }) => (
  <div class="min-w-0">
    <dt class="text-sm font-medium text-ink-2">{props.label}</dt>
    <dd class="text-lg font-semibold">{props.children}</dd>
    <dd class="text-xs text-ink-3">{props.note}</dd>
  </div>
)
