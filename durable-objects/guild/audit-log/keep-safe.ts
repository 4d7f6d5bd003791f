import type { AuditDetail, AuditEvent } from '#schema/contract/audit.ts'
import { cut } from '#durable-objects/guild/plain.ts'

/** A row stays small enough that any batch of them fits one statement. */
const MOST_TEXT = 1_000
const MOST_ITEMS = 50
const MOST_KEYS = 60
const MOST_ID = 100

const isSecret = (key: string): boolean => /(?:^|[._])(?:token|secret|password|signature)s?$/i.test(key)

const short = <T>(value: T): T | string => (typeof value === 'string' ? cut(value, MOST_TEXT) : value)

function safeDetail(detail: AuditDetail): AuditDetail {
  if (!detail) return null
  const entries = Object.entries(detail).slice(0, MOST_KEYS)
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (isSecret(key)) return [key, 'not kept']
      if (!Array.isArray(value)) return [key, short(value)]
      const left = value.length - MOST_ITEMS
      const items = value.slice(0, MOST_ITEMS).map((item) => short(item))
      return [key, left > 0 ? [...items, `and ${left} more`] : items]
    }),
  )
}

/** The event as the log may keep it: nothing that opens a door, and nothing without end. */
export function keepSafe(event: AuditEvent): AuditEvent {
  const { actor, target, requestId } = event
  return {
    ...event,
    at: Math.round(event.at),
    actor: actor && { ...actor, name: cut(actor.name, MOST_ID) },
    target: target && { ...target, id: cut(target.id, MOST_ID), name: target.name && cut(target.name, 200) },
    before: safeDetail(event.before),
    after: safeDetail(event.after),
    requestId: requestId && cut(requestId, MOST_ID),
  }
}
