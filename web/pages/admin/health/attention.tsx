import { createMemo, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import OkIcon from '~icons/lucide/circle-check'
import type { HealthReport } from '#schema/contract/health.ts'
import { type Concern, concernsOf } from './gauge-words.ts'
import { stateLooks, StateMark } from './state-mark.tsx'

/** For none, one and more. */
const titles = ['Nothing needs attention', 'One thing needs attention', '# things need attention']

/** What is wrong, before everything else; and what cannot be told. */
export function Attention(props: { report: HealthReport }) {
  const concerns = createMemo(() => concernsOf(props.report))
  const wrong = () => concerns().filter(({ state }) => state !== 'unknown')
  const untold = () => concerns().filter(({ state }) => state === 'unknown')
  const worst = () => wrong()[0]
  const title = () => titles[Math.min(2, wrong().length)]?.replace('#', String(wrong().length))
  const gauges = () => props.report.groups.flatMap((group) => group.gauges)
  return (
    <section
      aria-labelledby="attention"
      class={`card overflow-hidden border-l-4! ${worst() ? (worst()!.state === 'bad' ? 'border-l-danger!' : 'border-l-warn!') : 'border-l-ok!'}`}
    >
      <header class="flex items-center gap-3 px-4 py-3">
        <Show when={worst()} fallback={<OkIcon class="flex-none text-xl text-ok" />}>
          {(first) => (
            <Dynamic
              component={stateLooks[first().state].icon}
              class={`flex-none text-xl ${stateLooks[first().state].text}`}
            />
          )}
        </Show>
        <div class="min-w-0">
          <h2 id="attention" class="text-lg font-semibold">
            {title()}
          </h2>
          <p class="sr-only" role="status">
            {title()}
          </p>
          <p class="text-sm text-ink-2">
            {gauges().filter(({ state }) => state === 'ok').length} of {gauges().length} are as they should be
            {untold().length > 0 ? `, ${untold().length} cannot be told` : ''}.
          </p>
        </div>
      </header>
      <Show when={wrong().length > 0}>
        <ul class="divide-y divide-line border-t border-line">
          <For each={wrong().map(({ id }) => id)}>
            {(id) => (
              <Show when={wrong().find((one) => one.id === id)}>{(concern) => <Line concern={concern()} />}</Show>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

const Line = (props: { concern: Concern }) => (
  <li class="relative grid gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-hover sm:grid-cols-[6rem_minmax(0,1fr)]">
    <StateMark state={props.concern.state} />
    <div class="min-w-0">
      <p>
        <a
          href={`#${props.concern.id}`}
          target="_self"
          class="font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {props.concern.what}
        </a>{' '}
        <span class="text-sm text-ink-3">{props.concern.where}</span>
      </p>
      <Show when={props.concern.why}>
        <p class="text-sm text-ink-2">{props.concern.why}</p>
      </Show>
    </div>
  </li>
)
