import { Match, Switch } from 'solid-js'
import type { AuditRow } from '#schema/contract/audit.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useAuditRow } from '#web/data/audit-log.ts'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { RowSheet } from '#web/pages/list/row-sheet.tsx'
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
  return (
    <RowSheet title={<>Row {props.seq}</>} what="row" id={props.seq} onClose={props.onClose} onStep={props.onStep}>
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
    </RowSheet>
  )
}
