import { actionKinds, sourceLabel, type ActionKind } from '#schema/contract/action.ts'
import type { Case, CaseStatus } from '#schema/contract/case.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { clipLine, escapeText } from '#workers/interactions/escape.ts'

const harsh = 0xd1_45_3b
const firm = 0xd9_8a_1f
const mild = 0x3f_7f_d6
const kind_ = 0x3a_9d_5d

export const kindColor: Record<ActionKind, number> = {
  ban: harsh,
  tempban: harsh,
  softban: harsh,
  kick: firm,
  timeout: firm,
  warn: firm,
  note: mild,
  purge: mild,
  slowmode: mild,
  lock: mild,
  unban: kind_,
  untimeout: kind_,
  unlock: kind_,
  unwarn: kind_,
  contain: harsh,
  release: kind_,
}

const statusMark: Record<CaseStatus, string> = {
  done: '',
  refused: ' · refused',
  unknown: ' · outcome unknown',
  rolled_back: ' · import taken back',
}

/** Discord shows these in the reader's own zone and words. */
export const moment = (at: number, style: 'f' | 'R' = 'R'): string => `<t:${Math.floor(at / 1000)}:${style}>`

/** On whom or where, escaped. */
export function aimOf(c: Case): string {
  if (c.target) return `${escapeText(clipLine(c.target.name, 40))} (${c.target.id})`
  return c.channelId ? `<#${c.channelId}>` : actionKinds[c.kind].on === 'guild' ? 'the whole server' : '–'
}

const durationOf = (c: Case): string => (c.deed && 'duration' in c.deed ? ` · ${formatDuration(c.deed.duration)}` : '')

/** One line of a list. */
export function caseLine(c: Case, { withTarget }: { withTarget: boolean }): string {
  const { label } = actionKinds[c.kind]
  const by = c.moderator ? escapeText(clipLine(c.moderator.name, 32)) : 'Wardroom'
  const head = `**#${c.number}** ${label}${durationOf(c)}${statusMark[c.status]} · ${moment(c.createdAt)} by ${by}`
  const aim = withTarget ? `\n-# ${aimOf(c)}` : ''
  const why = c.reason ? `\n> ${escapeText(clipLine(c.reason, 120))}` : ''
  return head + aim + why
}

/** One line of plain text, for a choice. */
export function caseChoice(c: Case): string {
  const aim = c.target?.name ?? c.channelName ?? ''
  return clipLine(`#${c.number} ${actionKinds[c.kind].label} · ${aim}${c.reason ? ` · ${c.reason}` : ''}`, 100)
}

/** Title of one case's message. */
export const caseTitle = (c: Case): string =>
  `Case #${c.number} · ${actionKinds[c.kind].label}${durationOf(c)}${statusMark[c.status]}`

export const sourceOf = (c: Case): string => sourceLabel[c.source]
