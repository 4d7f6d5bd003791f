import { createSignal, For, Show } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import { isDeletedBy } from '#schema/contract/fate.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { CaseWork } from '#web/data/case-work.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useFates } from '#web/data/fates.ts'
import { useGuild } from '#web/data/guild.ts'
import { KeptMessage } from './kept-message.tsx'
import { Section } from './section.tsx'

/** Messages as they were when the action was asked for. */
export function CaseEvidence(props: { case: Case; work: CaseWork }) {
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const more = async () => {
    setBusy(true)
    setProblem(undefined)
    await props.work.loadFurther().catch((error: unknown) => setProblem(failureMessage(error)))
    setBusy(false)
  }
  const guild = useGuild()
  const fateOf = useFates(
    () => guild.id,
    () => props.case.number,
    () =>
      props.work
        .evidence()
        .some(({ snapshot }) => snapshot.state === 'kept' && !isDeletedBy(props.case, snapshot.writtenAt)),
  )
  const deleted = () => (props.case.kind === 'purge' ? Number(props.case.result?.deleted ?? 0) : 0)
  return (
    <Show when={props.case.evidence > 0}>
      <Section title={props.case.evidence === 1 ? 'Evidence' : `Evidence · ${props.case.evidence} messages`}>
        <Show when={deleted() > props.case.evidence}>
          <p class="text-sm text-ink-3">
            The newest {props.case.evidence} of {deleted()} deleted messages were kept.
          </p>
        </Show>
        <Show when={props.work.query.isPending}>
          <Skeleton lines={3} class="h-5" label="Loading the evidence" />
        </Show>
        <ol class="grid gap-2.5" aria-label="Kept messages">
          <For each={props.work.evidence()}>
            {(kept) => (
              <li class="min-w-0">
                <KeptMessage case={props.case} kept={kept} fate={fateOf(kept.messageId)} />
              </li>
            )}
          </For>
        </ol>
        <Show when={problem()}>
          {(message) => <ErrorPanel title="The rest could not be loaded" message={message()} />}
        </Show>
        <Show when={props.work.hasFurther()}>
          <div>
            <Button size="sm" variant="ghost" busy={busy()} onClick={() => void more()}>
              Show more messages
            </Button>
          </div>
        </Show>
      </Section>
    </Show>
  )
}
