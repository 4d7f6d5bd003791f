import { For, Show } from 'solid-js'
import type { Settings } from '#schema/contract/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { useGuild } from '#web/data/guild.ts'
import { fieldLabel, fieldValue } from './field-words.ts'
import { valueAt } from './take-saved.ts'

/** Fields changed here that somebody else saved with another value meanwhile: which of the two stays is chosen for each. */
export function ClashList(props: {
  names: readonly string[]
  draft: Settings
  saved: Settings
  onChoose: (name: string, whose: 'theirs' | 'mine') => void
}) {
  const guild = useGuild()
  const nameOf = (id: string): string => {
    const [role, channel] = [guild.role(id), guild.channel(id)]
    return role ? `@${role.name}` : channel ? `#${channel.name}` : 'something deleted'
  }
  const words = (name: string, of: Settings) => fieldValue(name, valueAt(of, name), nameOf)
  return (
    <Show when={props.names.length > 0}>
      <section
        id="clashes"
        aria-label="Also changed by a colleague"
        class="grid max-h-60 gap-3 overflow-y-auto border-b border-line pb-2.5"
      >
        <For each={props.names}>
          {(name) => (
            <div role="group" aria-label={fieldLabel(name)} class="grid gap-1.5">
              <p>
                A colleague saved <strong>{fieldLabel(name)}</strong> meanwhile, with another value.
              </p>
              <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
                <dt class="text-ink-3">Theirs</dt>
                <dd class="line-clamp-4 break-words">
                  <bdi>{words(name, props.saved)}</bdi>
                </dd>
                <dt class="text-ink-3">Mine</dt>
                <dd class="line-clamp-4 break-words">
                  <bdi>{words(name, props.draft)}</bdi>
                </dd>
              </dl>
              <div class="flex flex-wrap gap-2">
                <Button size="sm" onClick={() => props.onChoose(name, 'theirs')}>
                  Keep theirs
                </Button>
                <Button size="sm" onClick={() => props.onChoose(name, 'mine')}>
                  Keep mine
                </Button>
              </div>
            </div>
          )}
        </For>
      </section>
    </Show>
  )
}
