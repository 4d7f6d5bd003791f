import { application } from '#sandbox/application.ts'
import { intent } from '#sandbox/world/bits.ts'
import type { Dispatch } from '#sandbox/world/shapes.ts'

/** An event as it goes out: the payload frozen as JSON, and what those without MESSAGE_CONTENT are told instead. */
export interface OutgoingEvent {
  t: string
  guildId: string | null
  intent: number
  json: string
  withoutContent: string | null
  /** who or what it is about; events of one subject keep their order */
  subject: string | null
}

/** Freezes what the world said, since the world's own objects go on changing. */
export function freezeEvent({ t, d, guildId, intent }: Dispatch): OutgoingEvent {
  const payload = d as Record<string, unknown>
  return {
    t,
    guildId,
    intent,
    json: JSON.stringify(payload),
    withoutContent: hidesContent(t, payload, guildId)
      ? JSON.stringify({ ...payload, content: '', embeds: [], attachments: [], components: [] })
      : null,
    subject: subjectOf(t, payload, guildId),
  }
}

/** What a session with these intents is told of it; null when nothing. */
export function jsonFor(event: OutgoingEvent, intents: number): string | null {
  if (event.intent !== 0 && (event.intent & intents) === 0) return null
  return event.withoutContent !== null && (intents & intent.messageContent) === 0 ? event.withoutContent : event.json
}

/** DMs, the bot's own messages and those that mention it are always whole. */
function hidesContent(t: string, d: Record<string, unknown>, guildId: string | null): boolean {
  if (guildId === null || (t !== 'MESSAGE_CREATE' && t !== 'MESSAGE_UPDATE')) return false
  const mentioned = Array.isArray(d.mentions) && d.mentions.some((user) => idOf(user) === application.id)
  return idOf(d.author) !== application.id && !mentioned
}

function subjectOf(t: string, d: Record<string, unknown>, guildId: string | null): string | null {
  if (guildId === null) return null
  if (t === 'GUILD_AUDIT_LOG_ENTRY_CREATE') return `${guildId} audit`
  const user = t.startsWith('GUILD_BAN_') || t.startsWith('GUILD_MEMBER_') ? idOf(d.user) : undefined
  return user === undefined ? null : `${guildId} ${user}`
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined
