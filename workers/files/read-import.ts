import { ActionKind, actionKinds, MAX_REASON, type Person } from '#schema/contract/action.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import {
  importFields,
  MAX_IMPORT_ROWS,
  type ImportField,
  type ImportFile,
  type ImportMapping,
  type ImportRecord,
} from '#schema/contract/import.ts'
import { memberName } from '#schema/contract/member-name.ts'
import { clean } from '#schema/contract/written.ts'
import { readCsv } from './csv.ts'

/** A file as a table: each row's cells by the name of their column. */
interface Table {
  columns: string[]
  rows: { line: number; cells: Record<string, string> }[]
}
export interface ReadImport {
  columns: string[]
  mapping: ImportMapping
  rows: { line: number; record: ImportRecord | null; errors: string[] }[]
}
type Unreadable = { issue: string }

const MOST_COLUMNS = 200
/** How many objects around a list are looked into. */
const DEEPEST = 4

/** Reads a file, or says in words why it cannot be read at all. Single rows that cannot be taken have their `errors`. */
export function readImport(file: ImportFile): ReadImport | Unreadable {
  const table = file.format === 'csv' ? tableOfCsv(file.text) : tableOfJson(file.text)
  if ('issue' in table) return table
  const { columns, rows } = table
  if (rows.length === 0) return { issue: 'it has no rows' }
  if (rows.length > MAX_IMPORT_ROWS) return { issue: `it has more than ${MAX_IMPORT_ROWS} rows` }
  const mapping = file.mapping ?? guessMapping(columns)
  return { columns, mapping, rows: rows.map((row) => readRow(row, { mapping, kind: file.kind })) }
}

function tableOfCsv(text: string): Table | Unreadable {
  const rows = readCsv(text, MAX_IMPORT_ROWS + 2)
  if (!rows) return { issue: 'a quotation mark is never closed' }
  const [head, ...rest] = rows
  if (!head) return { issue: 'it is empty' }
  const columns = head.cells.slice(0, MOST_COLUMNS).map((name) => name.trim().slice(0, 200))
  return {
    columns,
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(columns.map((name, i) => [name, cells[i]?.trim() ?? ''])),
    })),
  }
}

function tableOfJson(text: string): Table | Unreadable {
  let parsed: unknown
  try {
    parsed = JSON.parse(text, keepIds)
  } catch {
    return { issue: 'it is not JSON' }
  }
  const list = Array.isArray(parsed) ? parsed : firstList(parsed)
  if (!list) return { issue: 'it holds no list' }
  const rows = list.slice(0, MAX_IMPORT_ROWS + 1).map((item, i) => ({ line: i + 1, cells: flattened(item) }))
  const columns = [...new Set(rows.slice(0, 200).flatMap(({ cells }) => Object.keys(cells)))].slice(0, MOST_COLUMNS)
  return { columns, rows }
}

/** Ids written without quotation marks are longer than numbers are exact: as numbers they would be somebody else's. */
const keepIds = (_key: string, value: unknown, written?: { source?: string }): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? written?.source : value

const isThing = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The first list of things that an export wraps into objects, the outermost; else any list, which may be empty. */
function firstList(value: unknown): unknown[] | undefined {
  let level = [value]
  let other: unknown[] | undefined
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    level = level.flatMap((one) => (isThing(one) && !Array.isArray(one) ? Object.values(one) : []))
    const lists = level.filter((one): one is unknown[] => Array.isArray(one))
    const found = lists.find((list) => list.some(isThing))
    if (found) return found
    other ??= lists[0]
  }
  return other
}

/** An object's values as text, nested ones under `outer.inner`. */
function flattened(item: unknown, prefix = '', depth = 0): Record<string, string> {
  if (typeof item !== 'object' || item === null) return {}
  const cells: Record<string, string> = {}
  for (const [key, value] of Object.entries(item).slice(0, MOST_COLUMNS)) {
    const name = prefix + key
    if (typeof value === 'object' && value !== null && depth < 2)
      Object.assign(cells, flattened(value, `${name}.`, depth + 1))
    else if (value !== null && value !== undefined && typeof value !== 'object') cells[name] = String(value).trim()
  }
  return cells
}

