import { useBeforeLeave } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { Settings } from '#schema/contract/settings.ts'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSaveSettings } from '#web/data/settings.ts'
import { SaveBar } from './save-bar.tsx'
import { sections } from './sections.ts'
import { countChanges, takeSaved } from './take-saved.ts'

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

  const takeIn = (before: Settings, now: Settings) => {
    const taken = takeSaved(copy(draft), before, now)
    for (const key of keys) if (countChanges(draft[key], taken[key]) > 0) setDraft({ [key]: taken[key] })
  }

  // What someone else saves meanwhile shows where nothing was changed here.
  createEffect(
    on(
      () => copy(props.saved),
      (now, before) => {
        if (before) takeIn(before, now)
        return now
      },
    ),
  )
  const submit = async () => {
    if (dirty().length === 0 || save.isPending) return
    const wrong = form.querySelector<HTMLElement>('[aria-invalid=true]')
    if (wrong) return wrong.focus()
    const sent = copy(draft)
    const patch = Object.fromEntries(dirty().map((key) => [key, sent[key]]))
    const { SettingsPatch } = await import('#schema/contract/settings.ts')
    const [issue] = SettingsPatch.safeParse(patch).error?.issues ?? []
    setProblem(issue && `${issue.path.join(' → ')}: ${issue.message}`)
    if (issue) return
    try {
      const saved = await save.mutateAsync(patch)
      takeIn(sent, copy(saved))
      showToast('Settings saved.', { tone: 'ok' })
    } catch {
      // shown beside the form
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    // some fields are taken when they are left
    document.activeElement?.dispatchEvent(new Event('change', { bubbles: true }))
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
      <Show when={problem() ?? (save.error && failureMessage(save.error))}>
        {(message) => <ErrorPanel title="The settings were not saved" message={message()} />}
      </Show>
      <For each={sections}>{(Section) => <Section draft={draft} set={setDraft} />}</For>
      <SaveBar changes={changes()} saving={save.isPending} onDiscard={discard} />
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
