import { formatClock, formatDate } from '#web/primitives/format.ts'
import { verificationLabels } from '#schema/contract/kinds.ts'
import type { RaidAlert, RaidMode, RaidPart } from '#schema/contract/raid.ts'

const DAY = 86_400_000

/** The hour of today, else the date as well. */
export const formatEnd = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? formatClock(at) : formatDate(at)

/** From when to when, or the one moment when both read the same. */
export function formatSpan(from: number, to: number, now: number): string {
  const ends = [...new Set([formatEnd(from, now), formatEnd(to, now)])]
  return ends.join(' to ')
}

const heldWords: Record<RaidPart, (mode: RaidMode) => string> = {
  invites: () => 'invites paused',
  dms: () => 'direct messages paused',
  verification: ({ level }) => `verification ${verificationLabels[level ?? 0] ?? ''}`,
}
export const partNames: Record<RaidPart, string> = {
  invites: 'Invites',
  dms: 'Direct messages',
  verification: 'Verification',
}

const sentence = (words: readonly string[]): string => {
  const text = words.join(', ')
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** What raid mode holds now, as a sentence. */
export const heldSentence = (mode: RaidMode): string => sentence(mode.held.map((part) => heldWords[part](mode)))

/** What it does not hold though it was asked to, and why. */
export const gaps = (mode: RaidMode): string[] => [
  ...mode.failed.map(({ part, message }) => `${partNames[part]}: ${message}`),
  ...(mode.byHand.length > 0
    ? [`Changed by hand in Discord: ${mode.byHand.map((part) => partNames[part].toLowerCase()).join(', ')}.`]
    : []),
]

/** What those who joined have in common. */
export function alikeWords({ joins, noAvatar, young, pattern }: RaidAlert): string {
  const parts = [
    ...(young > 0 ? [`${young} with an account younger than a day`] : []),
    ...(noAvatar > 0 ? [`${noAvatar} without an avatar`] : []),
    ...(pattern ? [`${pattern.count} named like ${pattern.text}`] : []),
  ]
  return parts.length > 0 ? `Of ${joins}: ${parts.join(', ')}.` : ''
}

/** Alerts that still ask for attention: nobody took them off, and they are of the last day. */
export const openAlerts = (alerts: readonly RaidAlert[], now: number): RaidAlert[] =>
  alerts.filter(({ dismissed, endedAt }) => !dismissed && (endedAt ?? now) > now - DAY)
