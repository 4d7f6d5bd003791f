import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import type { SavedView, ViewPage } from '#schema/contract/view.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { changeView, saveView } from '#web/data/views.ts'

/** Asks for a view's name, and whether the others here see it too; `view` is one that is there already. */
export function ViewDialog(props: {
  open: boolean
  onClose: () => void
  page: ViewPage
  query: string
  view: SavedView | undefined
  href: (view: SavedView) => string
}) {
  return (
    <Show when={props.open}>
      <OpenDialog {...props} />
    </Show>
  )
}

function OpenDialog(props: Parameters<typeof ViewDialog>[0]) {
  const guild = useGuild()
  const navigate = useNavigate()
  const [name, setName] = createSignal(props.view?.name ?? '')
  const [shared, setShared] = createSignal(props.view?.shared ?? false)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const send = async () => {
    if (name().trim() === '') return setProblem('A view needs a name.')
    setBusy(true)
    const { view, page, query } = props
    const said = { name: name().trim(), shared: shared() }
    try {
      if (view) await changeView(guild.id, view.id, said)
      else {
        const saved = await saveView(guild.id, { page, query, ...said })
        navigate(props.href(saved), { scroll: false, replace: true })
      }
      props.onClose()
    } catch (error) {
      setProblem(failureMessage(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.view ? 'Name and sharing' : 'Save view'}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button variant="primary" busy={busy()} onClick={() => void send()}>
            {props.view ? 'Save' : 'Save view'}
          </Button>
        </>
      }
    >
      <form
        class="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Show when={problem()}>{(message) => <ErrorPanel title="Not saved" message={message()} />}</Show>
        <Field label="Name">
          <TextInput autofocus maxlength={60} value={name()} onInput={(event) => setName(event.currentTarget.value)} />
        </Field>
        <Checkbox
          checked={shared()}
          onChange={setShared}
          disabled={!guild.seated('moderator')}
          help={
            guild.seated('moderator')
              ? 'Everybody who may open this list sees it among its views.'
              : 'Sharing needs a moderator seat.'
          }
        >
          Share it with the staff
        </Checkbox>
      </form>
    </Dialog>
  )
}
