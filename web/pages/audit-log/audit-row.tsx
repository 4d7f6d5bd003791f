import { Show } from 'solid-js'
import type { AuditRow as Row } from '#schema/contract/audit.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Time } from '#web/ui/time.tsx'
import { avatarUrl } from '#web/data/images.ts'
import { area, rowGrid } from './audit-columns.ts'
import { actorWords, categoryLabel, deedWords, glance, surfaceLabel, targetWords } from './audit-words.ts'
import { CategoryIcon } from './category-icon.tsx'

/** One row in the list: all of it leads to the sheet, the link is its number. */
export function AuditRow(props: { row: Row; href: string; isOpen: boolean }) {
  const refused = () => props.row.type === 'action.refused' || props.row.type === 'action.unknown'
  return (
    <div
      data-open={props.isOpen ? '' : undefined}
      class={`relative border-b border-line px-4 py-2.5 text-sm hover:bg-hover has-focus-visible:bg-hover data-open:bg-accent-soft @3xl:min-h-13 @3xl:py-1.5 ${rowGrid}`}
    >
      <div role="cell" class={area.number}>
        <a
          href={props.href}
          data-row={props.row.seq}
          aria-current={props.isOpen ? 'true' : undefined}
          {...{ noscroll: '' }}
          class="inline-flex min-h-6 min-w-6 items-center justify-end font-semibold text-link tabular-nums @3xl:justify-start after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span class="sr-only">Row </span>
          {props.row.seq}
        </a>
      </div>
      <div role="cell" class={area.who}>
        <span class="flex min-w-0 items-center gap-2">
          <Show when={props.row.actor} fallback={<span class="text-ink-2">{actorWords(props.row)}</span>}>
            {(actor) => (
              <>
                <Avatar name={actor().name} src={avatarUrl(actor())} size={24} />
                <bdi class="truncate font-medium" title={actor().name}>
                  {actor().name}
                </bdi>
              </>
            )}
          </Show>
        </span>
      </div>
      <div role="cell" class={area.what}>
        <span class="flex min-w-0 gap-2">
          <span class="flex h-5 items-center">
            <CategoryIcon category={props.row.category} />
          </span>
          <span class="sr-only">{categoryLabel[props.row.category]}: </span>
          <span class={`line-clamp-2 min-w-0 break-words ${refused() ? 'text-warn' : ''}`}>
            {deedWords(props.row)}
            <Show when={targetWords(props.row)}>
              {(words) => (
                <>
                  {' '}
                  <bdi class="font-medium">{words()}</bdi>
                </>
              )}
            </Show>
          </span>
        </span>
      </div>
      <div role="cell" class={area.glance}>
        <span class="line-clamp-2 break-words text-ink-2 @3xl:line-clamp-1" title={glance(props.row)}>
          {glance(props.row)}
        </span>
      </div>
      <div role="cell" class={area.where}>
        <span class="block truncate text-ink-2">{surfaceLabel[props.row.surface]}</span>
      </div>
      <div role="cell" class={area.time}>
        <Time at={props.row.at} class="text-ink-3" />
      </div>
    </div>
  )
}
