import { createMemo, Show } from 'solid-js'
import { DAY } from '#schema/contract/kinds.ts'
import { now } from '#web/primitives/clock.ts'
import { formatDay, formatNumber } from '#web/primitives/format.ts'
import { Sparkline } from '#web/ui/sparkline.tsx'

const DAYS = 30

/** How much someone wrote in the last month, day by day; never what. */
export function MemberMessages(props: { messages: readonly { day: number; count: number }[] }) {
  const days = createMemo(() => {
    const today = Math.floor(now() / DAY) * DAY
    const counts = new Map(props.messages.map((one) => [one.day, one.count]))
    return Array.from({ length: DAYS }, (_, i) => {
      const day = today - (DAYS - 1 - i) * DAY
      return { day, count: counts.get(day) ?? 0 }
    })
  })
  const total = () => days().reduce((sum, one) => sum + one.count, 0)
  const most = () => days().reduce((a, b) => (b.count > a.count ? b : a))
  return (
    <section aria-labelledby="messages" class="card grid gap-2 p-4">
      <h2 id="messages" class="font-semibold">
        Messages, last 30 days
      </h2>
      <Show when={total() > 0} fallback={<p class="text-sm text-ink-3">None counted.</p>}>
        <Sparkline values={days().map((one) => one.count)} class="h-12 w-full text-info" />
        <p class="text-sm text-ink-2">
          <strong class="text-ink">{formatNumber(total())}</strong> in all, most on {formatDay(most().day)} (
          {formatNumber(most().count)})
        </p>
      </Show>
    </section>
  )
}
