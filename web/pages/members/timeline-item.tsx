import { Match, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import BanIcon from '~icons/lucide/gavel'
import FlagIcon from '~icons/lucide/flag'
import JoinIcon from '~icons/lucide/log-in'
import LeaveIcon from '~icons/lucide/log-out'
import MessagesIcon from '~icons/lucide/message-square'
import NameIcon from '~icons/lucide/id-card'
import RoleIcon from '~icons/lucide/tags'
import TimeoutIcon from '~icons/lucide/timer'
import UnbanIcon from '~icons/lucide/user-check'
import type { Case } from '#schema/contract/case.ts'
import { actionKinds } from '#schema/contract/kinds.ts'
import type { MemberEventType, TimelineEntry } from '#schema/contract/timeline.ts'
import { now } from '#web/primitives/clock.ts'
import { formatDay, formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { statusWords } from '#web/pages/cases/case-words.ts'
import { type ReportState, reportStates, type ReportTopic, reportTopics } from '#schema/contract/report-kinds.ts'
import { TimelineEvent } from './timeline-event.tsx'
import type { TimelineLine } from './timeline-lines.ts'

const icons: Record<MemberEventType, (props: { class?: string }) => JSX.Element> = {
  joined: JoinIcon,
  left: LeaveIcon,
  username: NameIcon,
  display_name: NameIcon,
  nick: NameIcon,
  roles: RoleIcon,
  timeout: TimeoutIcon,
  banned: BanIcon,
  unbanned: UnbanIcon,
}
type Entry<T extends TimelineEntry['type']> = Extract<TimelineEntry, { type: T }>

/** One line of someone's past: what it was, and when. */
export function TimelineItem(props: { line: TimelineLine; isFresh: boolean }) {
  const entry = <T extends TimelineEntry['type']>(type: T): Entry<T> | undefined => {
    const found: TimelineEntry | undefined = 'entry' in props.line ? props.line.entry : undefined
    return found?.type === type ? (found as Entry<T>) : undefined
  }
  const messages = () => ('messages' in props.line ? props.line.messages : undefined)
  return (
    <li
      class={`relative grid grid-cols-[1.75rem_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line px-4 py-2.5 last:border-b-0 ${
        props.isFresh ? 'tinted' : ''
      }`}
    >
      <Switch>
        <Match when={entry('event')}>
          {(event) => (
            <>
              <Mark>
                <Dynamic component={icons[event().event]} />
              </Mark>
              <TimelineEvent entry={event()} />
            </>
          )}
        </Match>
        <Match when={entry('case')}>
          {(found) => (
            <>
              <Mark bare>
                <KindIcon kind={found().case.kind} />
              </Mark>
              <CaseLine case={found().case} />
            </>
          )}
        </Match>
        <Match when={entry('report')}>
          {(report) => (
            <>
              <Mark>
                <FlagIcon />
              </Mark>
              <ReportLine report={report()} />
            </>
          )}
        </Match>
        <Match when={messages()}>
          {(run) => (
            <>
              <Mark>
                <MessagesIcon />
              </Mark>
              <p>
                {formatNumber(run().count)} {run().count === 1 ? 'message' : 'messages'}
                <span class="text-ink-3">
                  {run().days === 1
                    ? ` on ${formatDay(run().to)}`
                    : ` on ${run().days} days, ${formatDay(run().from)} to ${formatDay(run().to)}`}
                </span>
              </p>
            </>
          )}
        </Match>
      </Switch>
      <span class="pt-0.5">{messages() ? null : <Time at={props.line.at} class="text-sm text-ink-3" />}</span>
    </li>
  )
}

const Mark = (props: { bare?: boolean; children: JSX.Element }) => (
  <span
    aria-hidden="true"
    class={`grid size-7 place-items-center rounded-full text-ink-2 ${props.bare ? '' : 'bg-sunken'}`}
  >
    {props.children}
  </span>
)

function CaseLine(props: { case: Case }) {
  const guild = useGuild()
  const status = () => statusWords(props.case, now())
  return (
    <div class="grid min-w-0 gap-1">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a
          href={guild.link(`/cases/${props.case.number}`)}
          class="inline-flex min-h-6 items-center font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span class="sr-only">Case </span>#{props.case.number}
        </a>
        <span class="font-semibold">{actionKinds[props.case.kind].label}</span>
        <Badge tone={status().tone}>{status().text}</Badge>
      </p>
      <p class="min-w-0 text-ink-2">
        <span dir="auto" class="line-clamp-3">
          {props.case.reason || <span class="text-ink-3">No reason given</span>}
        </span>
      </p>
      <p class="truncate text-sm text-ink-3">
        by{' '}
        <bdi>
          {props.case.moderator?.name ?? (props.case.source === 'schedule' ? 'Wardroom' : 'someone in Discord')}
        </bdi>
      </p>
    </div>
  )
}

function ReportLine(props: { report: Entry<'report'> }) {
  const guild = useGuild()
  const state = () => reportStates[props.report.state as ReportState] ?? props.report.state
  const topic = () => reportTopics[props.report.topic as ReportTopic] ?? 'Reported'
  return (
    <div class="grid min-w-0 gap-1">
      <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a
          href={guild.link(`/reports/${props.report.number}`)}
          class="inline-flex min-h-6 items-center font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          Report #{props.report.number}
        </a>
        <span>{topic()}</span>
        <Badge>{state()}</Badge>
      </p>
      <p dir="auto" class="line-clamp-2 text-ink-2 empty:hidden">
        {props.report.text}
      </p>
    </div>
  )
}
