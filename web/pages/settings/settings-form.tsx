import { useBeforeLeave } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { Settings } from '#schema/contract/settings.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSaveSettings } from '#web/data/settings.ts'
import { LogChannel } from './log-channel.tsx'
import { SaveBar } from './save-bar.tsx'

const MOST_APPEAL = 300

/** The settings with what was changed but not yet saved; leaving with changes asks first. */
export function SettingsForm(props: { saved: Settings }) {
  const guild = useGuild()
  const save = useSaveSettings(() => guild.id)
  const [draft, setDraft] = createStore<Settings>({ ...props.saved })
  const [leaving, setLeaving] = createSignal<(() => void) | null>(null)
  const keys = Object.keys(props.saved) as (keyof Settings)[]
  const dirty = createMemo(() => keys.filter((key) => draft[key] !== props.saved[key]))
  const discard = () => setDraft(reconcile({ ...props.saved }))
  const tooLong = () =>
    draft.appealText.trim().length > MOST_APPEAL ? `At most ${MOST_APPEAL} characters.` : undefined

  // What someone else saves meanwhile shows where nothing was changed here.
  createEffect(
    on(
      () => ({ ...props.saved }),
      (now, before) => {
        for (const key of keys) if (before && draft[key] === before[key]) setDraft({ [key]: now[key] })
        return now
      },
    ),
  )
  const submit = async () => {
    if (dirty().length === 0 || tooLong() || save.isPending) return
    try {
      const saved = await save.mutateAsync({ ...unwrap(draft), appealText: draft.appealText.trim() })
      setDraft(reconcile(saved))
      showToast('Settings saved.', { tone: 'ok' })
    } catch {
      // shown beside the form
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  const beforeUnload = (event: BeforeUnloadEvent) => dirty().length > 0 && event.preventDefault()
  onMount(() => {
    addEventListener('keydown', press)
    addEventListener('beforeunload', beforeUnload)
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
      class="grid max-w-3xl gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Show when={save.error}>
        <ErrorPanel title="The settings were not saved" message={failureMessage(save.error)} />
      </Show>
      <section class="card grid gap-5 p-5" aria-labelledby="log">
        <h2 id="log" class="text-lg font-semibold">
          Mod log
        </h2>
        <LogChannel value={draft.logChannelId} onChange={(id) => setDraft('logChannelId', id)} />
      </section>
      <section class="card grid gap-5 p-5" aria-labelledby="dm">
        <h2 id="dm" class="text-lg font-semibold">
          Direct messages
        </h2>
        <div class="grid gap-3">
          <Checkbox
            checked={draft.dm}
            onChange={(on) => setDraft('dm', on)}
            help="Before they are removed, where Discord lets the bot write to them. The case says whether it arrived."
          >
            Tell people what was done to them, and why
          </Checkbox>
          <Checkbox
            checked={draft.dmNamesModerator}
            disabled={!draft.dm}
            onChange={(on) => setDraft('dmNamesModerator', on)}
            help="Without it they read that the staff did it."
          >
            Name the moderator in that message
          </Checkbox>
        </div>
        <Field
          label="Added to the message of a ban"
          help="Such as where to appeal."
          aside={`${draft.appealText.length} / ${MOST_APPEAL}`}
          error={tooLong()}
        >
          <TextArea
            value={draft.appealText}
            disabled={!draft.dm}
            placeholder="You can appeal at …"
            onInput={(event) => setDraft('appealText', event.currentTarget.value)}
          />
        </Field>
      </section>
      <SaveBar changes={dirty().length} saving={save.isPending} onDiscard={discard} />
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
        <p>{dirty().length === 1 ? 'One change is' : `${dirty().length} changes are`} not saved.</p>
      </ConfirmDialog>
    </form>
  )
}
