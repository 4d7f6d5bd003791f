import { actionKinds, MAX_REASON, sourceLabel, type DmStatus, type Outcome } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { cut, plain, plainName } from './plain.ts'
import type { Run } from './run.ts'

/** The part of Discord's embed that Wardroom uses; its texts stay below Discord's limits. */
export interface Embed {
  title: string
  description?: string
  url?: string
  color: number
  timestamp?: string
  fields?: { name: string; value: string; inline?: boolean }[]
  footer?: { text: string }
}

const colors = { harsh: 0xd64545, mild: 0xd9902f, good: 0x3f9d63, quiet: 0x6b7686 } as const
const colorOf: Record<Case['kind'], number> = {
  ban: colors.harsh,
  tempban: colors.harsh,
  softban: colors.harsh,
  kick: colors.harsh,
  timeout: colors.mild,
  warn: colors.mild,
  purge: colors.mild,
  lock: colors.mild,
  slowmode: colors.quiet,
  note: colors.quiet,
  unban: colors.good,
  untimeout: colors.good,
  unlock: colors.good,
  unwarn: colors.good,
  contain: colors.harsh,
  release: colors.good,
}

/** The reason in Discord's audit log: `[#42] moderator: reason`, at most 512 characters; `[#42-241]` when it is of many. */
export function auditReason(number: number | `${number}-${number}`, moderator: string | null, reason: string): string {
  const by = (moderator ?? 'Wardroom').replace(/\s+/g, ' ').trim()
  const text = reason.replace(/\s+/g, ' ').trim()
  return cut(`[#${number}] ${cut(by, 80)}${text ? `: ${text}` : ''}`, MAX_REASON)
}

