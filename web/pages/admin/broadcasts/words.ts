import type { BroadcastCategory, BroadcastState, DeliveryState } from '#schema/contract/broadcast.ts'
import { failures, type FailureCode } from '#schema/contract/failures.ts'
import type { Tone } from '#web/ui/badge.tsx'

export const categoryWords: Record<BroadcastCategory, { label: string; color: string }> = {
  changelog: { label: 'Changelog', color: '#3f7fbf' },
  announcement: { label: 'Announcement', color: '#b07d1c' },
  maintenance: { label: 'Maintenance', color: '#d9902f' },
}

export const stateWords: Record<BroadcastState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  template: { label: 'Template', tone: 'neutral' },
  held: { label: 'Held', tone: 'danger' },
  scheduled: { label: 'Scheduled', tone: 'info' },
  sending: { label: 'Sending', tone: 'warn' },
  done: { label: 'Done', tone: 'ok' },
  stopped: { label: 'Stopped', tone: 'danger' },
}

export const deliveryWords: Record<DeliveryState, { label: string; tone: Tone }> = {
  pending: { label: 'Waiting', tone: 'neutral' },
  sending: { label: 'Sending', tone: 'warn' },
  following: { label: 'Waiting', tone: 'neutral' },
  sent: { label: 'Sent', tone: 'ok' },
  followed: { label: 'By following', tone: 'ok' },
  skipped: { label: 'Skipped', tone: 'info' },
  failed: { label: 'Failed', tone: 'danger' },
}

/** Said here in other words than to who asked for it. */
const reasons: Record<string, string> = {
  bot_missing_permission: 'The bot may not post in that channel.',
  discord_down: 'Discord did not answer.',

  no_channel: 'No channel chosen',
  opted_out: 'Does not want this category',
  bot_removed: 'The bot is not there any more',
  stopped: 'Stopped before its turn',
}

/** Why a server was skipped or failed, in words. */
export const reasonWords = (reason: string | null): string => {
  if (reason === null) return ''
  const failure = Object.hasOwn(failures, reason) ? failures[reason as FailureCode][1] : undefined
  return reasons[reason] ?? failure?.replaceAll(/\{\w+\}/g, '…') ?? reason
}

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)
