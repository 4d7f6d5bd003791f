import { createEffect, For } from 'solid-js'
import type { Sweep } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { settledOf } from '#web/pages/sweeps/sweep-words.ts'

/** The bar alone: what is done, what failed, what is not known. */
export function Bar(props: { sweep: Sweep; slim?: boolean }) {
  const acting = () => Math.max(1, props.sweep.counts.acting)
  const parts = [
    ['done', 'bg-ok'],
    ['failed', 'bg-danger'],
    ['unknown', 'bg-warn'],
  ] as const
  return (
    <div
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={acting()}
      aria-valuenow={settledOf(props.sweep)}
      aria-valuetext={`${formatNumber(settledOf(props.sweep))} of ${formatNumber(props.sweep.counts.acting)}`}
      class={`flex overflow-hidden rounded-full border border-line-strong bg-sunken ${props.slim ? 'h-2' : 'h-3'}`}
    >
      <For each={parts}>
        {([count, ground]) => {
          const part = (element: HTMLElement) =>
            createEffect(() => element.style.setProperty('width', `${(props.sweep.counts[count] / acting()) * 100}%`))
          return <span ref={part} class={`${ground} transition-[width] duration-300`} />
        }}
      </For>
    </div>
  )
}