/** The case an audit-log reason was written for; undefined when it is none of ours. */
export function caseNumberIn(reason: string | null | undefined): number | undefined {
  const found = /^\[#(\d{1,9})\]/.exec(reason ?? '')
  return found ? Number(found[1]) : undefined
}

/** The cases an audit-log reason was written for, first and last; undefined when they are none of ours. */
export function caseRangeIn(reason: string | null | undefined): { first: number; last: number } | undefined {
  const found = /^\[#(\d{1,9})(?:-(\d{1,9}))?\]/.exec(reason ?? '')
  return found ? { first: Number(found[1]), last: Number(found[2] ?? found[1]) } : undefined
}

/** What the person is told, before it happens. */
export function noticeEmbed(run: Run, { guildName, settings }: { guildName: string; settings: Settings }): Embed {
  const { deed, actor } = run.action
  const guild = plainName(guildName)
  const said = deed.kind === 'softban' ? 'removed' : actionKinds[deed.kind].past
  const where = deed.kind === 'timeout' || deed.kind === 'warn' ? 'in' : 'from'
  const banned = deed.kind === 'ban' || deed.kind === 'tempban'
  const fields: Embed['fields'] = []
  if (deed.reason) fields.push({ name: 'Reason', value: plain(deed.reason, MAX_REASON) })
  if ('duration' in deed) fields.push({ name: 'For', value: formatDuration(deed.duration) })
  if (settings.dmNamesModerator && actor.type === 'user') fields.push({ name: 'By', value: plainName(actor.user.name) })
  return {
    title: cut(`You were ${said} ${where} ${guild}`, 256),
    ...(banned && settings.appealText ? { description: cut(settings.appealText, 300) } : {}),
    color: settings.embedColor ?? colorOf[deed.kind],
    fields,
    ...(run.number === null ? {} : { footer: { text: `Case ${run.number}` } }),
  }
}

/** The case as it stands in the mod-log channel. */
export function logEmbed(c: Case, origin: string, { embedColor }: Pick<Settings, 'embedColor'>): Embed {
  const { label } = actionKinds[c.kind]
  const ending = {
    done: '',
    refused: ' · refused by Discord',
    unknown: ' · not known whether it happened',
    rolled_back: ' · import taken back',
  }[c.status]
  const fields: { name: string; value: string; inline?: boolean }[] = []
  if (c.target)
    fields.push({ name: 'Member', value: `**${plainName(c.target.name)}** <@${c.target.id}>\n\`${c.target.id}\`` })
  if (c.channelId) fields.push({ name: 'Channel', value: `<#${c.channelId}>` })
  fields.push({
    name: 'Moderator',
    value: c.moderator ? `**${plainName(c.moderator.name)}** <@${c.moderator.id}>` : 'Wardroom',
    inline: true,
  })
  fields.push({ name: 'From', value: sourceLabel[c.source], inline: true })
  if (c.endsAt) {
    const ends = Math.round(c.endsAt / 1000)
    const lasts = c.deed && 'duration' in c.deed ? c.deed.duration : c.endsAt - c.createdAt
    fields.push({ name: 'For', value: `${formatDuration(lasts)}, until <t:${ends}:f>`, inline: true })
  }
  const more = resultText(c)
  if (more) fields.push({ name: 'Result', value: more, inline: true })
  if (c.dm) fields.push({ name: 'DM', value: dmText(c.dm), inline: true })
  if (c.about !== null) fields.push({ name: 'About', value: `Case ${c.about}`, inline: true })
  if (c.failure) fields.push({ name: 'What happened', value: plain(c.failure.message, 500) })
  return {
    title: `${label} · case ${c.number}${ending}`,
    url: `${origin}/dashboard/${c.guildId}/cases/${c.number}`,
    description: c.reason ? plain(c.reason, 600) : '*no reason given*',
    color: embedColor ?? (c.status === 'done' ? colorOf[c.kind] : colors.quiet),
    fields,
    timestamp: new Date(c.createdAt).toISOString(),
  }
}

const skipped = {
  not_a_member: 'not sent, not in the server',
  switched_off: 'switched off',
  not_for_this_kind: 'not for this kind',
  bot: 'not sent to a bot',
} as const

/** How the DM went, in a few words. */
export function dmText(dm: DmStatus): string {
  if (dm.status === 'sent') return 'sent'
  if (dm.status === 'withdrawn') return 'taken back'
  if (dm.status === 'skipped') return skipped[dm.why]
  return dm.code === 50007 || dm.code === 50278 ? 'not delivered, their DMs are closed' : `not delivered (${dm.code})`
}

function resultText(c: Pick<Case, 'result'>): string | null {
  const { result } = c
  if (!result) return null
  if (result.leadsTo !== undefined) return ladderText(result)
  if (result.revoked !== undefined) return `warning of case ${result.revoked} revoked`
  if (result.stillBanned !== undefined) return plain(`The ban could not be lifted: ${result.stillBanned}`, 300)
  if (result.deleted !== undefined) {
    const stopped = result.stopped === undefined ? '' : ` of ${result.found}; ${plain(String(result.stopped), 200)}`
    return `${result.deleted} ${result.deleted === 1 ? 'message' : 'messages'}${stopped}`
  }
  const safety = safetyText(result)
  if (safety) return safety
  if (result.seconds !== undefined) return Number(result.seconds) === 0 ? 'slowmode off' : `${result.seconds} s`
  return null
}

/** What a warning led to. */
function ladderText({ reached, leadsTo, followedBy, refused }: NonNullable<Case['result']>): string {
  const then = followedBy === undefined ? '' : `, case ${followedBy}`
  const no = refused === undefined ? '' : `: refused. ${refused}`
  return plain(`${reached}, ${leadsTo}${then}${no}`, 400)
}

/** What raid mode did, or put back, part by part. */
function safetyText({ invites, dms, verification }: NonNullable<Case['result']>): string | null {
  const parts = [
    ['invites', invites],
    ['DMs', dms],
    ['verification', verification],
  ] as const
  const said = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${plain(String(value), 200)}`]))
  return said.length > 0 ? said.join(' · ') : null
}

/** What the asker reads: `Banned **spam.goblin** · case 42 · DM sent`. Only for a run that was performed. */
export function outcomeOf(run: Run): Outcome {
  const { action, number } = run
  const details = { number: number ?? 0 }
  if (run.status === 'refused' && run.failure)
    return {
      ...run.failure,
      message: `${run.failure.message} · case ${number}`,
      details: { ...run.failure.details, ...details },
    }
  const common = { ok: true as const, actionId: action.id, ...details, ...(run.dm ? { dm: run.dm } : {}) }
  if (run.status === 'unknown')
    return { ...common, state: 'unknown', message: `${run.failure?.message ?? 'Not known'} · case ${number}` }
  const { label, past, on: where } = actionKinds[action.deed.kind]
  const on = run.target ? plainName(run.target.name) : `#${plainName(run.channel?.name ?? 'channel')}`
  const parts = [where === 'guild' ? `**${label}**` : `${past.charAt(0).toUpperCase()}${past.slice(1)} **${on}**`]
  if ('duration' in action.deed) parts[0] += ` for ${formatDuration(action.deed.duration)}`
  const { severity, points } = run.progress
  if (action.deed.kind === 'warn' && severity !== undefined)
    parts.push(`${plainName(String(severity))}, ${Number(points)} ${points === 1 ? 'point' : 'points'}`)
  const more = resultText(run)
  if (more) parts.push(more)
  parts.push(`case ${number}`)
  const told = run.dm && !(run.dm.status === 'skipped' && run.dm.why === 'not_for_this_kind')
  if (told && run.dm) parts.push(`DM ${dmText(run.dm)}`)
  if (run.beside) parts.push(run.beside)
  return { ...common, state: 'done', message: parts.join(' · ') }
}
