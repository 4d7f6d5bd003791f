import { Match, Switch } from 'solid-js'
import SweepIcon from '~icons/lucide/brush-cleaning'
import PlusIcon from '~icons/lucide/plus'
import UndoIcon from '~icons/lucide/undo-2'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { createSweepList } from '#web/data/sweeps.ts'
import { ListSkeleton } from '#web/pages/list/list-skeleton.tsx'
import { RowList } from '#web/pages/list/row-list.tsx'
import { columns, rowGrid } from './sweep-columns.ts'
import { SweepRow } from './sweep-row.tsx'

/** What was, is, or may be done to many at once. */
export function Sweeps() {
  const guild = useGuild()
  const list = createSweepList(() => guild.id)
  return (
    <div class="page">
      <PageHeader
        title="Sweeps"
        documentTitle={`Sweeps · ${guild.name()}`}
        lead="The same action on many people at once, planned and reviewed before anything happens."
        actions={
          <>
            <LinkButton href={guild.link('/sweeps/new?by=undo')}>
              <UndoIcon /> Undo someone's actions
            </LinkButton>
            <LinkButton variant="primary" href={guild.link('/sweeps/new')}>
              <PlusIcon /> New sweep
            </LinkButton>
          </>
        }
      />
      <div class="min-w-0">
        <Switch>
          <Match when={list.rows().length === 0 && list.error()}>
            {(error) => (
              <ErrorPanel
                title="The sweeps could not be loaded"
                message={failureMessage(error())}
                onRetry={list.refetch}
                retrying={list.isFetching()}
              />
            )}
          </Match>
          <Match when={list.isLoading()}>
            <ListSkeleton label="Loading sweeps" rows={4} />
          </Match>
          <Match when={list.rows().length === 0}>
            <div class="card">
              <EmptyState icon={<SweepIcon />} title="No sweeps yet">
                Paste a list of ids, or pick members by when they joined. A plan shows who would be acted on, and who
                not and why.
              </EmptyState>
            </div>
          </Match>
          <Match when={true}>
            <RowList
              ref={() => undefined}
              label="Sweeps"
              older="older sweeps"
              columns={columns}
              grid={rowGrid}
              rows={list.rows()}
              idOf={(sweep) => sweep.id}
              list={list}
            >
              {(sweep, index) => <SweepRow sweep={sweep()} rowIndex={index() + 2} />}
            </RowList>
          </Match>
        </Switch>
      </div>
    </div>
  )
}
