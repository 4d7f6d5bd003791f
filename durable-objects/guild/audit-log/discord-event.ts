import type { Person } from '#schema/contract/action.ts'
import type { AuditDetail, AuditEvent } from '#schema/contract/audit.ts'
import { discordEntries } from '#schema/contract/discord-entries.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'

/** Names known at once, without asking anyone; null for what is not. */
export interface Names {
  person: (id: Snowflake) => Person | null
  role: (id: Snowflake) => string | null
  channel: (id: Snowflake) => string | null
}

type Flat = NonNullable<AuditDetail>
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Roles and the like come as `{ id, name }`; anything deeper is kept as JSON. */
function wordOf(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || !('id' in value)) return JSON.stringify(value) ?? ''
  const name = 'name' in value && typeof value.name === 'string' ? value.name : null
  return name === null ? JSON.stringify(value) : `${name} (${String(value.id)})`
}
const leafOf = (value: unknown): Flat[string] =>
  value === null || value === undefined
    ? null
    : isPlain(value)
      ? value
      : Array.isArray(value)
        ? value.map(wordOf)
        : JSON.stringify(value)

/** Discord writes what was added and removed as two changes of their own. */
const keyOf = (key: string): string => (key === '$add' || key === '$remove' ? 'roles' : key)

function changesOf({ changes }: AuditEntry): { before: Flat; after: Flat } {
  const before: Flat = {}
  const after: Flat = {}
  for (const change of changes) {
    const key = keyOf(change.key)
    if (change.key === '$remove') before[key] = leafOf(change.new)
    else if (change.key === '$add') after[key] = leafOf(change.new)
    else {
      if (change.old !== undefined && change.old !== null) before[key] = leafOf(change.old)
      if (change.new !== undefined && change.new !== null) after[key] = leafOf(change.new)
    }
  }
  return { before, after }
}

/** One of Discord's own audit entries, for the audit log; `case` is the one that was opened for it. */
export function discordEvent(entry: AuditEntry, names: Names, opened: number | null = null): AuditEvent {
  const { id, actionType, userId, targetId, reason, options } = entry
  const kind = discordEntries[actionType]
  const { before, after } = changesOf(entry)
  const told = Object.entries(options ?? {}).filter(([, value]) => isPlain(value))
  const nameIn = [after.name, before.name].find((name) => typeof name === 'string') ?? null
  const nameOf = {
    user: (one: Snowflake) => names.person(one)?.name ?? null,
    role: (one: Snowflake) => names.role(one) ?? nameIn,
    channel: (one: Snowflake) => names.channel(one) ?? nameIn,
  }
  const type = kind?.target ?? 'other'
  const name = targetId && (type in nameOf ? nameOf[type as keyof typeof nameOf](targetId) : nameIn)
  return {
    category: 'discord',
    type: `discord.${kind?.type ?? 'entry'}`,
    at: snowflakeTime(id),
    actor: userId ? (names.person(userId) ?? { id: userId, name: userId }) : null,
    surface: 'discord',
    target: targetId ? { type, id: targetId, name: name ?? null } : null,
    before: Object.keys(before).length > 0 ? before : null,
    after: {
      ...after,
      ...Object.fromEntries(told.map(([key, value]) => [`options.${key}`, leafOf(value)])),
      ...(kind ? {} : { actionType }),
      ...(reason ? { reason } : {}),
      ...(opened === null ? {} : { case: opened }),
      entry: id,
    },
    requestId: null,
  }
}
