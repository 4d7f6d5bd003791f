import { createSignal, For, Show } from 'solid-js'
import LoaderIcon from '~icons/lucide/loader-circle'
import type { Sweep } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { useGuild } from '#web/data/guild.ts'
import { deedFacts } from '#web/pages/sweeps/deed-facts.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { atLongest, roughly, willBe } from '#web/pages/sweeps/sweep-words.ts'
import { ChangeDeed } from './change-deed.tsx'

/** What will happen, to how many, and how long it takes. */
export function PlanSummary(props: { sweep: Sweep }) {
  const guild = useGuild()
  const [changing, setChanging] = createSignal(false)
  const counts = () => props.sweep.counts
  const aside = () => counts().leftOut + counts().excluded
  const calls = () => `${formatNumber(props.sweep.calls)} ${props.sweep.calls === 1 ? 'call' : 'calls'}`
  return (
    <section class="card grid gap-3 p-4 sm:p-5" aria-label="What will happen">
      <p role="status" class="text-lg">
        <Show when={counts().acting > 0} fallback={<strong>Nobody is left to act on.</strong>}>
          <strong>{willBe(props.sweep.deed.kind, counts().acting)}</strong>
          {`, in ${calls()} to Discord, in ${roughly(props.sweep.expectedMs)}.`}
        </Show>
        <Show when={aside() > 0}>
          {` ${formatNumber(aside())} of ${formatNumber(counts().total)} ${aside() === 1 ? 'is' : 'are'} left aside.`}
        </Show>
      </p>
      <Show when={counts().acting > 0 && atLongest(props.sweep)}>{(words) => <p class="text-ink-2">{words()}</p>}</Show>
      <Show when={props.sweep.settling}>
        <p role="status" class="flex items-center gap-2 text-ink-2">
          <LoaderIcon class="spin flex-none text-info" />
          Discord's list of bans is still being read; some may turn out to be banned already.
        </p>
      </Show>
      <Show when={props.sweep.needsApproval}>
        <p class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
          So many need a second moderator: it begins when someone else who may do this approves it.
        </p>
      </Show>
      <div class="flex flex-wrap items-start justify-between gap-3">
        <dl class="flex min-w-0 flex-1 basis-72 flex-wrap gap-x-6 gap-y-1">
          <For each={deedFacts(props.sweep)}>
            {(fact) => (
              <div class="flex min-w-0 gap-2">
                <dt class="flex-none text-ink-3">{fact.label}</dt>
                <dd dir="auto" class="min-w-0">
                  {fact.value}
                </dd>
              </div>
            )}
          </For>
        </dl>
        <Button size="sm" reason={needsSeat(guild)} onClick={() => setChanging(true)}>
          Change
        </Button>
      </div>
      <Show when={changing()}>
        <ChangeDeed sweep={props.sweep} onClose={() => setChanging(false)} />
      </Show>
    </section>
  )
}
