import type { MessageRef } from '#schema/contract/action.ts'
import type { Snowflake } from '#schema/contract/ids.ts'

const MOST = 10
const link =
  /^https?:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/channels\/(\d{17,20})\/(\d{17,20})\/(\d{17,20})\/?$/

/** The messages that pasted links name, each once, or what is wrong with them. Only this server's, at most ten. */
export function readMessageLinks(
  text: string,
  guildId: Snowflake,
): { ok: true; refs: MessageRef[] } | { ok: false; error: string } {
  const refs = new Map<string, MessageRef>()
  for (const word of text.split(/[\s,<>]+/).filter(Boolean)) {
    const [, guild, channelId, messageId] = link.exec(word) ?? []
    if (!channelId || !messageId) return { ok: false, error: `“${word.slice(0, 60)}” is not a link to a message.` }
    if (guild !== guildId) return { ok: false, error: 'That is a message of another server.' }
    refs.set(messageId, { channelId, messageId })
  }
  return refs.size > MOST ? { ok: false, error: `At most ${MOST} messages.` } : { ok: true, refs: [...refs.values()] }
}
