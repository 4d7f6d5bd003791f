import type { JSX } from 'solid-js'
import type { ActionKind, Person } from '#schema/contract/action.ts'
import { actionKinds } from '#schema/contract/kinds.ts'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import { memberName, type Channel, type Member } from '#schema/contract/guild.ts'
import type { ActRequest } from '#web/pages/act/open-act.ts'
import type { NavItem } from '#web/pages/shell/nav-items.ts'
import { type Command, readCommand, verbsLike } from './read-command.ts'
import type { Recent } from './recents.ts'

/** What choosing an entry does: goes somewhere, opens the act dialog filled in, or goes on typing. */
export type Choice =
  | { to: 'page'; path: string }
  | { to: 'act'; act: Omit<ActRequest, 'guildId'> }
  | { to: 'text'; text: string }
  | { to: 'keys' }

export interface Entry {
  id: string
  label: string
  note?: string
  /** why it cannot be chosen */
  refusal?: string
  kind?: ActionKind
  person?: Person
  icon?: (props: { class?: string }) => JSX.Element
  /** the keys that do the same */
  keys?: string
  choice: Choice
}

/** What the palette knows to answer with. */
export interface Known {
  text: string
  pages: readonly (NavItem & { locked: boolean })[]
  /** other places by name: saved views, parts of the settings */
  places: readonly { id: string; label: string; note: string; path: string }[]
  channels: readonly Channel[]
  recents: readonly Recent[]
  /** who the server says match, for `text` or for the command's `who` */
  members: readonly Member[]
  refusalOf: (kind: ActionKind) => string | null
}

const isId = (text: string): boolean => /^[1-9]\d{16,19}$/.test(text)

