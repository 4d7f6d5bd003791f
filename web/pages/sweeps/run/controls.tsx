import { createSignal, Show } from 'solid-js'
import DownloadIcon from '~icons/lucide/download'
import PauseIcon from '~icons/lucide/pause'
import PlayIcon from '~icons/lucide/play'
import StopIcon from '~icons/lucide/square'
import UndoIcon from '~icons/lucide/undo-2'
import type { Sweep, SweepCommand } from '#schema/contract/sweep.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { resultsHref, useSweepCommands } from '#web/data/sweeps.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { createUndo } from '#web/pages/sweeps/undo.ts'
import { countOf, hasOpposite, isOver, isUnderWay, kindLabel, leftOf } from '#web/pages/sweeps/sweep-words.ts'

/** Pause, resume, stop; and once it is over its results and the way back. */
export function Controls(props: { sweep: Sweep }) {
  const guild = useGuild()
  const commands = useSweepCommands(() => guild.id)
  const [busy, setBusy] = createSignal<SweepCommand>()
  const { undo, busy: planning } = createUndo()
  const [stopping, setStopping] = createSignal(false)
  const locked = () => needsSeat(guild)
  const command = async (what: Exclude<SweepCommand, 'discard'>) => {
    setBusy(what)
    try {
      await commands.command(props.sweep.id, what)
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    } finally {
      setBusy(undefined)
      setStopping(false)
    }
  }
  const noWayBack = () =>
    hasOpposite(props.sweep.deed.kind) ? undefined : `${kindLabel(props.sweep.deed.kind)} has no opposite.`
  const isPaused = () => props.sweep.state === 'paused'
  return (
    <>
      <Show when={isUnderWay(props.sweep)}>
        <Button
          busy={busy() === 'pause' || busy() === 'resume'}
          reason={locked()}
          onClick={() => void command(isPaused() ? 'resume' : 'pause')}
        >
          <Show when={isPaused()} fallback={<PauseIcon />}>
            <PlayIcon />
          </Show>
          {isPaused() ? 'Resume' : 'Pause'}
        </Button>
        <Show when={props.sweep.state === 'parked'}>
          <Button busy={busy() === 'resume'} reason={locked()} onClick={() => void command('resume')}>
            <PlayIcon /> Try now
          </Button>
        </Show>
        <Button variant="danger" busy={busy() === 'stop'} reason={locked()} onClick={() => setStopping(true)}>
          <StopIcon /> Stop…
        </Button>
      </Show>
      <Show when={isOver(props.sweep)}>
        <Show when={!props.sweep.droppedAt}>
          <LinkButton href={resultsHref(guild.id, props.sweep.id)} download="">
            <DownloadIcon /> Download CSV
          </LinkButton>
        </Show>
        <Show when={props.sweep.counts.done > 0}>
          <Button
            busy={planning()}
            reason={locked() ?? noWayBack()}
            onClick={() => void undo({ type: 'sweep', sweepId: props.sweep.id })}
          >
            <UndoIcon /> Undo this sweep
          </Button>
        </Show>
      </Show>
      <ConfirmDialog
        open={stopping()}
        onClose={() => setStopping(false)}
        onConfirm={() => void command('stop')}
        title="Stop this sweep?"
        confirm="Stop"
        busy={busy() === 'stop'}
      >
        <p>
          It stops after the call under way. {countOf(props.sweep.deed.kind, leftOf(props.sweep))} not reached yet stay
          as they are; what is done stays done. It cannot be resumed afterwards.
        </p>
      </ConfirmDialog>
    </>
  )
}
