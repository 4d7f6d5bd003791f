import { For, Show } from 'solid-js'
import { seatRank } from '#schema/contract/ranks.ts'
import type { ServerView } from '#schema/contract/server-view.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { nameIn } from './names-in.ts'

/** Who was given a seat there; owner and administrators have theirs by Discord. */
export function ServerSeats(props: { view: ServerView }) {
  const nameOf = (id: string) => nameIn(props.view.look?.names ?? {})(id)
  const seats = () => props.view.seats.toSorted((a, b) => seatRank[b.level] - seatRank[a.level])
  return (
    <section class="card p-5" aria-labelledby="server-seats">
      <h2 id="server-seats" class="text-lg font-semibold">
        Seats
      </h2>
      <p class="text-sm text-ink-3">Besides the owner and Discord's administrators.</p>
      <Show when={seats().length > 0} fallback={<p class="mt-3 text-sm text-ink-2">None was given.</p>}>
        <ul class="mt-2 divide-y divide-line">
          <For each={seats()}>
            {(seat) => (
              <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2 text-sm">
                <span class="min-w-0 wrap-anywhere">
                  <bdi class="font-medium">{nameOf(seat.subjectId)}</bdi>
                  <span class="block text-xs text-ink-3">
                    given <Time long at={seat.givenAt} /> by <bdi>{nameOf(seat.givenBy)}</bdi>
                  </span>
                </span>
                <Badge tone={seat.level === 'admin' ? 'accent' : 'neutral'}>{seat.level}</Badge>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
