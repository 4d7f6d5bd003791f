import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import type { Sweep } from '#schema/contract/sweep.ts'
import { useDeeds } from '#web/data/deeds.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweepCommands } from '#web/data/sweeps.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { doTo, sourceWords } from '#web/pages/sweeps/sweep-words.ts'
import { PlanItems } from './plan-items.tsx'
import { PlanSummary } from './plan-summary.tsx'
import { StartDialog, TYPED_ABOVE } from './start-dialog.tsx'

/** The dry run: who would be acted on, who not and why, before anything happens. */
export function Plan(props: { sweep: Sweep }) {
  const guild = useGuild()
  const navigate = useNavigate()
  const deeds = useDeeds()
  const commands = useSweepCommands(() => guild.id)
  const [starting, setStarting] = createSignal(false)
  const [discarding, setDiscarding] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const acting = () => props.sweep.counts.acting

  const blocked = (): string | undefined =>
    needsSeat(guild) ??
    (props.sweep.deed.kind === 'reverse' ? undefined : deeds(props.sweep.deed.kind)?.message) ??
    (acting() === 0 ? 'Nobody is left to act on.' : undefined)
  const discard = async () => {
    setBusy(true)
    try {
      await commands.discard(props.sweep.id)
      navigate(guild.link('/sweeps'), { replace: true })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
      setBusy(false)
      setDiscarding(false)
    }
  }
  // what only takes back a few was reviewed here, and can be done again: it asks no second time
  const isSmallUndo = () => props.sweep.deed.kind === 'reverse' && acting() <= TYPED_ABOVE && !props.sweep.needsApproval
  const startAtOnce = async () => {
    setBusy(true)
    try {
      await commands.command(props.sweep.id, 'start', acting())
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  const start = () => (
    <Button
      variant="danger"
      busy={busy() && !discarding()}
      reason={blocked()}
      onClick={() => (isSmallUndo() ? void startAtOnce() : setStarting(true))}
    >
      {isSmallUndo()
        ? doTo(props.sweep.deed.kind, acting())
        : props.sweep.needsApproval
          ? 'Ask for approval…'
          : 'Start…'}
    </Button>
  )

  return (
    <>
      <PageHeader
        title={doTo(props.sweep.deed.kind, acting())}
        documentTitle={`Plan: ${doTo(props.sweep.deed.kind, acting())} · ${guild.name()}`}
        lead={
          <>
            A plan from {sourceWords(props.sweep.source, props.sweep.counts.total)}, by{' '}
            <bdi>{props.sweep.plannedBy.name}</bdi>, <Time at={props.sweep.plannedAt} />. Nothing has happened yet.
          </>
        }
        actions={
          <>
            <Button variant="ghost" reason={needsSeat(guild)} onClick={() => setDiscarding(true)}>
              Discard
            </Button>
            <span class="max-md:hidden">{start()}</span>
          </>
        }
      />
      <PlanSummary sweep={props.sweep} />
      <PlanItems sweep={props.sweep} />
      <div
        data-bar
        class="sticky bottom-20 z-10 flex items-center justify-between gap-3 rounded-lg border border-line bg-raised py-2.5 pr-2.5 pl-4 shadow-raised md:hidden"
      >
        <p class="font-semibold">
          {isSmallUndo() ? 'Nothing has happened yet' : doTo(props.sweep.deed.kind, acting())}
        </p>
        {start()}
      </div>
      <Show when={starting()}>
        <StartDialog sweep={props.sweep} onClose={() => setStarting(false)} />
      </Show>
      <ConfirmDialog
        open={discarding()}
        onClose={() => setDiscarding(false)}
        onConfirm={() => void discard()}
        title="Discard this plan?"
        confirm="Discard"
        busy={busy()}
      >
        <p>The list goes with it. Nothing happens to anybody.</p>
      </ConfirmDialog>
    </>
  )
}
