import { createSignal, Show } from 'solid-js'
import ApproveIcon from '~icons/lucide/user-check'
import type { Sweep } from '#schema/contract/sweep.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useDeeds } from '#web/data/deeds.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweepCommands } from '#web/data/sweeps.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { StartDialog } from '#web/pages/sweeps/plan/start-dialog.tsx'
import { doTo, isPlainKind, kindLabel } from '#web/pages/sweeps/sweep-words.ts'
import { formatNumber } from '#web/primitives/format.ts'

const plural = (kind: Sweep['deed']['kind'], n: number): string =>
  kind === 'reverse' ? doTo(kind, n) : `${formatNumber(n)} ${kindLabel(kind).toLowerCase()}s`

/** What a second moderator decides about; whoever asked cannot approve it themselves. */
export function Approval(props: { sweep: Sweep }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const commands = useSweepCommands(() => guild.id)
  const [approving, setApproving] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const isMine = () => props.sweep.startedBy?.id === guild.access().userId
  const reason = () => {
    const { kind } = props.sweep.deed
    if (isMine()) return 'You asked for it; someone else must approve it.'
    return needsSeat(guild) ?? (isPlainKind(kind) ? deeds(kind)?.message : undefined)
  }
  const withdraw = async () => {
    setBusy(true)
    try {
      await commands.command(props.sweep.id, 'stop')
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section
      aria-labelledby="approval"
      class="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-warn bg-warn-soft p-4"
    >
      <div class="min-w-0 flex-1 basis-72">
        <h2 id="approval" class="text-lg font-semibold">
          A second moderator must approve this
        </h2>
        <p class="text-ink-2">
          Asked for by <bdi>{props.sweep.startedBy?.name ?? props.sweep.plannedBy.name}</bdi>. Nothing happens before.
        </p>
      </div>
      <div class="flex flex-wrap gap-2">
        <Button busy={busy()} reason={needsSeat(guild)} onClick={() => void withdraw()}>
          {isMine() ? 'Withdraw' : 'Decline'}
        </Button>
        <Button variant="danger" reason={reason()} onClick={() => setApproving(true)}>
          <ApproveIcon /> Approve {plural(props.sweep.deed.kind, props.sweep.counts.acting)}…
        </Button>
      </div>
      <Show when={approving()}>
        <StartDialog approve sweep={props.sweep} onClose={() => setApproving(false)} />
      </Show>
    </section>
  )
}
