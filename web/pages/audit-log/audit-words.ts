import { actionKinds, sourceLabel, type ActionKind } from '#schema/contract/action.ts'
import type { AuditCategory, AuditRow, AuditSurface } from '#schema/contract/audit.ts'
import { discordEntries } from '#schema/contract/discord-entries.ts'
import { formatNumber } from '#web/primitives/format.ts'

export const categoryLabel: Record<AuditCategory, string> = {
  action: 'Actions',
  case: 'Cases',
  sweep: 'Sweeps',
  report: 'Reports',
  view: 'Views',
  settings: 'Settings',
  seat: 'Seats',
  raid: 'Raids',
  export: 'Exports',
  import: 'Imports',
  discord: 'Discord',
}

export const surfaceLabel: Record<AuditSurface, string> = { ...sourceLabel, discord: 'Discord', system: 'Wardroom' }

/** What was done, as it stands between who did it and to what. */
export const typeWords: Record<string, string> = {
  'action.done': 'acted on',
  'action.refused': 'was refused to act on',
  'action.unknown': 'may have acted on',
  'action.confirmed': 'settled by Discord’s entry:',
  'case.reason_edited': 'changed the reason of',
  'case.labelled': 'changed the labels of',
  'case.assigned': 'changed who has',
  'case.reviewed': 'changed the review of',
  'case.linked': 'changed the links of',
  'case.changed': 'changed',
  'case.commented': 'commented on',
  'case.comment_edited': 'changed a comment on',
  'case.comment_deleted': 'deleted a comment on',
  'cases.changed': 'changed many cases at once',
  'cases.exported': 'exported cases',
  'sweep.started': 'started a sweep',
  'sweep.approved': 'approved a sweep',
  'sweep.paused': 'paused a sweep',
  'sweep.resumed': 'resumed a sweep',
  'sweep.stopped': 'stopped a sweep',
  'sweep.retried': 'tried again what failed in a sweep',
  'sweep.discarded': 'discarded the plan of a sweep',
  'sweep.finished': 'finished a sweep',
  'report.opened': 'filed',
  'report.joined': 'joined',
  'report.taken': 'took',
  'report.released': 'gave back',
  'report.resolved': 'resolved',
  'report.dismissed': 'dismissed',
  'report.reopened': 'reopened',
  'view.saved': 'saved the view',
  'view.changed': 'changed the view',
  'view.deleted': 'deleted the view',
  'raid.alert_raised': 'raised an alert, as many joined at once',
  'raid.alert_dismissed': 'dismissed an alert of many who joined',
  'raid.changed_by_hand': 'changed by hand what raid mode holds, of',
  'raid.ended_by_hand': 'ended by hand what raid mode held, of',
  'import.started': 'started an import from',
  'import.finished': 'finished an import from',
  'import.failed': 'could not finish an import from',
  'import.rolled_back': 'began to take back an import from',
  'import.taken_back': 'took back an import from',
  'settings.changed': 'changed the settings',
  'settings.looked_at': 'looked, as a developer of the bot, at how Wardroom is set up in',
  'retention.applied': 'removed rows older than this log is kept',
  'seat.given': 'gave a seat to',
  'seat.changed': 'changed the seat of',
  'seat.taken': 'took the seat of',
  'export.audit_log': 'exported the audit log',
  ...Object.fromEntries(Object.values(discordEntries).map(({ type, words }) => [`discord.${type}`, words])),
}

const spaced = (name: string): string => name.replaceAll('_', ' ')
const isKind = (value: unknown): value is ActionKind => typeof value === 'string' && value in actionKinds

/** What was done, without who and to what; types that came later read as they are called. */
export function deedWords({ type, after, before }: Pick<AuditRow, 'type' | 'after' | 'before'>): string {
  const kind = after?.kind ?? before?.kind
  if (isKind(kind)) {
    const { past, label } = actionKinds[kind]
    if (type === 'action.done') return past
    if (type === 'action.refused') return `was refused “${label}” on`
    if (type === 'action.unknown') return `may have ${past}`
    if (type === 'action.confirmed') return `learnt that this did happen: ${label} of`
  }
  const [, name = type] = type.split('.')
  return (
    typeWords[type] ??
    (type.startsWith('discord.') ? 'did something in Discord' : `${type.split('.')[0]} ${spaced(name)}`)
  )
}

/** A type by itself, as filters name it. */
export function typeLabel(type: string): string {
  const words = actionTypes[type] ?? deedWords({ type, before: null, after: null }).replace(/:$/, '')
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  return type.startsWith('discord.') ? `Discord: ${words}` : label
}

