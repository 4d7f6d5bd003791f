import { Match, Show, Switch } from 'solid-js'
import type { Report } from '#schema/contract/report.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { RowSheet } from '#web/pages/list/row-sheet.tsx'
import { useLooking } from '#web/data/presence.ts'
import { useReport } from '#web/data/reports.ts'
import { Lookers } from '#web/pages/marks/lookers.tsx'
import { ReportActions } from './report-actions.tsx'
import { ReportDetail } from './report-detail.tsx'

/** One report, whole, beside the queue; it changes while it is open. */
export function ReportSheet(props: {
  number: number
  /** the report as the list has it, shown until it is read */
  listed: Report | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const guild = useGuild()
  const found = useReport(
    () => guild.id,
    () => props.number,
  )
  const current = () => found.report() ?? props.listed
  const others = useLooking(() => `report:${props.number}`)
  return (
    <RowSheet
      title={<>Report #{props.number}</>}
      what="report"
      id={props.number}
      onClose={props.onClose}
      onStep={props.onStep}
      footer={<Show when={current()}>{(report) => <ReportActions report={report()} />}</Show>}
    >
      <Lookers people={others()} class="not-empty:mb-4" />
      <Switch fallback={<Skeleton lines={8} class="h-6" label="Loading the report" />}>
        <Match when={current()}>{(report) => <ReportDetail report={report()} />}</Match>
        <Match when={found.query.isError && isFailure(found.query.error, 'no_such_report')}>
          <EmptyState title={`There is no report ${props.number}`}>
            It may be older than this server keeps reports.
          </EmptyState>
        </Match>
        <Match when={found.query.isError}>
          <ErrorPanel
            title="The report could not be loaded"
            message={failureMessage(found.query.error)}
            onRetry={() => void found.query.refetch()}
            retrying={found.query.isFetching}
          />
        </Match>
      </Switch>
    </RowSheet>
  )
}
