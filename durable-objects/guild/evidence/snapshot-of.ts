import type { KeptEmbed, KeptMessage } from '#schema/contract/evidence.ts'
import { toPerson } from '#durable-objects/discord/shapes.ts'
import type { WholeMessage } from '#durable-objects/discord/message-shape.ts'

const MOST_EMBEDS = 5
const MOST_FIELDS = 10
const MOST_WORDS = 2_000
/** What people write: a message, a reply, and what a command of theirs made. */
const WRITTEN = new Set([0, 19, 20, 23])

const cut = (text: string | null | undefined): string | null => text?.slice(0, MOST_WORDS) || null

const embedOf = (embed: WholeMessage['embeds'][number]): KeptEmbed => ({
  title: cut(embed.title),
  description: cut(embed.description),
  url: cut(embed.url),
  author: cut(embed.author?.name),
  footer: cut(embed.footer?.text),
  fields: (embed.fields ?? []).slice(0, MOST_FIELDS).map(({ name, value }) => ({ name, value })),
})

/** A message as it is kept; its files have no copies yet. What was forwarded says what the first message said. */
export function snapshotOf(message: WholeMessage, channel: { id: string; name: string | null }): KeptMessage {
  const forwarded = message.message_snapshots?.[0]?.message
  const { content, embeds, attachments, sticker_items: stickers = [] } = forwarded ?? message
  const parts = [embeds, attachments, stickers, message.components ?? []]
  const isEmpty = content === '' && parts.every((part) => part.length === 0) && !message.poll && !forwarded
  const edited = Date.parse(message.edited_timestamp ?? '')
  return {
    state: 'kept',
    channelId: channel.id,
    channelName: channel.name,
    messageId: message.id,
    author: toPerson(message.author),
    text: content,
    forwarded: forwarded !== undefined,
    withheld: isEmpty && WRITTEN.has(message.type),
    writtenAt: Date.parse(message.timestamp),
    editedAt: Number.isNaN(edited) ? null : edited,
    replyTo: forwarded ? null : (message.message_reference?.message_id ?? null),
    embeds: embeds.slice(0, MOST_EMBEDS).map(embedOf),
    stickers: stickers.map(({ name }) => name),
    files: attachments.map(({ id, filename, size, content_type: type, url }) => ({
      id,
      name: filename,
      size,
      type: type ?? null,
      url,
      copy: { none: 'no_storage' },
    })),
  }
}
