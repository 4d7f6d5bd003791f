import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { DeedInput } from '#schema/contract/action.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { HOUR, MAX_CONTAIN, MINUTE, verificationLabels } from '#schema/contract/kinds.ts'
import type { RaidState } from '#schema/contract/raid.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { useGuild } from '#web/data/guild.ts'
import { ActState } from '#web/pages/act/act-state.tsx'
import { createSending } from '#web/pages/act/sending.ts'
import { closeRaid, raidWish } from './open-raid.ts'
import { formatEnd, heldSentence } from './raid-words.ts'

const usual = [15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, MAX_CONTAIN]
/** `''`: leave it as it is */
const levels = [
  ...verificationLabels.map((label, level) => ({ value: String(level), label })).slice(1),
  { value: '', label: 'Leave it as it is' },
]

/** Switches raid mode on, gives it a new end, or ends it: says what will happen, and takes one more press. */
export function RaidDialog(props: { state: RaidState; blocked: (kind: 'contain' | 'release') => string | undefined }) {
  const guild = useGuild()
  const mode = () => props.state.mode
  // for as long as this lives: closed on the way, or with the mode gone, it is still the same deed that is told of
  const isEnd = raidWish() === 'end'
  const kind = isEnd ? 'release' : 'contain'
  const isOver = () => isEnd && mode() === null
  const [duration, setDuration] = createSignal(Math.min(MAX_CONTAIN, props.state.holdMinutes * MINUTE))
  // what it holds goes on; what it does not hold was not wanted
  const held = mode()
  const [invites, setInvites] = createSignal(held?.held.includes('invites') ?? true)
  const [dms, setDms] = createSignal(held?.held.includes('dms') ?? true)
  const [level, setLevel] = createSignal(held ? String(held.level ?? '') : '4')
  const [reason, setReason] = createSignal('')
  const choices = () => [...new Set([props.state.holdMinutes * MINUTE, ...usual])].sort((a, b) => a - b)
  const sending = createSending({
    deed: () => ({ guildId: guild.id, kind, target: null, channelId: null, channelName: null }),
    onDone: closeRaid,
  })
  const isLocked = () => sending.isBusy() || sending.isFinal() || sending.isUnanswered()
  const why = (): string | undefined => {
    if (sending.isBusy()) return undefined
    const nothing = !isEnd && !invites() && !dms() && level() === ''
    return (
      (isOver() ? 'Raid mode is over already.' : undefined) ??
      props.blocked(kind) ??
      props.state.botLacks ??
      (nothing ? 'Choose at least one.' : undefined)
    )
  }
  const deed = (): DeedInput =>
    isEnd
      ? { kind: 'release', reason: reason() }
      : {
          kind: 'contain',
          duration: duration(),
          invites: invites(),
          dms: dms(),
          verification: level() === '' ? null : Number(level()),
          reason: reason(),
        }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isBusy() || sending.isFinal() || why()) return
    if (sending.isUnanswered()) return void sending.retry()
    sending.revise()
    void sending.submit({ deed: deed(), about: mode()?.number })
  }
  const label = () => (isEnd ? 'End raid mode' : mode() ? 'Set this end' : 'Turn on raid mode')
  return (
    <Dialog
      open
      onClose={closeRaid}
      role="alertdialog"
      focusBody={isLocked()}
      title={isEnd ? 'End raid mode' : mode() ? 'Raid mode: a new end' : 'Raid mode'}
      footer={
        <>
          <ActState progress={sending.progress()} late={sending.isLate()} />
          <Button onClick={closeRaid}>{isLocked() ? 'Close' : 'Cancel'}</Button>
          <Show when={!sending.isFinal()}>
            <Button
              autofocus
              type="submit"
              form="raid"
              variant={isEnd ? 'primary' : 'danger'}
              busy={sending.isBusy()}
              reason={why()}
            >
              {sending.isUnanswered() ? 'Try again' : label()}
            </Button>
          </Show>
        </>
      }
    >
      <form id="raid" class="grid gap-4" onSubmit={submit} novalidate>
        <Show when={props.state.botLacks}>{(lacks) => <Notice tone="warn">{lacks()}</Notice>}</Show>
        <fieldset class="contents" disabled={isLocked()}>
          <Switch>
            <Match when={isEnd && mode()}>
              {(running) => (
                <p class="text-ink-2">
                  Everything is put back as it was before raid mode; what somebody changed by hand since then stays.{' '}
                  {heldSentence(running())} Without this it ends by itself at {formatEnd(running().until, now())}.
                </p>
              )}
            </Match>
            <Match when={isOver()}>
              <p class="text-ink-2">Raid mode is over.</p>
            </Match>
            <Match when={!isEnd}>
              <p class="text-ink-2">
                {mode()
                  ? 'The end counts from now. What was before raid mode is still put back by it.'
                  : 'Nobody new comes in, and at the end everything is put back as it was before, by itself.'}
              </p>
              <div class="grid gap-1">
                <Checkbox checked={invites()} onChange={setInvites} help="No invite works; who is in stays in.">
                  Pause invites
                </Checkbox>
                <Checkbox
                  checked={dms()}
                  onChange={setDms}
                  help="Members cannot write to each other directly unless they are friends."
                >
                  Pause direct messages
                </Checkbox>
              </div>
              <Field label="Verification at least" help="What Discord asks of an account before it may write here.">
                <Select value={level()} options={levels} onChoose={setLevel} />
              </Field>
              <div role="radiogroup" aria-label="For how long" class="grid gap-1.5">
                <p class="font-semibold" aria-hidden="true">
                  For how long
                </p>
                <div class="flex flex-wrap gap-1.5">
                  <For each={choices()}>
                    {(ms) => (
                      <label class="flex min-h-9 items-center rounded-md border border-line-strong bg-surface px-3 font-medium has-checked:border-primary has-checked:bg-accent-soft has-checked:outline-1 has-checked:outline-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus coarse:min-h-11">
                        <input
                          type="radio"
                          class="sr-only"
                          name="raid-duration"
                          checked={duration() === ms}
                          onChange={() => setDuration(ms)}
                        />
                        {formatDuration(ms)}
                      </label>
                    )}
                  </For>
                </div>
                <p class="text-sm text-ink-3">Until {formatEnd(now() + duration(), now())}.</p>
              </div>
            </Match>
          </Switch>
          <Field label="Reason" aside="optional">
            <TextInput
              name="reason"
              dir="auto"
              maxlength={512}
              value={reason()}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </Field>
        </fieldset>
      </form>
    </Dialog>
  )
}
