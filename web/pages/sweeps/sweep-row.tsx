import { Show } from 'solid-js'
import type { Sweep } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { Bar } from './run/bar.tsx'
import { area, rowGrid } from './sweep-columns.ts'
import { doTo, isOver, isUnderWay, settledOf, sourceWords, stateWords } from './sweep-words.ts'

/** One sweep in the list: the whole row leads to it. */
export function SweepRow(props: { sweep: Sweep }) {
  const guild = useGuild()
  const counts = () => props.sweep.counts
  const state = () => stateWords[props.sweep.state]
  const outcome = () =>
    [
      `${formatNumber(settledOf(props.sweep))} of ${formatNumber(counts().acting)}`,
      counts().failed > 0 ? `${formatNumber(counts().failed)} failed` : '',
      counts().unknown > 0 ? `${formatNumber(counts().unknown)} not known` : '',
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <div
      class={`relative border-b border-line text-sm hover:bg-hover has-focus-visible:bg-hover @3xl:min-h-14 ${rowGrid}`}
    >
      <div role="cell" class={area.what}>
        <a
          href={guild.link(`/sweeps/${props.sweep.id}`)}
          data-row={props.sweep.id}
          class="inline-flex min-h-6 items-center text-base font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {doTo(props.sweep.deed.kind, counts().acting)}
        </a>
        <Show when={props.sweep.deed.reason}>
          {(reason) => (
            <p dir="auto" class="truncate text-ink-3" title={reason()}>
              {reason()}
            </p>
          )}
        </Show>
      </div>
      <div role="cell" class={`text-ink-2 ${area.whom}`}>
        <span class="line-clamp-2 first-letter:uppercase">
          {sourceWords(props.sweep.source, counts().total)}, by{' '}
          <bdi>{(props.sweep.startedBy ?? props.sweep.plannedBy).name}</bdi>
        </span>
      </div>
      <div role="cell" class={area.state}>
        <Badge tone={state().tone}>{state().text}</Badge>
      </div>
      <div role="cell" class={area.progress}>
        <Show when={isUnderWay(props.sweep) || isOver(props.sweep)}>
          <p class="text-ink-2">{outcome()}</p>
          <Show when={isUnderWay(props.sweep)}>
            <Bar slim sweep={props.sweep} />
          </Show>
        </Show>
      </div>
      <div role="cell" class={area.time}>
        <Time at={props.sweep.plannedAt} class="text-ink-3" />
      </div>
    </div>
  )
}
