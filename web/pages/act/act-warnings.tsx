import { type JSX, Show } from 'solid-js'
import EyeIcon from '~icons/lucide/eye'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { useLooking } from '#web/data/presence.ts'
import { useRecentAct } from '#web/data/recent-acts.ts'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'

/** Says when somebody else is at the same person: has this dialog open on them, or acted within the last minute. */
export function ActWarnings(props: { targetId: Snowflake | undefined; cases: readonly Case[] }) {
  const others = useLooking(() => props.targetId && `act:${props.targetId}`)
  const recent = useRecentAct(
    () => props.targetId,
    () => props.cases,
  )
  /** without the seconds, so that it is read aloud once and not as they pass */
  const spoken = () => {
    const [act, first] = [recent(), others()[0]]
    return [
      act && `${act.who} ${act.did} them within the last minute.`,
      first && `${first.name} is about to act on them too.`,
    ]
      .filter(Boolean)
      .join(' ')
  }
  return (
    <div class={recent() || others().length > 0 ? 'grid gap-2' : 'contents'}>
      <p role="status" class="sr-only">
        {spoken()}
      </p>
      <Show when={recent()}>
        {(act) => (
          <Warning>
            <bdi class="font-semibold">{act().who}</bdi> {act().did} them {act().seconds} s ago
            <Show when={act().number} fallback="; Discord has not answered yet.">
              {(number) => (
                <>
                  , <CaseMark number={number()} />.
                </>
              )}
            </Show>
          </Warning>
        )}
      </Show>
      <Show when={others()[0]}>
        {(first) => (
          <Warning>
            <bdi class="font-semibold">{first().name}</bdi>
            {others().length > 1 ? ` and ${others().length - 1} more are` : ' is'} about to act on them too.
          </Warning>
        )}
      </Show>
    </div>
  )
}

const Warning = (props: { children: JSX.Element }) => (
  <p class="flex items-start gap-2 rounded-md border border-warn bg-warn-soft px-3 py-2">
    <EyeIcon class="mt-0.5 flex-none text-warn" />
    <span class="min-w-0">{props.children}</span>
  </p>
)
