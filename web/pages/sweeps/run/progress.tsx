import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { Sweep } from '#schema/contract/sweep.ts'
import { createSeconds } from '#web/primitives/seconds.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { countOf, countdown, isOver, leftOf, roughly, settledOf, whyWords } from '#web/pages/sweeps/sweep-words.ts'
import { Bar } from './bar.tsx'
import { addSample, paceOf, type Sample } from './pace.ts'

/** How far a sweep is, how fast it goes, and how long it will still take. */
export function Progress(props: { sweep: Sweep }) {
  const sweep = () => props.sweep
  const counts = () => sweep().counts
  const isRunning = () => sweep().state === 'running'
  const clock = createSeconds(() => isRunning() || sweep().parkedUntil !== null)
  const [samples, setSamples] = createSignal<readonly Sample[]>([])
  createEffect(
    on([() => settledOf(sweep()), isRunning], ([settled, running]) =>
      setSamples((before) => (running ? addSample(before, { at: Date.now(), settled }) : [])),
    ),
  )
  const pace = createMemo(() => paceOf(samples()))
  const eta = () => {
    const rate = pace()
    if (rate) return (leftOf(sweep()) / rate) * 1000
    const acting = counts().acting
    return acting > 0 ? (sweep().expectedMs * leftOf(sweep())) / acting : 0
  }
  const words = () => {
    if (sweep().state === 'awaiting_approval') return 'Not begun'
    if (isOver(sweep())) return leftOf(sweep()) > 0 ? `${countOf('ban', leftOf(sweep()))} not reached` : ''
    const left = `${formatNumber(leftOf(sweep()))} left`
    if (!isRunning()) return left
    const speed = pace()
    // opened in the middle: how fast it really goes is known in a moment, the plan only guessed
    if (speed === null && settledOf(sweep()) > 0) return left
    const rate = speed === null ? '' : `${speed < 10 ? speed.toFixed(1) : formatNumber(Math.round(speed))} a second, `
    return leftOf(sweep()) > 0 ? `${left}, ${rate}${roughly(eta())} to go` : ''
  }
  const parked = () => sweep().parkedUntil
  return (
    <div class="grid gap-3">
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <p class="text-xl font-semibold">
          {formatNumber(settledOf(sweep()))} of {formatNumber(counts().acting)}
        </p>
        <p class="text-ink-2">{words()}</p>
      </div>
      <Bar sweep={sweep()} />
      <dl class="flex flex-wrap gap-x-6 gap-y-1">
        <For each={figures(sweep())}>
          {(figure) => (
            <div class="flex items-baseline gap-1.5">
              <dt class="text-ink-3">{figure.label}</dt>
              <dd class={`font-semibold ${figure.value > 0 ? figure.ink : ''}`}>{formatNumber(figure.value)}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={whyWords(sweep())}>
        {(why) => (
          <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5" role="status">
            <p>{why()}</p>
            <Show when={parked()}>
              {(until) => (
                <p class="font-semibold" aria-hidden="true">
                  {until() > clock() ? `Goes on by itself in ${countdown(until() - clock())}` : 'Goes on any moment'}
                </p>
              )}
            </Show>
          </div>
        )}
      </Show>
    </div>
  )
}

const figures = ({ counts, ...rest }: Sweep) => [
  { label: 'Done', value: counts.done, ink: 'text-ok' },
  { label: 'Failed', value: counts.failed, ink: 'text-danger' },
  { label: 'Not known', value: counts.unknown, ink: 'text-warn' },
  { label: 'Left', value: leftOf({ counts, ...rest }), ink: '' },
  { label: 'Left aside', value: counts.leftOut + counts.excluded, ink: '' },
]
