import { For } from 'solid-js'
import { type ListKeys, listKeys } from '#web/primitives/list-keys.ts'
import { letterKeysOn, setLetterKeys } from '#web/primitives/letter-keys.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useGuild } from '#web/data/guild.ts'
import { navItems } from '#web/pages/shell/nav-items.ts'
import { closePalette } from './open-palette.ts'

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.userAgent)
const command = isMac ? '⌘' : 'Ctrl'

type Key = readonly [keys: readonly string[], does: string]

/** What acts in the list that is on screen. */
function ofList({ search, pick, pickAll, filter, leave }: ListKeys): Key[] {
  return [
    [['J'], 'Next'],
    [['K'], 'Previous'],
    [['Enter'], 'Open'],
    ...(pick
      ? ([
          [['X'], 'Select'],
          [['Shift', 'X'], 'Select up to here'],
          [['Shift', 'J'], 'Select on'],
        ] as const)
      : []),
    ...(pickAll ? ([[[command, 'A'], 'Select what is loaded']] as const) : []),
    ...(filter ? ([[['F'], 'Filters']] as const) : []),
    ...(search ? ([[['/'], 'Search']] as const) : []),
    ...(leave ? ([[['Esc'], pick ? 'Select none, or leave what is open' : 'Leave what is open']] as const) : []),
  ]
}

const ofDialogs: readonly Key[] = [
  [[command, 'Enter'], 'Send the action or comment'],
  [[command, 'S'], 'Save the settings'],
  [['Esc'], 'Close'],
]

/** Every key that acts on this page, and the switch for those that are single letters. */
export function KeysHelp() {
  const guild = useGuild()
  const everywhere = (): Key[] => [
    [[command, 'K'], 'Search or act'],
    [['?'], 'This list'],
    ...navItems.map(({ key, label, needs }): Key => [
      ['G', key.toUpperCase()],
      guild.seated(needs) ? label : `${label}, needs the seat ${needs}`,
    ]),
  ]
  const groups = (): { title: string; keys: readonly Key[] }[] => {
    const list = listKeys()
    return [
      { title: 'Everywhere', keys: everywhere() },
      ...(list ? [{ title: 'In this list', keys: ofList(list) }] : []),
      { title: 'Dialogs and settings', keys: ofDialogs },
    ]
  }
  return (
    <Dialog open onClose={closePalette} title="Keys" size="md" focusBody>
      <div class="grid gap-5">
        <For each={groups()}>
          {(group) => (
            <section class="grid gap-2">
              <h3 class="overline">{group.title}</h3>
              <dl class="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
                <For each={group.keys}>
                  {([keys, does]) => (
                    <div class="flex items-center justify-between gap-3">
                      <dt class="flex w-24 flex-none gap-1">
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
