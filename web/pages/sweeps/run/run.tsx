import { Show } from 'solid-js'
import ListIcon from '~icons/lucide/list-x'
import type { Sweep } from '#schema/contract/sweep.ts'
import { Badge } from '#web/ui/badge.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { deedFacts } from '#web/pages/sweeps/deed-facts.ts'
import { doTo, settledOf, sourceWords, stateWords } from '#web/pages/sweeps/sweep-words.ts'
import { Approval } from './approval.tsx'
import { Controls } from './controls.tsx'
import { Progress } from './progress.tsx'
import { Results } from './results.tsx'

/** A sweep that was started: how it goes, who answers for it, and what came of it. */
export function Run(props: { sweep: Sweep }) {
  const guild = useGuild()
  const state = () => stateWords[props.sweep.state]
  const title = () => doTo(props.sweep.deed.kind, props.sweep.counts.acting)
  const share = () => Math.floor((settledOf(props.sweep) / Math.max(1, props.sweep.counts.acting)) * 100)
  const documentTitle = () => (props.sweep.state === 'running' ? `${share()}% · ${title()}` : title())
  return (
    <>
      <PageHeader
        title={title()}
        documentTitle={`${documentTitle()} · ${guild.name()}`}
        lead={<Responsible sweep={props.sweep} />}
        actions={<Controls sweep={props.sweep} />}
      />
      <Show when={props.sweep.state === 'awaiting_approval'}>
        <Approval sweep={props.sweep} />
      </Show>
      <section class="card grid gap-4 p-4 sm:p-5" aria-label="Progress">
        <p role="status" class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={state().tone}>{state().text}</Badge>
          <span class="text-ink-2" dir="auto">
            {deedFacts(props.sweep)
              .map(({ label, value }) => `${label}: ${value}`)
              .join(' · ')}
          </span>
        </p>
        <Progress sweep={props.sweep} />
        <Show when={props.sweep.undoes}>
          {(id) => (
            <p>
              <a class="link" href={guild.link(`/sweeps/${id()}`)}>
                The sweep this one undoes
              </a>
            </p>
          )}
        </Show>
      </section>
      <Show when={!props.sweep.droppedAt} fallback={<Dropped sweep={props.sweep} />}>
        <Results sweep={props.sweep} />
      </Show>
    </>
  )
}

/** Long after its end only its figures and its cases are left. */
const Dropped = (props: { sweep: Sweep }) => {
  const guild = useGuild()
  return (
    <div class="card">
      <EmptyState
        icon={<ListIcon />}
        title="Its list of people is no longer kept"
        action={<LinkButton href={guild.link(`/cases?sweep=${props.sweep.id}`)}>The cases of this sweep</LinkButton>}
      >
        It ended longer ago than this server keeps its audit log. What was done stays on record.
      </EmptyState>
    </div>
  )
}

/** Who answers for it. */
function Responsible(props: { sweep: Sweep }) {
  const starter = () => props.sweep.startedBy
  return (
    <>
      From {sourceWords(props.sweep.source, props.sweep.counts.total)}.{' '}
      <Show when={starter()}>
        {(person) => (
          <>
            {props.sweep.state === 'awaiting_approval' ? 'Asked for by ' : 'Started by '}
            <bdi class="font-medium text-ink">{person().name}</bdi>
            <Show when={props.sweep.approvedBy}>
              {(second) => (
                <>
                  , approved by <bdi class="font-medium text-ink">{second().name}</bdi>
                </>
              )}
            </Show>
            <Show when={props.sweep.responsible?.id !== person().id && props.sweep.responsible}>
              {(other) => (
                <>
                  , resumed by <bdi class="font-medium text-ink">{other().name}</bdi>
                </>
              )}
            </Show>
            <Show when={props.sweep.startedAt}>
              {(at) => (
                <>
                  , <Time at={at()} />
                </>
              )}
            </Show>
            <Show when={props.sweep.endedAt}>
              {(at) => (
                <>
                  ; over <Time at={at()} />
                </>
              )}
            </Show>
            .
          </>
        )}
      </Show>
    </>
  )
}
