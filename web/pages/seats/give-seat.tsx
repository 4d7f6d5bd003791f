import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { Member } from '#schema/contract/guild.ts'
import { memberName } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { createDebounced } from '#web/primitives/debounced.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useMemberSearch } from '#web/data/members.ts'
import { useGiveSeat } from '#web/data/seats.ts'
import { levels, seatWords } from './seat-words.ts'

const isId = (text: string) => Snowflake.safeParse(text.trim()).success

/** Gives a seat to a role, or to a member found by name or id. */
export function GiveSeat(props: { open: boolean; onClose: () => void }) {
  const guild = useGuild()
  const give = useGiveSeat(() => guild.id)
  const [to, setTo] = createSignal<'role' | 'user'>('role')
  const [role, setRole] = createSignal('')
  const [query, setQuery] = createSignal('')
  const [member, setMember] = createSignal<Member | null>(null)
  const [level, setLevel] = createSignal<SeatLevel>('moderator')
  const [wrong, setWrong] = createSignal<string>()
  createEffect(
    on(
      () => props.open,
      () => {
        setRole('')
        setQuery('')
        setMember(null)
        setWrong(undefined)
      },
    ),
  )
  const roles = createMemo(() => [
    { value: '', label: 'Choose a role…' },
    ...guild
      .roles()
      .filter((one) => one.id !== guild.id && !one.managed)
      .sort((a, b) => b.position - a.position)
      .map((one) => ({ value: one.id, label: one.name })),
  ])
  const subject = () => (to() === 'role' ? role() : (member()?.id ?? (isId(query()) ? query().trim() : '')))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!subject())
      return setWrong(to() === 'role' ? 'Choose a role.' : 'Choose a member from the list, or write an id.')
    setWrong(undefined)
    try {
      await give.mutateAsync({ subjectType: to(), subjectId: subject(), level: level() })
      props.onClose()
      showToast('The seat is given.', { tone: 'ok' })
    } catch (error) {
      setWrong(failureMessage(error))
    }
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title="Give a seat"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="give-seat" variant="primary" busy={give.isPending}>
            Give the seat
          </Button>
        </>
      }
    >
      <form id="give-seat" class="grid gap-5" onSubmit={(event) => void submit(event)}>
        <div>
          <Segmented
            label="To"
            value={to()}
            options={[
              { value: 'role', label: 'A role' },
              { value: 'user', label: 'A person' },
            ]}
            onChoose={(value) => {
              setTo(value)
              setWrong(undefined)
            }}
          />
        </div>
        <Show
          when={to() === 'role'}
          fallback={
            <Field label="Member" help="A name's beginning, or a Discord id." error={wrong()}>
              <MemberBox
                query={query()}
                onQuery={(text) => (setQuery(text), setMember(null))}
                onChoose={(one) => (setMember(one), setQuery(memberName(one)))}
              />
            </Field>
          }
        >
          <Field label="Role" help="Everyone who has it, now and later." error={wrong()}>
            <Select value={role()} options={roles()} onChoose={setRole} />
          </Field>
        </Show>
        <fieldset class="grid gap-2">
          <legend class="mb-1.5 font-semibold">Seat</legend>
          <For each={levels}>
            {(one) => (
              <label class="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 py-2 has-checked:border-accent-mark has-checked:bg-accent-soft">
                <input
                  type="radio"
                  name="level"
                  class="size-4 accent-primary"
                  checked={level() === one}
                  onChange={() => setLevel(one)}
                />
                <span>
                  <span class="font-semibold">{seatWords[one].label}</span>
                  <span class="text-ink-2">: {seatWords[one].can}</span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
      </form>
    </Dialog>
  )
}

function MemberBox(props: { query: string; onQuery: (text: string) => void; onChoose: (member: Member) => void }) {
  const guild = useGuild()
  const asked = createDebounced(() => props.query.trim(), 200)
  const found = useMemberSearch(() => guild.id, asked)
  return (
    <Combobox
      query={props.query}
      onQuery={props.onQuery}
      options={found.data ?? []}
      optionId={(member) => member.id}
      loading={found.isFetching || asked() !== props.query.trim()}
      empty="No member here by that name"
      onChoose={props.onChoose}
      renderOption={(member) => (
        <>
          <Avatar name={memberName(member)} src={avatarUrl(member)} size={24} />
          <span class="min-w-0 flex-1 truncate">
            {memberName(member)} <span class="text-ink-3">{member.username}</span>
          </span>
        </>
      )}
    />
  )
}
