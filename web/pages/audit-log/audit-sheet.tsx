import { createEffect, Match, on, Switch } from 'solid-js'
import NextIcon from '~icons/lucide/chevron-down'
import PreviousIcon from '~icons/lucide/chevron-up'
import type { AuditRow } from '#schema/contract/audit.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Sheet } from '#web/ui/sheet.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useAuditRow } from '#web/data/audit-log.ts'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { AuditDetail } from './audit-detail.tsx'
import type { FilterChange } from './audit-filter.ts'

/** One row, whole, beside the list. */
export function AuditSheet(props: {
  seq: number
  /** the row as the list has it */
  listed: AuditRow | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
  filterHref: (filter: FilterChange) => string
}) {
  const guild = useGuild()
  const query = useAuditRow(
    () => guild.id,
    () => props.seq,
  )
  const current = () => props.listed ?? (query.isSuccess && query.data.seq === props.seq ? query.data : undefined)
  let top!: HTMLDivElement
  createEffect(
    on(
      () => props.seq,
      () => top.parentElement?.scrollTo(0, 0),
      { defer: true },
    ),
  )
  return (
    <Sheet
      title={<>Row {props.seq}</>}
      onClose={() => props.onClose()}
      tools={
        <>
          <IconButton label="Newer row (K)" onClick={() => props.onStep(-1)}>
            <PreviousIcon />
          </IconButton>
          <IconButton label="Older row (J)" onClick={() => props.onStep(1)}>
            <NextIcon />
          </IconButton>
        </>
      }
    >
      <div ref={top} class="p-4">
        <Switch fallback={<Skeleton lines={8} class="h-6" label="Loading the row" />}>
          <Match when={current()}>{(row) => <AuditDetail row={row()} filterHref={props.filterHref} />}</Match>
          <Match when={query.isError && isFailure(query.error, 'no_such_audit_row')}>
            <EmptyState title={`There is no row ${props.seq}`}>
              It has not been written yet, or it was removed because it is older than this server keeps its audit log.
            </EmptyState>
          </Match>
          <Match when={query.isError}>
            <ErrorPanel
              title="The row could not be loaded"
              message={failureMessage(query.error)}
              onRetry={() => void query.refetch()}
              retrying={query.isFetching}
            />
          </Match>
        </Switch>
      </div>
    </Sheet>
  )
}
