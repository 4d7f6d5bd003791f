import { Show } from 'solid-js'
import { sourceLabel, type Source } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { now } from '#web/primitives/clock.ts'
import { formatRelative } from '#web/primitives/format.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { RowCheck } from '#web/ui/row-check.tsx'
import { Time } from '#web/ui/time.tsx'
import { avatarUrl } from '#web/data/images.ts'
import { KindMark } from '#web/pages/act/kind-mark.tsx'
import { area, rowGrid } from './case-columns.ts'
import { endState, statusWords, targetName } from './case-words.ts'

const shortSource: Record<Source, string> = {
  dashboard: 'Dashboard',
  slash: 'Slash',
  context_menu: 'Menu',
  discord: 'Discord',
  schedule: 'Schedule',
  sweep: 'Sweep',
  report: 'Report',
  escalation: 'Ladder',
  import: 'Import',
}

/** One case in the list: the whole row leads to it, the link is its number. */
export function CaseRow(props: {
  case: Case
  href: string
  isOpen: boolean
  isSelected: boolean
  onSelect: (extend: boolean) => void
  /** it changed and no longer belongs under the filter */
  isGone: boolean
}) {
  const status = () => statusWords(props.case, now())
  return (
    <div
      data-open={props.isOpen ? '' : undefined}
      data-selected={props.isSelected ? '' : undefined}
      class={`relative border-b border-line px-4 py-2.5 text-sm hover:bg-hover has-focus-visible:bg-hover data-open:bg-accent-soft data-selected:bg-accent-soft @3xl:min-h-13 @3xl:py-1.5 ${rowGrid} ${
        props.isGone ? 'bg-sunken' : ''
      }`}
    >
      <div role="cell" class={area.select}>
        <RowCheck label={`Select case #${props.case.number}`} checked={props.isSelected} onPress={props.onSelect} />
      </div>
      <div role="cell" class={area.number}>
        <a
          href={props.href}
          data-row={props.case.number}
          aria-label={`Case #${props.case.number}`}
          aria-current={props.isOpen ? 'true' : undefined}
          {...{ noscroll: '' }}
          class="inline-flex min-h-6 items-center font-semibold text-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          #{props.case.number}
        </a>
      </div>
      <div role="cell" class={area.kind}>
        <KindMark kind={props.case.kind} />
      </div>
      <div role="cell" class={`flex items-center gap-2 ${area.target}`}>
        <Show when={props.case.target}>
          {(target) => <Avatar name={target().name} src={avatarUrl(target())} size={24} />}
        </Show>
        <bdi class="truncate font-medium" title={targetName(props.case)}>
          {targetName(props.case)}
        </bdi>
      </div>
      <div role="cell" class={`truncate text-ink-2 ${area.moderator}`} title={props.case.moderator?.name}>
        <span class="text-ink-3 @3xl:hidden">by </span>
        <bdi>{props.case.moderator?.name ?? (props.case.source === 'schedule' ? 'Wardroom' : 'not told')}</bdi>
        <span class="text-ink-3 @3xl:hidden"> · {shortSource[props.case.source]}</span>
      </div>
      <div role="cell" class={`text-ink-2 ${area.source}`} title={sourceLabel[props.case.source]}>
        {shortSource[props.case.source]}
      </div>
      <div role="cell" class={area.reason}>
        <Show when={props.case.reason} fallback={<span class="text-ink-3">No reason given</span>}>
          <span dir="auto" class="line-clamp-2 text-ink-2" title={props.case.reason}>
            {props.case.reason}
          </span>
        </Show>
      </div>
      <div role="cell" class={area.status}>
        <Badge tone={status().tone}>{status().text}</Badge>
        <Show when={endState(props.case, now()) === 'running' && props.case.endsAt}>
          {(endsAt) => (
            <span class="ml-1.5 text-xs text-ink-3 @3xl:ml-0 @3xl:block">ends {formatRelative(endsAt(), now())}</span>
          )}
        </Show>
        <Show when={props.isGone}>
          <span class="block text-xs text-ink-2">no longer matches</span>
        </Show>
      </div>
      <div role="cell" class={area.time}>
        <Time at={props.case.createdAt} class="text-ink-3" />
      </div>
    </div>
  )
}