/** What other bots call these things, by the letters and digits of the name alone. */
const guesses: Record<ImportField, readonly string[]> = {
  kind: ['kind', 'type', 'action', 'punishment', 'infractiontype'],
  target_id: ['targetid', 'userid', 'memberid', 'offenderid', 'user', 'member', 'target.id', 'user.id'],
  target: ['target', 'username', 'targetname', 'membername', 'usertag', 'targettag', 'user.username', 'user', 'member'],
  moderator_id: ['moderatorid', 'modid', 'staffid', 'authorid', 'moderator.id'],
  moderator: ['moderator', 'mod', 'modname', 'moderatorname', 'staff', 'moderatortag', 'moderator.username'],
  reason: ['reason', 'note', 'comment', 'message', 'text'],
  at: ['at', 'createdat', 'timestamp', 'date', 'time', 'created', 'happenedat'],
  number: ['number', 'case', 'caseid', 'casenumber', 'id'],
  channel_id: ['channelid', 'channel.id'],
  channel: ['channel', 'channelname'],
}

/** Which column is probably what. */
export function guessMapping(columns: readonly string[]): ImportMapping {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const free = new Set(columns)
  const mapping: ImportMapping = {}
  for (const field of importFields)
    for (const guess of guesses[field]) {
      const found = [...free].find((name) => bare(name) === bare(guess))
      if (found === undefined) continue
      mapping[field] = found
      free.delete(found)
      break
    }
  return mapping
}

/** Kinds by what others call them. */
const kindNames: Record<string, ActionKind> = {
  ...Object.fromEntries(
    ActionKind.options.flatMap((kind) => [
      [kind, kind],
      [words(actionKinds[kind].label), kind],
    ]),
  ),
  banned: 'ban',
  permban: 'ban',
  permanentban: 'ban',
  hackban: 'ban',
  forceban: 'ban',
  tempbanned: 'tempban',
  temporaryban: 'tempban',
  unbanned: 'unban',
  kicked: 'kick',
  mute: 'timeout',
  muted: 'timeout',
  tempmute: 'timeout',
  timedout: 'timeout',
  unmute: 'untimeout',
  unmuted: 'untimeout',
  warning: 'warn',
  warned: 'warn',
  strike: 'warn',
  noted: 'note',
  prune: 'purge',
  clear: 'purge',
}
function words(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}

/** What a file calls `constructor` is no part of every object. */
const ownOf = <T>(of: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined

function readRow(
  { line, cells }: Table['rows'][number],
  { mapping, kind: standard }: { mapping: ImportMapping; kind: ActionKind | undefined },
): ReadImport['rows'][number] {
  const errors: string[] = []
  const of = (field: ImportField): string => ownOf(cells, mapping[field] ?? '') ?? ''
  const cut = (field: ImportField, max: number): string => clean(of(field)).slice(0, max).toWellFormed()
  const kind = of('kind') === '' ? standard : ownOf(kindNames, words(of('kind')))
  if (!kind) errors.push(of('kind') === '' ? 'no kind of action' : `“${of('kind').slice(0, 40)}” is no kind of action`)
  const person = (id: ImportField, name: ImportField): Person | null => {
    const digits = /\d{17,20}/.exec(of(id))?.[0] ?? ''
    if (Snowflake.safeParse(digits).success)
      return { id: digits, name: memberName({ nick: cut(name, 100), globalName: null, username: digits }) }
    if (of(id) !== '') errors.push(`“${of(id).slice(0, 40)}” is no Discord id`)
    return null
  }
  const target = person('target_id', 'target')
  const moderator = person('moderator_id', 'moderator')
  const channelId = Snowflake.safeParse(of('channel_id'))
  const channel = channelId.success ? { id: channelId.data, name: cut('channel', 100) || null } : null
  if (kind && actionKinds[kind].on === 'user' && !target && of('target_id') === '') errors.push('nobody it was done to')
  if (kind && actionKinds[kind].on === 'channel' && !channel) errors.push('no channel it was done in')
  const at = of('at') === '' ? null : timeOf(of('at'))
  if (Number.isNaN(at)) errors.push(`“${of('at').slice(0, 40)}” is no time`)
  if (at !== null && at > Date.now()) errors.push('it lies in the future')
  if (errors.length > 0 || !kind) return { line, record: null, errors }
  const number = /^#?(\d{1,9})$/.exec(of('number'))?.[1]
  const reason = cut('reason', MAX_REASON)
  const record = { line, kind, target, channel, moderator, reason, at, number: number ? Number(number) : null }
  return { line, record, errors }
}

/** UTC ms of a time as files write it: ISO 8601 (UTC where no zone is told), or seconds or milliseconds of Unix; NaN for neither. */
function timeOf(text: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000)
  if (/^\d{12,13}$/.test(text)) return Number(text)
  const plain = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/.exec(text)
  const at = Date.parse(plain ? `${plain[1]}T${plain[2]}Z` : text)
  return at > 0 ? at : Number.NaN
}
