import { For } from 'solid-js'
import { letterKeysOn, setLetterKeys } from '#web/primitives/letter-keys.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { navItems } from '#web/pages/shell/nav-items.ts'
import { closePalette } from './open-palette.ts'

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.userAgent)
const command = isMac ? '⌘' : 'Ctrl'

interface Keys {
  title: string
  keys: readonly (readonly [keys: readonly string[], does: string])[]
}

const groups: readonly Keys[] = [
  {
    title: 'Everywhere',
    keys: [
      [[command, 'K'], 'Search or act'],
      [['?'], 'This list'],
      ...navItems.flatMap(({ key, label }) => (key ? [[['G', key.toUpperCase()], label] as const] : [])),
    ],
  },
  {
    title: 'Lists',
    keys: [
      [['J'], 'Next'],
      [['K'], 'Previous'],
      [['Enter'], 'Open'],
      [['X'], 'Select'],
      [['Shift', 'J'], 'Select on'],
      [[command, 'A'], 'Select what is loaded'],
      [['F'], 'Filters'],
      [['/'], 'Search'],
      [['Esc'], 'Leave what is open'],
    ],
  },
  {
    title: 'Dialogs and settings',
    keys: [
      [[command, 'Enter'], 'Send'],
      [[command, 'S'], 'Save the settings'],
      [['Esc'], 'Close'],
    ],
  },
]

/** Every key there is, and the switch for those that are single letters. */
export function KeysHelp() {
  return (
    <Dialog open onClose={closePalette} title="Keys" size="md" focusBody>
      <div class="grid gap-5">
        <For each={groups}>
          {(group) => (
            <section class="grid gap-2">
              <h3 class="overline">{group.title}</h3>
              <dl class="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
                <For each={group.keys}>
                  {([keys, does]) => (
                    <div class="flex items-center justify-between gap-3">
                      <dt class="flex gap-1">
                        <For each={keys}>{(key) => <kbd class="kbd">{key}</kbd>}</For>
                      </dt>
                      <dd class="flex-1 text-ink-2">{does}</dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
        <Checkbox
          checked={letterKeysOn()}
          onChange={setLetterKeys}
          help="Off, only keys with Ctrl, Cmd, Enter and Esc act."
        >
          Single letters act
        </Checkbox>
      </div>
    </Dialog>
  )
}
