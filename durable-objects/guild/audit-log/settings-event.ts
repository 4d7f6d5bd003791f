import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { SettingsChange } from '#durable-objects/guild/settings.ts'
import { flatChanges } from './flat-changes.ts'

/** What a save changed, by dotted names; null when nothing is different. */
export function settingsEvent(
  { before, now, by }: SettingsChange,
  { guildId, at }: { guildId: Snowflake; at: number },
): AuditEvent | null {
  const changes = flatChanges(before, now)
  const target = { type: 'settings', id: guildId, name: null } as const
  return changes && { category: 'settings', type: 'settings.changed', at, target, ...by, ...changes }
}
