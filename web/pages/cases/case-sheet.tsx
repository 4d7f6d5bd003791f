import { Match, Switch } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useCaseWork } from '#web/data/case-work.ts'
import { useCase } from '#web/data/cases.ts'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { RowSheet } from '#web/pages/list/row-sheet.tsx'
import { useLooking } from '#web/data/presence.ts'
import { Lookers } from '#web/pages/marks/lookers.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseDetail } from './case-detail.tsx'
import { createChangeCase } from './change-case.ts'

/** One case, whole, beside the list; it changes while it is open. */
export function CaseSheet(props: {
  number: number
  /** the case as the list has it, shown until it is read whole */
  listed: Case | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const guild = useGuild()
  const found = useCase(
    () => guild.id,
    () => props.number,
  )
  const others = useLooking(() => `case:${props.number}`)
  const record = () => found.case() ?? props.listed
  const { shown, change } = createChangeCase(record)
  const current = () => {
    const c = record()
    return c && shown(c)
  }
  const work = useCaseWork(
    () => guild.id,
    () => props.number,
    record,
  )
  return (
    <RowSheet
      title={<>Case #{props.number}</>}
      what="case"
      id={props.number}
      onClose={props.onClose}
      onStep={props.onStep}
      footer={current() && <CaseActions case={current()!} related={work.related()} />}
    >
      <Lookers people={others()} class="not-empty:mb-4" />
      <Switch fallback={<Skeleton lines={8} class="h-6" label="Loading the case" />}>
        <Match when={current()}>{(c) => <CaseDetail case={c()} work={work} onChange={change} />}</Match>
        <Match when={found.query.isError && isFailure(found.query.error, 'no_such_case')}>
          <EmptyState title={`There is no case ${props.number}`}>
            Cases are numbered from 1 without gaps; this one has not happened yet.
          </EmptyState>
        </Match>
        <Match when={found.query.isError}>
          <ErrorPanel
            title="The case could not be loaded"
            message={failureMessage(found.query.error)}
            onRetry={() => void found.query.refetch()}
            retrying={found.query.isFetching}
          />
        </Match>
      </Switch>
    </RowSheet>
  )
}
