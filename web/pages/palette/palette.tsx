import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import SearchIcon from '~icons/lucide/search'
import HistoryIcon from '~icons/lucide/history'
import PlaceIcon from '~icons/lucide/corner-down-right'
import { createDebounced } from '#web/primitives/debounced.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useMemberSearch } from '#web/data/members.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { openAct } from '#web/pages/act/open-act.ts'
import { navItems } from '#web/pages/shell/nav-items.ts'
import { closePalette, openKeys } from './open-palette.ts'
import { askedName, entriesFor, type Entry } from './palette-entries.ts'
import { usePlaces } from './places.ts'
import { listRecents, noteRecent } from './recents.ts'

/** How long typing rests before the server is asked, ms. */
const REST = 120

/** One box for everything: goes to pages, cases and people, and fills the act dialog; it never acts by itself. */
export function Palette() {
  const guild = useGuild()
  const navigate = useNavigate()
  const deeds = useDeeds()
  const places = usePlaces()
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  const [activeId, setActiveId] = createSignal<string>()
  let dialog!: HTMLDialogElement
  let input!: HTMLInputElement
  let list!: HTMLDivElement
  const recents = listRecents(guild.id)

  const name = createMemo(() => askedName(text()))
  const rested = createDebounced(name, REST)
  const found = useMemberSearch(() => guild.id, rested)
  /** of the answer to an earlier text only who fits this one: what is chosen must be who was meant */
  const members = () => {
    const asked = name()?.toLowerCase()
    if (asked === undefined || !found.data) return []
    if (name() === rested() && !found.isPlaceholderData) return found.data
    const fits = (label: string | null) => label?.toLowerCase().includes(asked) ?? false
    return found.data.filter((m) => m.id === asked || fits(m.nick) || fits(m.globalName) || fits(m.username))
  }
  const entries = createMemo(() =>
    entriesFor({
      text: text(),
      pages: navItems.map((item) => ({ ...item, locked: !guild.seated(item.needs) })),
      places: places(),
      channels: guild.channels(),
      recents,
      members: members(),
      refusalOf: (kind) => deeds(kind)?.message ?? null,
    }),
  )
  const isAsking = () => found.isFetching || name() !== rested()
  const active = () =>
    Math.max(
      0,
      entries().findIndex((entry) => entry.id === activeId()),
    )
  createEffect(on(text, () => setActiveId(undefined), { defer: true }))
  const move = (by: number) => {
    const all = entries()
    if (all.length === 0) return
    const to = (active() + by + all.length) % all.length
    setActiveId(all[to]?.id)
    list.children[to]?.scrollIntoView({ block: 'nearest' })
  }

  const choose = (entry: Entry | undefined) => {
    if (!entry || entry.refusal) return
    const { choice } = entry
    if (choice.to === 'text') {
      setText(choice.text)
      return input.focus()
    }
    dialog.close()
    if (choice.to === 'keys') return openKeys()
    if (choice.to === 'act') return openAct({ guildId: guild.id, ...choice.act })
    if (entry.id !== 'search') noteRecent(guild.id, { label: entry.label, path: choice.path })
    navigate(guild.link(choice.path))
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') choose(entries()[active()])
    else if (event.key === 'Escape' && text() !== '') setText('')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  onMount(() => dialog.showModal())

  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label="Search or act"
      onClose={closePalette}
      onPointerDown={(event) => event.target === dialog && dialog.close()}
    >
      <div class="flex min-h-0 flex-1 flex-col">
        <label class="flex items-center gap-3 border-b border-line px-4">
          <SearchIcon class="flex-none text-lg text-ink-3" aria-hidden="true" />
          <input
            ref={input}
            autofocus
            type="text"
            role="combobox"
            class="min-h-13 min-w-0 flex-1 bg-transparent text-md outline-none"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="go"
            aria-label="Search or act"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={entries().length > 0 ? `${id}-${active()}` : undefined}
            placeholder="Case, name, id, page, or “ban mia 7d spam”"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={press}
          />
          <button type="button" class="button" data-variant="ghost" data-size="sm" onClick={() => dialog.close()}>
            Close
          </button>
        </label>
        <div class="min-h-0 flex-1 overflow-y-auto p-1.5">
          <div ref={list} id={`${id}-list`} role="listbox" aria-label="Matches" class="grid">
            <For each={entries()}>
              {(entry, index) => (
                <Line
                  id={`${id}-${index()}`}
                  entry={entry}
                  active={index() === active()}
                  onPoint={() => setActiveId(entry.id)}
                  onChoose={() => choose(entry)}
                />
              )}
            </For>
          </div>
        </div>
        <p class="flex items-center justify-between gap-3 border-t border-line px-4 py-2 text-xs text-ink-3">
          <span role="status">
            {isAsking() ? 'Searching…' : `${entries().length} ${entries().length === 1 ? 'match' : 'matches'}`}
          </span>
          <button type="button" class="underline hover:text-ink" onClick={() => choose(keysEntry)}>
            All keys
          </button>
        </p>
      </div>
    </dialog>
  )
}

const keysEntry: Entry = { id: 'keys', label: 'All keys', choice: { to: 'keys' } }

function Line(props: { id: string; entry: Entry; active: boolean; onPoint: () => void; onChoose: () => void }) {
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.active}
      aria-disabled={props.entry.refusal ? 'true' : undefined}
      data-active={props.active ? '' : undefined}
      class="menu-item min-h-10"
      onPointerMove={() => props.active || props.onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onChoose()}
    >
      <span class="grid w-6 flex-none place-items-center text-lg text-ink-3" aria-hidden="true">
        <Mark entry={props.entry} />
      </span>
      <span class="min-w-0 flex-1">
        <bdi class="block truncate">{props.entry.label}</bdi>
        <Show when={props.entry.refusal ?? props.entry.note}>
          {(note) => <span class="block truncate text-xs text-ink-3">{note()}</span>}
        </Show>
      </span>
      <Show when={props.entry.keys}>{(keys) => <kbd class="kbd hidden md:inline">{keys()}</kbd>}</Show>
    </div>
  )
}

function Mark(props: { entry: Entry }) {
  return (
    <Show
      when={props.entry.person}
      fallback={
        <Show
          when={props.entry.kind}
          fallback={
            <Dynamic component={props.entry.icon ?? (props.entry.id.startsWith('recent:') ? HistoryIcon : PlaceIcon)} />
          }
        >
          {(kind) => <KindIcon kind={kind()} plain={props.entry.refusal !== undefined} />}
        </Show>
      }
    >
      {(person) => <Avatar name={person().name} src={avatarUrl(person())} size={24} />}
    </Show>
  )
}
