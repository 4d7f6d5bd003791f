import { createSignal, For, Show } from 'solid-js'
import { SwitchName } from '#schema/contract/ops.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { noteSwitches, switchesQuery, useSwitch } from '#web/data/switches.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'

const words: Record<SwitchName, { label: string; off: string }> = {
  broadcasts: { label: 'Broadcasts', off: 'Nothing more is sent; what is scheduled waits, and goes on by itself.' },
  sweeps: { label: 'Sweeps', off: 'Sweeps wait where they are, say why, and go on by themselves.' },
  writes: { label: 'Changes', off: 'Everything can be read and nothing changed: no action, no setting, no seat.' },
}
const LEAST = 3

/** What can be switched off for all servers while something is wrong. */
export function SwitchesPage() {
  const query = useQuery(() => switchesQuery)
  const change = useSwitch()
  const [asking, setAsking] = createSignal<SwitchName | null>(null)
  const [reason, setReason] = createSignal('')
  onPanel('switches.changed', ({ switches }) => noteSwitches(switches))
  const set = async (name: SwitchName, why: string | null) => {
    try {
      await change.mutateAsync({ name, reason: why })
      setAsking(null)
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
  }
  return (
    <div class="page">
      <PageHeader
        title="Incident switches"
        lead="For all servers at once. Who switched what, and why, stands in the log."
      />
      <Loaded query={query} what="The switches">
        {(switches) => (
          <ul class="card divide-y divide-line">
            <For each={SwitchName.options}>
              {(name) => (
                <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
                  <div class="min-w-0 flex-1 basis-72">
                    <p class="flex items-center gap-2 font-semibold">
                      {words[name].label}
                      <Badge tone={switches()[name] ? 'danger' : 'ok'}>{switches()[name] ? 'off' : 'on'}</Badge>
                    </p>
                    <Show when={switches()[name]} fallback={<p class="text-sm text-ink-3">{words[name].off}</p>}>
                      {(off) => (
                        <p class="text-sm text-ink-2">
                          Off since <Time long at={off().at} />, by <bdi>{off().by.name}</bdi>: {off().reason}
                        </p>
                      )}
                    </Show>
                  </div>
                  <Show
                    when={switches()[name]}
                    fallback={
                      <Button
                        variant="danger"
                        onClick={() => {
                          setReason('')
                          setAsking(name)
                        }}
                      >
                        Switch off…
                      </Button>
                    }
                  >
                    <Button busy={change.isPending} onClick={() => void set(name, null)}>
                      Switch {words[name].label.toLowerCase()} on
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Show when={asking()}>
        {(name) => (
          <Dialog
            open
            onClose={() => setAsking(null)}
            role="alertdialog"
            size="sm"
            title={`Switch ${words[name()].label.toLowerCase()} off?`}
            footer={
              <>
                <Button onClick={() => setAsking(null)}>Cancel</Button>
                <Button
                  type="submit"
                  form="switch-off"
                  variant="danger"
                  busy={change.isPending}
                  reason={reason().trim().length < LEAST ? 'Say why first.' : undefined}
                >
                  Switch off
                </Button>
              </>
            }
          >
            <form
              id="switch-off"
              class="grid gap-4"
              onSubmit={(event) => {
                event.preventDefault()
                if (reason().trim().length >= LEAST) void set(name(), reason().trim())
              }}
            >
              <p>{words[name()].off}</p>
              <Field label="Why" help="Whoever is held up by it reads this.">
                <TextInput
                  autofocus
                  maxlength={200}
                  value={reason()}
                  onInput={(event) => setReason(event.currentTarget.value)}
                />
              </Field>
            </form>
          </Dialog>
        )}
      </Show>
    </div>
  )
}