const actionTypes: Record<string, string> = {
  'action.done': 'action that was done',
  'action.refused': 'action that was refused',
  'action.unknown': 'action of unknown outcome',
  'action.confirmed': 'action that Discord confirmed later',
  'case.reason_edited': 'changed a reason',
  'case.labelled': 'changed labels',
  'case.assigned': 'assigned a case',
  'case.reviewed': 'reviewed a case',
  'case.linked': 'linked cases',
  'case.changed': 'changed a case',
  'case.commented': 'commented',
  'case.comment_edited': 'changed a comment',
  'case.comment_deleted': 'deleted a comment',
  'seat.given': 'gave a seat',
  'seat.changed': 'changed a seat',
  'seat.taken': 'took a seat',
  'settings.looked_at': 'looked at the settings, as a developer of the bot',
  'retention.applied': 'removed old rows of this log',
}

/** To what, in a word; null where the deed says it already. */
export function targetWords({ target, type }: Pick<AuditRow, 'target' | 'type'>): string | null {
  if (!target || type === 'settings.changed' || type === 'export.audit_log' || type === 'cases.exported') return null
  if (target.type === 'guild' || target.type === 'settings') return null
  if (target.type === 'sweep' || (target.type === 'other' && type.startsWith('raid.'))) return target.name
  if (target.type === 'case') return `case #${target.id}${target.name ? ` (${target.name})` : ''}`
  if (target.type === 'report') return `report ${target.id}${target.name ? ` (${target.name})` : ''}`
  if (target.type === 'channel') return target.name ? `#${target.name}` : `channel ${target.id}`
  if (target.type === 'role') return target.name ? `@${target.name}` : `role ${target.id}`
  return target.name ?? target.id
}

export const actorWords = ({ actor, surface }: Pick<AuditRow, 'actor' | 'surface'>): string =>
  actor?.name ?? (surface === 'discord' ? 'Someone' : 'Wardroom')

/** Words that stand for a name in the log's details, such as `raid.alertChannelId`. */
const known: Record<string, string> = {
  case: 'Case',
  kind: 'Action',
  dm: 'Message to them',
  message: 'Why',
  code: 'Code',
  entry: 'Discord’s entry',
  deleteSeconds: 'Delete messages of',
  endsAt: 'Ends',
  communication_disabled_until: 'Timed out until',
  nick: 'Nickname',
  deny: 'Permissions denied',
  allow: 'Permissions allowed',
  lastRow: 'Up to row',
  lastHash: 'Hash of that row',
  lastSeq: 'Up to row',
  logChannelId: 'Mod log channel',
  dmNamesModerator: 'Message names the moderator',
}

/** A name from the details as a person reads it. */
export function keyWords(key: string): string {
  const plain = key.replace(/^options\./, '')
  if (Object.hasOwn(known, plain)) return known[plain] ?? plain
  const words = plain
    .replace(/([a-z])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
    .replaceAll('_', ' ')
    .replace(/ ids?$/, '')
    .split('.')
    .join(': ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const unseen = new Set(['entry', 'case', 'kind', 'reason', 'dm', 'code', 'comment', 'lastRow', 'lastHash'])
const isId = (value: unknown): boolean => typeof value === 'string' && /^\d{17,20}$/.test(value)
const brief = (value: unknown): string | null =>
  typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && !isId(value))
    ? String(value)
    : null

/** The one thing of a row worth a glance: why, what changed, or what came of it. */
export function glance({ before, after, category }: Pick<AuditRow, 'before' | 'after' | 'category'>): string {
  const said = [after?.message, after?.reason, category === 'report' && after?.text]
  const text = said.find((one) => typeof one === 'string' && one !== '' && !isId(one))
  if (typeof text === 'string') return text
  if (category === 'action') return ''
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (key) => !unseen.has(key) && !isId(after?.[key]),
  )
  if (!before && keys.length > 1 && keys.every((key) => typeof after?.[key] === 'number'))
    return counted(keys.map((key) => [key, after?.[key]]))
  const [only] = keys
  if (keys.length !== 1 || only === undefined) return keys.map(keyWords).join(', ')
  const sides = [before?.[only], after?.[only]].map(brief).filter((side) => side !== null)
  return [keyWords(only), sides.join(' → ')].filter(Boolean).join(': ')
}

/** Counts in words, such as `6 done, 1 failed`; what there was none of goes without saying. */
function counted(counts: [key: string, count: unknown][]): string {
  const some = counts.filter(([, count]) => count !== 0)
  return (some.length > 0 ? some : counts)
    .map(([key, count]) => `${formatNumber(Number(count))} ${keyWords(key).toLowerCase()}`)
    .join(', ')
}
