import { createSignal, For, Show } from 'solid-js'
import { type ActionKind, actionKinds } from '#schema/contract/action.ts'
import { usualAnswers } from '#schema/contract/report-kinds.ts'
import type { Report, ReportChangeInput } from '#schema/contract/report.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useDeeds } from '#web/data/deeds.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useReportDesk } from '#web/data/report-desk.ts'
import { useChangeReport } from '#web/data/reports.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { openAct } from '#web/pages/act/open-act.ts'
import { DismissDialog } from './dismiss-dialog.tsx'
import { reasonOf } from './report-words.ts'
import { TakeMenu } from './take-menu.tsx'

const quick: readonly ActionKind[] = ['warn', 'timeout', 'ban']

/** What can be done about a report: take it, act on it, or close it without. */
export function ReportActions(props: { report: Report }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const desk = useReportDesk(
    () => guild.id,
    () => true,
  )
  const change = useChangeReport(() => guild.id)
  const [dismissing, setDismissing] = createSignal(false)
  const isOver = () => props.report.endedAt !== null
  const isMine = () => props.report.assignee?.id === guild.access().userId
  const decide = async (wanted: ReportChangeInput): Promise<boolean> => {
    try {
      await change.mutateAsync({ number: props.report.number, change: wanted })
      return true
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
      return false
    }
  }
  const act = (kind?: ActionKind) => {
    const { number, count, target, message } = props.report
    openAct({
      guildId: guild.id,
      target,
      reason: reasonOf(props.report),
      report: { number, count, answer: desk.answersReporters() && !isOver() ? usualAnswers.resolved : null },
      ...(kind ? { kind } : {}),
      ...(message ? { evidence: [{ channelId: message.channelId, messageId: message.messageId }] } : {}),
    })
  }
  return (
    <>
      <Show
        when={!isOver()}
        fallback={
          <Button busy={change.isPending} onClick={() => void decide({ do: 'reopen', turn: props.report.turn })}>
            Reopen
          </Button>
        }
      >
        <Show when={!isMine()}>
          <Button
            variant="primary"
            busy={change.isPending}
            onClick={() => void decide({ do: 'take', turn: props.report.turn })}
          >
            {props.report.assignee ? 'Take over' : 'Take'}
          </Button>
        </Show>
        <For each={quick}>
          {(kind) => (
            <Button reason={deeds(kind)?.message} onClick={() => act(kind)}>
              <KindIcon kind={kind} plain={deeds(kind) !== null} />
              {actionKinds[kind].label}
            </Button>
          )}
        </For>
        <Button onClick={() => act()}>Act…</Button>
        <Button onClick={() => setDismissing(true)}>Dismiss…</Button>
        <TakeMenu report={props.report} onDecide={(wanted) => void decide(wanted)} />
        <DismissDialog
          open={dismissing()}
          report={props.report}
          usuallyAnswers={desk.answersReporters()}
          busy={change.isPending}
          onClose={() => setDismissing(false)}
          onDismiss={async (why, answer) => {
            if (await decide({ do: 'dismiss', turn: props.report.turn, why, answer })) setDismissing(false)
          }}
        />
      </Show>
    </>
  )
}