/** Whom or what the text asks the server for; undefined when for nobody. */
export function askedName(text: string): string | undefined {
  const command = readCommand(text)
  const name = command ? (actionKinds[command.kind].on === 'user' ? command.who : '') : text.trim()
  return name === '' || /^(?:#|case\s)/i.test(name) ? undefined : name
}

/** What matches, best first; what comes late from the server stands after what was there at once. */
export function entriesFor(known: Known): Entry[] {
  const text = known.text.trim()
  if (text === '') return [...recentEntries(known), ...pageEntries(known, ''), ...verbEntries(known, '')]
  const command = readCommand(known.text)
  if (command) return commandEntries(known, command)
  return [
    ...caseEntry(text),
    ...verbEntries(known, text),
    ...pageEntries(known, text),
    ...placeEntries(known, text),
    ...known.members.map(memberEntry),
    ...(isId(text) && !known.members.some(({ id }) => id === text) ? [byIdEntry(text)] : []),
    {
      id: 'search',
      label: `Search cases for “${text}”`,
      choice: { to: 'page', path: `/cases?q=${encodeURIComponent(text)}` },
    },
  ]
}

const caseEntry = (text: string): Entry[] => {
  const number = /^(?:case\s*|#)?#?([1-9]\d{0,8})$/i.exec(text)?.[1]
  return number ? [{ id: `case:${number}`, label: `Case #${number}`, choice: page(`/cases/${number}`) }] : []
}
const page = (path: string): Choice => ({ to: 'page', path })

const recentEntries = ({ recents }: Known): Entry[] =>
  recents.map(({ label, path }) => ({ id: `recent:${path}`, label, note: 'Recent', choice: page(path) }))

const has = (label: string, text: string): boolean =>
  label
    .toLowerCase()
    .split(/[\s,/]+/)
    .some((word) => word.startsWith(text.toLowerCase())) || label.toLowerCase().startsWith(text.toLowerCase())

const pageEntries = ({ pages }: Known, text: string): Entry[] =>
  pages
    .filter(({ label }) => has(label, text))
    .map(({ label, path, icon, key, needs, locked }) => ({
      id: `page:${path}`,
      label,
      icon,
      ...(key ? { keys: `G ${key.toUpperCase()}` } : {}),
      ...(locked ? { refusal: `Needs the seat ${needs}.` } : {}),
      choice: page(path),
    }))

const placeEntries = ({ places }: Known, text: string): Entry[] =>
  places
    .filter(({ label }) => has(label, text))
    .slice(0, 6)
    .map(({ id, label, note, path }) => ({ id, label, note, choice: page(path) }))

const verbEntries = ({ refusalOf }: Known, text: string): Entry[] =>
  (text === '' ? (['ban', 'timeout', 'warn', 'note'] as const) : verbsLike(text)).map((kind) => ({
    id: `verb:${kind}`,
    label: `${actionKinds[kind].label}…`,
    note: actionKinds[kind].on === 'guild' ? 'the whole server' : `${kind} ${aim(kind)}${example[kind] ?? ''}`,
    kind,
    ...refused(refusalOf(kind)),
    choice:
      actionKinds[kind].on === 'guild'
        ? { to: 'act', act: { kind, reason: '', fields: {} } }
        : { to: 'text', text: `${kind} ` },
  }))

const aim = (kind: ActionKind): string => (actionKinds[kind].on === 'user' ? 'name' : 'channel')

const example: Partial<Record<ActionKind, string>> = {
  ban: ' [7d] [reason]',
  tempban: ' 7d [reason]',
  timeout: ' 1h [reason]',
  purge: ' 50 [reason]',
  slowmode: ' 10 [reason]',
  warn: ' reason',
  note: ' text',
}
const refused = (refusal: string | null): { refusal?: string } => (refusal ? { refusal } : {})

const memberEntry = (member: Member): Entry => ({
  id: `member:${member.id}`,
  label: memberName(member),
  note: noteOf(member),
  person: personOf(member),
  choice: page(`/members/${member.id}`),
})
/** which of several of one name it is */
const noteOf = (m: Member): string => `@${m.username}${m.leftAt === null ? '' : ' · left'}`
const personOf = (m: Member): Person => ({ id: m.id, name: memberName(m), avatar: m.avatar, bot: m.bot })
const byIdEntry = (id: string): Entry => ({
  id: `member:${id}`,
  label: id,
  note: 'by id, not among the members',
  person: { id, name: id },
  choice: page(`/members/${id}`),
})

function commandEntries(known: Known, command: Command): Entry[] {
  const { kind, who, duration, count, slowmode, reason } = command
  const fields = { ...(duration && { duration }), ...(count && { count }), ...(slowmode && { slowmode }) }
  const act = { kind, reason, fields }
  const how = [
    duration && `for ${formatDuration(parseDuration(duration) ?? 0)}`,
    count && (count === '1' ? '1 message' : `${count} messages`),
    slowmode && (slowmode === '0' ? 'off' : `${formatDuration(Number(slowmode) * 1000)} between messages`),
    reason,
  ]
    .filter(Boolean)
    .join(' · ')
  const { label } = actionKinds[kind]
  const common = { kind, note: how || 'opens the dialog', ...refused(known.refusalOf(kind)) }
  const open: Entry = { ...common, id: `open:${kind}`, label: `${label}…`, choice: { to: 'act', act } }
  if (actionKinds[kind].on === 'channel') {
    const found = known.channels.filter((one) => who !== '' && one.name.toLowerCase().startsWith(who.toLowerCase()))
    const entries = found.slice(0, 8).map(({ id, name }): Entry => ({
      ...common,
      id: `${kind}:${id}`,
      label: `${label} #${name}`,
      choice: { to: 'act', act: { ...act, channelId: id } },
    }))
    return [...entries, open]
  }
  if (who === '' || actionKinds[kind].on === 'guild') return [open]
  const people = known.members.map((member) => ({ target: personOf(member), note: noteOf(member) }))
  if (isId(who) && !people.some(({ target }) => target.id === who))
    people.push({ target: { id: who, name: who }, note: 'by id, not among the members' })
  const entries = people.map(({ target, note }): Entry => ({
    ...common,
    note: how ? `${note} · ${how}` : note,
    id: `${kind}:${target.id}`,
    label: `${label} ${target.name}`,
    person: target,
    choice: { to: 'act', act: { ...act, target } },
  }))
  return entries.length > 0 ? [...entries, { ...open, label: `${label} someone else…` }] : [open]
}
