import { For, Show } from 'solid-js'
import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { now } from '#web/primitives/clock.ts'
import { Badge } from '#web/ui/badge.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon, KindMark } from '#web/pages/act/kind-mark.tsx'
import { statusWords } from '#web/pages/cases/case-words.ts'

/** What was done to someone here: how often each kind, and the cases, newest first. */
export function MemberHistory(props: {
  person: Person
  cases: readonly Case[]
  counts: Partial<Record<ActionKind, number>>
  next: number | null
}) {
  const guild = useGuild()
  const counts = () => Object.entries(props.counts) as [ActionKind, number][]
  return (
    <section aria-labelledby="history" class="card min-w-0">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3">
        <h2 id="history" class="font-semibold">
          History
        </h2>
        <ul class="flex flex-wrap gap-x-4 gap-y-1" aria-label="Cases by kind">
          <For each={counts()}>
            {([kind, count]) => (
              <li class="flex items-center gap-1.5 text-sm text-ink-2">
                <KindIcon kind={kind} />
                {actionKinds[kind].label}
                <strong class="text-ink">{count}</strong>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show
        when={props.cases.length > 0}
        fallback={<EmptyState title="Nothing on record">No case in this server is about them.</EmptyState>}
      >
        <ol>
          <For each={props.cases.map((c) => c.number)}>
            {(number) => <Show when={props.cases.find((c) => c.number === number)}>{(c) => <Line case={c()} />}</Show>}
          </For>
        </ol>
      </Show>
      <Show when={props.next !== null}>
        <div class="px-4 py-3">
          <LinkButton size="sm" href={guild.link(`/cases?target=${props.person.id}`)}>
            All their cases
          </LinkButton>
        </div>
      </Show>
    </section>
  )
}

function Line(props: { case: Case }) {
  const guild = useGuild()
  const status = () => statusWords(props.case, now())
  return (
    <li class="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-hover">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a
          href={guild.link(`/cases/${props.case.number}`)}
          class="inline-flex min-h-6 items-center font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span class="sr-only">Case </span>#{props.case.number}
        </a>
        <KindMark kind={props.case.kind} />
        <Badge tone={status().tone}>{status().text}</Badge>
      </p>
      <Time at={props.case.createdAt} class="text-sm text-ink-3" />
      <p class="col-span-2 min-w-0 text-ink-2">
        <span dir="auto" class="line-clamp-2">
          {props.case.reason || <span class="text-ink-3">No reason given</span>}
        </span>
      </p>
      <p class="col-span-2 truncate text-sm text-ink-3">
        by{' '}
        <bdi>
          {props.case.moderator?.name ?? (props.case.source === 'schedule' ? 'Wardroom' : 'someone in Discord')}
        </bdi>
      </p>
    </li>
  )
}
