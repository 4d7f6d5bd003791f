import { now } from '#web/primitives/clock.ts'
import { formatDate, formatRelative, formatUtc } from '#web/primitives/format.ts'

/** A moment (UTC ms): how long ago, and exactly when in the title. `long` has room for whole words, `exact` writes the date out. */
export function Time(props: { at: number; exact?: boolean; long?: boolean; class?: string }) {
  return (
    <time
      datetime={new Date(props.at).toISOString()}
      // made when somebody points at it: writing out two dates takes longer than all else of a row
      onPointerEnter={({ currentTarget }) => (currentTarget.title = `${formatDate(props.at)} · ${formatUtc(props.at)}`)}
      class={`whitespace-nowrap ${props.class ?? ''}`}
    >
      {props.exact ? formatDate(props.at) : formatRelative(props.at, now(), props.long ? 'long' : 'short')}
    </time>
  )
}
