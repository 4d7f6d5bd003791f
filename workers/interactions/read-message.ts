import type { Person } from '#schema/contract/action.ts'
import type { ReportedMessage } from '#schema/contract/report.ts'
import type { ResolvedMessage } from './interaction.ts'

const MOST = 10
const LONGEST_TEXT = 4_000
const LONGEST_EMBED = 1_000
const LONGEST_NAME = 256

const cut = (text: string, max: number): string => text.slice(0, max).toWellFormed()

/** A copy of a message as an interaction shows it: its text comes along whatever the bot may read otherwise. */
export const readMessage = (message: ResolvedMessage, author: Person): ReportedMessage => ({
  channelId: message.channel_id,
  messageId: message.id,
  author,
  text: cut(message.content, LONGEST_TEXT),
  attachments: message.attachments.slice(0, MOST).map(({ filename, content_type: type, size }) => ({
    name: cut(filename, LONGEST_NAME),
    type: type ? cut(type, LONGEST_NAME) : null,
    bytes: size,
  })),
  embeds: message.embeds.slice(0, MOST).map(({ title = '', description = '', url }) => ({
    title: cut(title, LONGEST_NAME),
    text: cut(description, LONGEST_EMBED),
    url: url && /^https?:\/\//.test(url) ? cut(url, 2_000) : null,
  })),
  sentAt: Date.parse(message.timestamp) || 0,
  editedAt: message.edited_timestamp ? Date.parse(message.edited_timestamp) || null : null,
})
