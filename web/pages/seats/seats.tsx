import { createSignal, For, Show } from 'solid-js'
import SeatsIcon from '~icons/lucide/armchair'
import PlusIcon from '~icons/lucide/plus'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { keepFocus } from '#web/primitives/keep-focus.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { type GivenSeat, seatsQuery, useGiveSeat, useTakeSeat } from '#web/data/seats.ts'
import { AdminsOnly } from '#web/pages/shell/admins-only.tsx'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { GiveSeat } from './give-seat.tsx'
import { ImpliedSeats } from './implied-seats.tsx'
import { SeatRow } from './seat-row.tsx'

/** Who may see and do what here. */
export function Seats() {
  const guild = useGuild()
  return (
    <div class="page">
      <Show when={guild.seated('admin')} fallback={<AdminsOnly title="Seats" />}>
        <SeatList />
      </Show>
    </div>
  )
}

function SeatList() {
  const guild = useGuild()
  const query = useQuery(() => seatsQuery(guild.id))
  const give = useGiveSeat(() => guild.id)
  const take = useTakeSeat(() => guild.id)
  const [giving, setGiving] = createSignal(false)
  const [removing, setRemoving] = createSignal<GivenSeat | null>(null)

  const change = async (seat: GivenSeat, level: SeatLevel) => {
    const was = seat.level
    const set = (to: SeatLevel) =>
      give.mutateAsync({ subjectType: seat.subjectType, subjectId: seat.subjectId, level: to })
    try {
      await set(level)
      showToast(`${seat.name ?? seat.subjectId} is now ${level}.`, {
        tone: 'ok',
        action: { label: 'Undo', run: () => void set(was).catch(complain) },
      })
    } catch (error) {
      complain(error)
      void query.refetch()
    }
  }
  const remove = async (seat: GivenSeat) => {
    try {
      await take.mutateAsync(seat)
      setRemoving(null)
      showToast(`${seat.name ?? seat.subjectId} has no seat any more.`, { tone: 'ok' })
    } catch (error) {
      complain(error)
    }
  }

  let given!: HTMLElement
  keepFocus(() => given.parentElement, {
    changes: () => [query.data?.seats.length, removing()],
    next: () => given.querySelector('h2'),
  })

  return (
    <>
      <PageHeader
        title="Seats"
        documentTitle={`Seats · ${guild.name()}`}
        lead="Who may use this dashboard. Acting also needs the permission on Discord."
        actions={
          <Button variant="primary" onClick={() => setGiving(true)}>
            <PlusIcon />
            Give a seat
          </Button>
        }
      />
      <ImpliedSeats owner={query.data?.owner} />
      <section ref={given} class="card" aria-labelledby="given">
        <h2 id="given" tabindex="-1" class="outline-none border-b border-line px-4 py-3 text-lg font-semibold">
          Given seats
        </h2>
        <Loaded query={query} what="The seats">
          {(data) => (
            <Show when={data().seats.length > 0} fallback={<NoSeats />}>
              <ul class="divide-y divide-line">
                <For each={data().seats}>
                  {(seat) => (
                    <SeatRow
                      seat={seat}
                      onLevel={(level) => void change(seat, level)}
                      onRemove={() => setRemoving(seat)}
                    />
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Loaded>
      </section>
      <GiveSeat open={giving()} onClose={() => setGiving(false)} />
      <ConfirmDialog
        open={removing() !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => void remove(removing()!)}
        title={`Take the seat of ${removing()?.name ?? removing()?.subjectId ?? ''}?`}
        confirm="Take the seat"
        busy={take.isPending}
      >
        <p>
          {removing()?.subjectType === 'role'
            ? 'Everyone who sits here only through this role loses access at once, in open windows too.'
            : 'They lose access at once, in open windows too. What they did stays on record.'}
        </p>
      </ConfirmDialog>
    </>
  )
}

const complain = (error: unknown) => void showToast(failureMessage(error), { tone: 'danger' })

const NoSeats = () => (
  <EmptyState icon={<SeatsIcon />} title="No seats given yet">
    Only the owner and administrators can enter. Give a seat to your moderators' role, and everyone who has it can.
  </EmptyState>
)
