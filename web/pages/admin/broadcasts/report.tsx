import { useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import CopyIcon from '~icons/lucide/copy-plus'
import DownloadIcon from '~icons/lucide/download'
import RetryIcon from '~icons/lucide/rotate-cw'
import StopIcon from '~icons/lucide/octagon-x'
import { DeliveryState, expectedMs, type Broadcast } from '#schema/contract/broadcast.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { now } from '#web/primitives/clock.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useRetryBroadcast, useSaveBroadcast, useStopBroadcast } from '#web/data/broadcasts.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { switchesQuery } from '#web/data/switches.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { DeliveryList } from './delivery-list.tsx'
import { Preview } from './preview.tsx'
import { categoryWords, reasonWords, stateWords, sum } from './words.ts'

const complain = (error: unknown) => void showToast(failureMessage(error), { tone: 'danger' })

/** A broadcast on its way, or over: how many got it, who did not, and why. */
export function Report(props: { broadcast: Broadcast }) {
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const stop = useStopBroadcast()
  const retry = useRetryBroadcast()
  const copy = useSaveBroadcast()
  const [stopping, setStopping] = createSignal(false)
  const counts = () => props.broadcast.counts
  const switches = useQuery(() => switchesQuery)
  onPanel('switches.changed', () => void switches.refetch())
  const isPaused = () => Boolean(switches.data?.broadcasts)
  const isOver = () => props.broadcast.state !== 'sending'
  const lasted = () => (props.broadcast.endedAt ?? now()) - (props.broadcast.startedAt ?? now())
  const settled = createMemo(() => {
    const all = counts()
    return all ? all.targeted - all.pending : 0
  })
  const rate = () => {
    const all = counts()
    const tried = all ? all.sent + sum(all.failed) : 0
    return all && tried > 0 ? `${((all.sent / tried) * 100).toFixed(1)} %` : '–'
  }
  const filter = createMemo(() => {
    const state = DeliveryState.safeParse(params.state)
    const reason = typeof params.reason === 'string' ? params.reason : undefined
    return { ...(state.success ? { state: state.data } : {}), ...(reason ? { reason } : {}) }
  })
  const again = async (reason?: string) => {
    try {
      const { renewed } = await retry.mutateAsync({ id: props.broadcast.id, reason })
      showToast(`${formatNumber(renewed)} are tried again.`, { tone: 'ok' })
    } catch (error) {
      complain(error)
    }
  }
  const duplicate = async () => {
    const { category, title, content, composed, audience, crosspost } = props.broadcast
    try {
      const made = await copy.mutateAsync({ draft: { category, title, content, composed, audience, crosspost } })
      navigate(`/admin/broadcasts/${made.id}`)
    } catch (error) {
      complain(error)
    }
  }
  return (
    <>
      <PageHeader
        title={props.broadcast.title}
        lead={
          <>
            <Badge tone={stateWords[props.broadcast.state].tone}>{stateWords[props.broadcast.state].label}</Badge>{' '}
            {categoryWords[props.broadcast.category].label}
            <Show when={props.broadcast.startedAt}>
              {(at) => (
                <>
                  {' '}
                  · sent <Time long at={at()} /> by <bdi>{props.broadcast.sentBy?.name}</bdi>
                </>
              )}
            </Show>
          </>
        }
        actions={
          <>
            <Show when={!isOver()}>
              <Button variant="danger" onClick={() => setStopping(true)}>
                <StopIcon /> Stop
              </Button>
            </Show>
            <Button busy={copy.isPending} onClick={() => void duplicate()}>
              <CopyIcon /> Duplicate
            </Button>
            <LinkButton external href={`/api/developer/broadcasts/${props.broadcast.id}/deliveries.csv`}>
              <DownloadIcon /> CSV
            </LinkButton>
          </>
        }
      />
      <Show when={isPaused() && !isOver()}>
        <Notice tone="warn">All broadcasts are paused on the Switches page. What is left waits.</Notice>
      </Show>
      <Show when={props.broadcast.crossposted?.state === 'refused' && props.broadcast.crossposted}>
        {(post) => (
          <Notice tone="warn">
            It was not crossposted, and those who follow were told one by one. {reasonWords(post().reason)}
          </Notice>
        )}
      </Show>
      <Show when={counts()}>
        {(all) => (
          <>
            <Show when={!isOver()}>
              <div class="card grid gap-2 p-4">
                <div
                  role="progressbar"
                  aria-label="Servers done with"
                  aria-valuemin={0}
                  aria-valuemax={all().targeted}
                  aria-valuenow={settled()}
                  class="h-2 overflow-hidden rounded-full bg-sunken"
                >
                  <div
                    class="h-full bg-accent-mark transition-[width] duration-200"
                    style={{ width: `${all().targeted === 0 ? 100 : (settled() / all().targeted) * 100}%` }}
                  />
                </div>
                <p class="text-sm text-ink-2" role="status">
                  {formatNumber(settled())} of {formatNumber(all().targeted)} ·{' '}
                  {all().pending > 0 ? `about ${formatDuration(expectedMs(all().pending))} to go` : 'finishing'}
                </p>
              </div>
            </Show>
            <dl class="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-5">
              <Figure label="Targeted" value={formatNumber(all().targeted)} note="servers" />
              <Figure
                label="Sent"
                value={formatNumber(all().sent + all().followed)}
                note={
                  all().followed > 0
                    ? `${formatNumber(all().followed)} of them by following`
                    : `${rate()} of those tried`
                }
              />
              <Figure label="Skipped" value={formatNumber(sum(all().skipped))} note="not to be sent" />
              <Figure label="Failed" value={formatNumber(sum(all().failed))} note="tried in vain" />
              <Figure label="Took" value={isOver() ? formatDuration(lasted()) : '…'} note="from first to last" />
            </dl>
            <div class="grid gap-4 lg:grid-cols-2">
              <Causes
                title="Failed"
                none="Nothing failed."
                counts={all().failed}
                onShow={(reason) => setParams({ state: 'failed', reason }, { scroll: false })}
                onRetry={isOver() && sum(all().failed) > 0 ? (reason) => void again(reason) : undefined}
                busy={retry.isPending}
              />
              <Causes
                title="Skipped"
                none="Nobody was skipped."
                counts={all().skipped}
                onShow={(reason) => setParams({ state: 'skipped', reason }, { scroll: false })}
              />
            </div>
            <DeliveryList
              id={props.broadcast.id}
              filter={filter()}
              settled={settled()}
              onFilter={(change) => setParams({ state: change.state, reason: change.reason }, { scroll: false })}
            />
          </>
        )}
      </Show>
      <section class="card grid gap-3 p-4" aria-labelledby="message">
        <h2 id="message" class="text-lg font-semibold">
          What was sent
        </h2>
        <Preview draft={props.broadcast} />
      </section>
      <ConfirmDialog
        open={stopping()}
        onClose={() => setStopping(false)}
        onConfirm={() => {
          void stop.mutateAsync(props.broadcast.id).catch(complain)
          setStopping(false)
        }}
        title="Stop this broadcast?"
        confirm="Stop"
      >
        <p>What is under way still arrives. The servers whose turn had not come are counted as skipped.</p>
      </ConfirmDialog>
    </>
  )
}

const Figure = (props: { label: string; value: string; note: string }) => (
  <div class="bg-surface px-4 py-3.5">
    <dt class="text-sm font-medium text-ink-2">{props.label}</dt>
    <dd class="mt-1 text-2xl font-semibold tracking-tight">{props.value}</dd>
    <dd class="mt-1 text-xs text-ink-3">{props.note}</dd>
  </div>
)

function Causes(props: {
  title: string
  none: string
  counts: Readonly<Record<string, number>>
  onShow: (reason: string) => void
  onRetry?: ((reason: string | undefined) => void) | undefined
  busy?: boolean
}) {
  const causes = () => Object.entries(props.counts).sort(([, a], [, b]) => b - a)
  return (
    <section class="card" aria-label={props.title}>
      <header class="flex min-h-13 items-center justify-between gap-2 border-b border-line px-4 py-2">
        <h2 class="text-lg font-semibold">{props.title}</h2>
        <Show when={props.onRetry}>
          {(run) => (
            <Button size="sm" busy={props.busy ?? false} onClick={() => run()(undefined)}>
              <RetryIcon /> Retry all failed
            </Button>
          )}
        </Show>
      </header>
      <Switch>
        <Match when={causes().length === 0}>
          <p class="px-4 py-3 text-ink-3">{props.none}</p>
        </Match>
        <Match when={true}>
          <ul class="divide-y divide-line">
            <For each={causes()}>
              {([reason, count]) => (
                <li class="flex items-center gap-3 px-4 py-2.5">
                  <span class="w-12 flex-none text-right font-semibold tabular-nums">{formatNumber(count)}</span>
                  <button type="button" class="link min-w-0 flex-1 text-left" onClick={() => props.onShow(reason)}>
                    {reasonWords(reason)}
                  </button>
                  <Show when={causes().length > 1 && props.onRetry}>
                    {(run) => (
                      <Button
                        size="sm"
                        variant="ghost"
                        aria-label={`Retry: ${reasonWords(reason)}`}
                        busy={props.busy ?? false}
                        onClick={() => run()(reason)}
                      >
                        Retry
                      </Button>
                    )}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Match>
      </Switch>
    </section>
  )
}
