import { Show } from 'solid-js'
import type { Report } from '#schema/contract/report.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { avatarUrl } from '#web/data/images.ts'
import { area, rowGrid } from './report-columns.ts'
import { gist, stateWords, topicsOf } from './report-words.ts'

/** One report in the queue: the whole row leads to it, the link is its number. */
export function ReportRow(props: {
  report: Report
  href: string
  isOpen: boolean
  /** it changed and no longer belongs under the filter */
  isGone: boolean
}) {
  const state = () => stateWords(props.report.state)
  const first = () => props.report.reporters[0]?.person.name ?? 'someone'
  return (
    <div
      data-open={props.isOpen ? '' : undefined}
      class={`relative border-b border-line px-4 py-2.5 text-sm hover:bg-hover has-focus-visible:bg-hover data-open:bg-accent-soft @3xl:min-h-13 @3xl:py-1.5 ${rowGrid} ${
        props.isGone ? 'bg-sunken' : ''
      }`}
    >
      <div role="cell" class={area.number}>
        <a
          href={props.href}
          data-row={props.report.number}
          aria-current={props.isOpen ? 'true' : undefined}
          {...{ noscroll: '' }}
          class="inline-flex min-h-6 items-center font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span class="sr-only">Report </span>#{props.report.number}
        </a>
      </div>
      <div role="cell" class={area.target}>
        <span class="flex min-w-0 items-center gap-2">
          <Avatar name={props.report.target.name} src={avatarUrl(props.report.target)} size={24} />
          <bdi class="truncate font-medium">{props.report.target.name}</bdi>
        </span>
      </div>
      <div role="cell" class={area.said}>
        <span class="block truncate text-xs text-ink-3">{topicsOf(props.report).join(', ')}</span>
        <span dir="auto" class="line-clamp-2 text-ink-2 @3xl:line-clamp-1">
          {gist(props.report)}
        </span>
      </div>
      <div role="cell" class={area.by}>
        <span class="block truncate text-ink-2">
          <span class="text-ink-3 @3xl:hidden">by </span>
          <bdi>{first()}</bdi>
          <Show when={props.report.count > 1}>
            <span class="text-ink-3"> and {props.report.count - 1} more</span>
          </Show>
        </span>
      </div>
      <div role="cell" class={area.who}>
        <Show when={props.report.assignee} fallback={<span class="hidden text-ink-3 @3xl:inline">nobody</span>}>
          {(assignee) => (
            <span class="block truncate text-ink-2">
              <span class="text-ink-3 @3xl:hidden">taken by </span>
              <bdi>{assignee().name}</bdi>
            </span>
          )}
        </Show>
      </div>
      <div role="cell" class={area.state}>
        <Badge tone={state().tone}>{state().text}</Badge>
        <Show when={props.isGone}>
          <span class="block text-xs text-ink-3">no longer matches</span>
        </Show>
      </div>
      <div role="cell" class={area.time}>
        <Time at={props.report.createdAt} class="text-ink-3" />
      </div>
    </div>
  )
}
