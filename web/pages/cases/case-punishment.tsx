import { Show } from 'solid-js'
import ClockIcon from '~icons/lucide/timer'
import { actionKinds } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { openAct } from '#web/pages/act/open-act.ts'
import { isChangeable } from './case-words.ts'

/** A punishment that runs: how long yet, and the ways to change or end it, each a case of its own. */
export function CasePunishment(props: { case: Case }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const kind = () => (isChangeable(props.case, now()) ? (props.case.kind as 'timeout' | 'tempban') : null)
  /** in whole minutes */
  const left = () => Math.max(1, Math.round(((props.case.endsAt ?? 0) - now()) / 60_000)) * 60_000
  const open = (wanted: 'change' | 'end') => {
    const { target, number, reason } = props.case
    const mine = kind()
    if (!mine || !target) return
    const duration = formatDuration(left())
    if (wanted === 'end') openAct({ guildId: guild.id, kind: actionKinds[mine].inverse, target, about: number })
    else openAct({ guildId: guild.id, kind: mine, target, about: number, reason, fields: { duration } })
  }
  return (
    <Show when={kind()}>
      {(mine) => (
        <section
          aria-label="Running punishment"
          class="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-info bg-info-soft px-3.5 py-2.5"
        >
          <p class="flex min-w-0 flex-1 basis-48 items-center gap-2">
            <ClockIcon class="flex-none text-lg text-info" />
            <span>
              <span class="font-semibold">{formatDuration(left())} left.</span>{' '}
              <span class="text-ink-2">
                Until <Time exact at={props.case.endsAt ?? 0} />
              </span>
            </span>
          </p>
          <span class="flex flex-wrap gap-2">
            <Button size="sm" reason={deeds(mine())?.message} onClick={() => open('change')}>
              Change length
            </Button>
            <Button size="sm" reason={deeds(actionKinds[mine()].inverse)?.message} onClick={() => open('end')}>
              End now
            </Button>
          </span>
        </section>
      )}
    </Show>
  )
}
