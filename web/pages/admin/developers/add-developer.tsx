import { createMemo, createSignal, Show } from 'solid-js'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { showToast } from '#web/ui/toast.ts'
import { someoneQuery, useAddDeveloper } from '#web/data/developers.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useQuery } from '#web/data/query.ts'

/** Asks for a Discord id, shows whose it is, and only then adds them. */
export function AddDeveloper(props: { onClose: () => void }) {
  const [text, setText] = createSignal('')
  const id = createMemo(() => (/^[1-9]\d{16,19}$/.test(text().trim()) ? text().trim() : undefined))
  const found = useQuery(() => someoneQuery(id()))
  const add = useAddDeveloper()
  const person = () => (id() !== undefined && found.data?.id === id() ? found.data : undefined)
  const reason = () => {
    if (!id()) return 'Write the id of a Discord account first.'
    if (found.isFetching) return 'Looking who that is.'
    if (person()?.bot) return 'That is a bot. Developers are people.'
    return person() ? undefined : 'Discord knows nobody with this id.'
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = person()
    if (!chosen || reason() || add.isPending) return
    try {
      await add.mutateAsync(chosen.id)
      showToast(`${chosen.name} is a developer now.`, { tone: 'ok' })
      props.onClose()
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Add a developer"
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="add-developer" variant="primary" busy={add.isPending} reason={reason()}>
            Add {person()?.name ?? ''}
          </Button>
        </>
      }
    >
      <form id="add-developer" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <Field
          label="Discord user id"
          help="In Discord: Settings → Advanced → Developer Mode, then right-click the person → Copy User ID."
          error={found.isError && id() ? failureMessage(found.error) : undefined}
        >
          <TextInput
            autofocus
            inputmode="numeric"
            autocomplete="off"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Show when={person()}>
          {(one) => (
            <div class="flex items-center gap-3 rounded-md border border-line bg-sunken p-3" role="status">
              <Avatar name={one().name} src={avatarUrl(one())} size={48} />
              <div class="min-w-0">
                <p class="truncate text-lg font-semibold">
                  <bdi>{one().name}</bdi>
                </p>
                <p class="font-mono text-xs text-ink-3">{one().id}</p>
              </div>
            </div>
          )}
        </Show>
        <Show when={add.error}>
          {(error) => <ErrorPanel title="They were not added" message={failureMessage(error())} />}
        </Show>
        <p class="text-sm text-ink-2">
          They will see every server and its log, and can send broadcasts to all of them. The primary developer they
          cannot remove.
        </p>
      </form>
    </Dialog>
  )
}
