import { createSignal, For, Show } from 'solid-js'
import { NO_ACCOUNT } from '#schema/contract/failures.ts'
import type { Sweep } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useFailures, useSweepCommands } from '#web/data/sweeps.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'

/** What failed, by cause, with another try once the rest is done. */
export function FailureList(props: {
  sweep: Sweep
  picked: string | undefined
  onPick: (code: string | null) => void
}) {
  const guild = useGuild()
  const commands = useSweepCommands(() => guild.id)
  const [busy, setBusy] = createSignal(false)
  const failed = () => props.sweep.counts.failed
  const query = useFailures(
    () => guild.id,
    () => props.sweep.id,
    () => failed() > 0,
  )
  const groups = () => (query.isSuccess ? query.data.failures : [])
  const again = () => failed() - (groups().find(({ code }) => code === NO_ACCOUNT)?.count ?? 0)
  const tooEarly = () => {
    if (props.sweep.state === 'stopped') return 'A stopped sweep is not taken up again. Plan a new one.'
    if (props.sweep.droppedAt) return 'Its list of people is no longer kept.'
    if (again() === 0) return 'These accounts do not exist. There is nothing to try again.'
    return props.sweep.state === 'done' || props.sweep.state === 'paused' ? undefined : 'Wait until the rest is done.'
  }
  const retry = async () => {
    setBusy(true)
    try {
      await commands.command(props.sweep.id, 'retry')
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Show when={failed() > 0}>
      <section class="card" aria-labelledby="failures">
        <header class="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
          <h2 id="failures" class="text-lg font-semibold">
            {formatNumber(failed())} failed
          </h2>
          <Button size="sm" busy={busy()} reason={needsSeat(guild) ?? tooEarly()} onClick={() => void retry()}>
            {again() === 0 || again() === failed() ? 'Retry failed' : `Retry ${formatNumber(again())}`}
          </Button>
        </header>
        <ul class="divide-y divide-line">
          <For each={groups()}>
            {(group) => (
              <li class="grid">
                <button
                  type="button"
                  aria-pressed={props.picked === group.code}
                  class="flex min-h-11 items-baseline justify-between gap-3 px-4 py-2 text-left hover:bg-hover aria-pressed:bg-accent-soft"
                  onClick={() => props.onPick(props.picked === group.code ? null : group.code)}
                >
                  <span class="min-w-0">
                    {group.message} <code class="font-mono text-xs text-ink-3">{group.code}</code>
                  </span>
                  <span class="flex-none font-semibold text-danger">{formatNumber(group.count)}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
