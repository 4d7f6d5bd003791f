import { useBeforeLeave } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { Settings } from '#schema/contract/settings.ts'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { showToast } from '#web/ui/toast.ts'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { readSettingsAnew, useSaveSettings } from '#web/data/settings.ts'
import { ClashList } from './clash-list.tsx'
import { SaveBar } from './save-bar.tsx'
import { sections } from './sections.ts'
import { countChanges, findClashes, takeField, takeSaved, valueAt } from './take-saved.ts'

const copy = (settings: Settings): Settings => structuredClone(unwrap(settings))

/** The settings with what was changed but not yet saved; leaving with changes asks first. */
export function SettingsForm(props: { saved: Settings }) {
  const guild = useGuild()
  const save = useSaveSettings(() => guild.id)
  const [draft, setDraft] = createStore<Settings>(copy(props.saved))
  const [problem, setProblem] = createSignal<string>()
  const [leaving, setLeaving] = createSignal<(() => void) | null>(null)
  const keys = Object.keys(props.saved) as (keyof Settings)[]
  const dirty = createMemo(() => keys.filter((key) => countChanges(draft[key], props.saved[key]) > 0))
  const changes = createMemo(() => countChanges({ ...draft }, props.saved))
  let form!: HTMLFormElement
  const discard = () => setDraft(reconcile(copy(props.saved)))

  const [found, setFound] = createSignal<readonly string[]>([])
  const clashes = createMemo(() =>
    found().filter((name) => countChanges(valueAt(draft, name), valueAt(props.saved, name)) > 0),
  )
  /** what is on its way, which is no colleague's when it comes back */
  let sent: Settings | undefined

  const show = (settings: Settings) => {
    for (const key of keys) if (countChanges(draft[key], settings[key]) > 0) setDraft({ [key]: settings[key] })
  }
  const takeIn = (before: Settings, now: Settings) => {
    const mine = copy(draft)
    const isOwn = (name: string) => countChanges(valueAt(sent, name), valueAt(now, name)) === 0
    const more = findClashes(mine, before, now).filter((name) => !isOwn(name))
    setFound((names) => [...new Set([...names.filter((name) => clashes().includes(name)), ...more])])
    show(takeSaved(mine, before, now))
  }
  const choose = (name: string, whose: 'theirs' | 'mine') => {
    if (whose === 'theirs') show(takeField(copy(draft), copy(props.saved), name.split('.')))
    setFound((names) => names.filter((one) => one !== name))
  }
  /** some fields are taken when they are left */
  const takeTyped = () => {
    const field = document.activeElement
    if (form.contains(field)) field?.dispatchEvent(new Event('change', { bubbles: true }))
  }

  // What someone else saves meanwhile shows where nothing was changed here.
  createEffect(
    on(
      () => copy(props.saved),
      (now, before) => {
        if (!before) return now
        takeTyped()
        takeIn(before, now)
        return now
      },
    ),
  )
  const submit = async (seen = copy(props.saved)) => {
    const changed = keys.filter((key) => countChanges(draft[key], seen[key]) > 0)
    if (changed.length === 0 || save.isPending) return
    const undecided = clashes().length > 0 ? '#clashes button' : '[aria-invalid=true]'
    const first = form.querySelector<HTMLElement>(undecided)
    if (first) return first.focus()
    const mine = copy(draft)
    const { SettingsPatch } = await import('#schema/contract/settings.ts')
    const only = (settings: Settings) => Object.fromEntries(changed.map((key) => [key, settings[key]]))
    const read = SettingsPatch.safeParse(only(mine))
    const [issue] = read.error?.issues ?? []
    setProblem(issue && `${issue.path.join(' → ')}: ${issue.message}`)
    if (!read.data) return
    sent = { ...mine, ...read.data }
    try {
      const saved = await save.mutateAsync({ ...read.data, seen: only(seen) })
      takeIn(sent, copy(saved))
      showToast('Settings saved.', { tone: 'ok' })
    } catch (error) {
      sent = undefined
      if (!isFailure(error, 'settings_changed')) return // shown beside the form
      const now = copy(await readSettingsAnew(guild.id))
      takeIn(seen, now)
      // mine go on top, unless the same was changed
      if (clashes().length === 0) await submit(now)
    } finally {
      sent = undefined
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    takeTyped()
    void submit()
  }
  const beforeUnload = (event: BeforeUnloadEvent) => dirty().length > 0 && event.preventDefault()
  onMount(() => {
    addEventListener('keydown', press)
    addEventListener('beforeunload', beforeUnload)
    document.getElementById(location.hash.slice(1))?.scrollIntoView()
  })
  onCleanup(() => {
    removeEventListener('keydown', press)
    removeEventListener('beforeunload', beforeUnload)
  })
  useBeforeLeave((leave) => {
    if (dirty().length === 0 || leave.defaultPrevented) return
    leave.preventDefault()
    setLeaving(() => () => leave.retry(true))
  })

  return (
    <form
      ref={form}
      novalidate
      class="grid max-w-3xl gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Show
        when={problem() ?? (save.error && !isFailure(save.error, 'settings_changed') && failureMessage(save.error))}
      >
        {(message) => <ErrorPanel title="The settings were not saved" message={message()} />}
      </Show>
      <For each={sections}>{(Section) => <Section draft={draft} set={setDraft} />}</For>
      <SaveBar changes={changes()} saving={save.isPending} onDiscard={discard}>
        <ClashList names={clashes()} draft={draft} saved={props.saved} onChoose={choose} />
      </SaveBar>
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          const leave = leaving()
          setLeaving(null)
          discard()
          leave?.()
        }}
        title="Leave without saving?"
        confirm="Discard changes"
      >
        <p>{changes() === 1 ? 'One change is' : `${changes()} changes are`} not saved.</p>
      </ConfirmDialog>
    </form>
  )
}
