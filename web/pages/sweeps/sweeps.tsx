import SweepIcon from '~icons/lucide/brush-cleaning'
import PlusIcon from '~icons/lucide/plus'
import UndoIcon from '~icons/lucide/undo-2'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'
import { createSweepList } from '#web/data/sweeps.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { createRowSteps } from '#web/pages/list/row-steps.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { columns, rowGrid } from './sweep-columns.ts'
import { SweepRow } from './sweep-row.tsx'

/** What was, is, or may be done to many at once. */
export function Sweeps() {
  const guild = useGuild()
  const list = createSweepList(() => guild.id)
  let handle: ListHandle | undefined
  const step = createRowSteps(
    () => list.rows().map(({ id }) => id),
    () => handle,
  )
  createListKeys({ move: step })
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
        <ListBody
          ref={(made) => (handle = made)}
          label="Sweeps"
          what="sweeps"
          older="older sweeps"
          columns={columns}
          grid={rowGrid}
          rows={list.rows()}
          idOf={(sweep) => sweep.id}
          list={list}
          expected={4}
          empty={
            <div class="card">
              <EmptyState icon={<SweepIcon />} title="No sweeps yet">
                Paste a list of ids, or pick members by when they joined. A plan shows who would be acted on, and who
                not and why.
              </EmptyState>
            </div>
          }
        >
          {(sweep) => <SweepRow sweep={sweep()} />}
        </ListBody>
      </div>
    </div>
  )
}
