import { formatSpan } from '#web/primitives/figures.ts'
import { formatDate, formatUtc } from '#web/primitives/format.ts'

/** Under this a figure is of now, ms. */
const NOW = 2_000

/** How old a figure is, counted by `now` (UTC ms), which its page moves on every second. */
export function Age(props: { at: number; now: number; class?: string }) {
  const age = () => props.now - props.at
  return (
    <time
      datetime={new Date(props.at).toISOString()}
      title={`${formatDate(props.at)} · ${formatUtc(props.at)}`}
      class={`whitespace-nowrap ${props.class ?? ''}`}
    >
      {age() < NOW ? 'now' : `${formatSpan(age())} ago`}
    </time>
  )
}
