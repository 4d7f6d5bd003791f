import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'
import { DiscordUser } from './shapes.ts'

const words = z.optional(z.nullable(z.string()))
const Embed = z.object({
  title: words,
  description: words,
  url: words,
  author: z.optional(z.nullable(z.object({ name: words }))),
  footer: z.optional(z.nullable(z.object({ text: words }))),
  fields: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
})
const Attachment = z.object({
  id: Snowflake,
  filename: z.string(),
  size: z.int(),
  content_type: words,
  url: z.string(),
})
const said = {
  content: z._default(z.string(), ''),
  embeds: z._default(z.array(Embed), []),
  attachments: z._default(z.array(Attachment), []),
  sticker_items: z.optional(z.array(z.object({ name: z.string() }))),
}

/** A message as far as it is kept as evidence. */
export const WholeMessage = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  type: z._default(z.int(), 0),
  author: DiscordUser,
  timestamp: z.string(),
  edited_timestamp: words,
  ...said,
  components: z.optional(z.array(z.unknown())),
  poll: z.optional(z.unknown()),
  message_reference: z.optional(z.object({ message_id: z.optional(Snowflake) })),
  /** what a forwarded message says */
  message_snapshots: z.optional(z.array(z.object({ message: z.object(said) }))),
})
export type WholeMessage = z.infer<typeof WholeMessage>
export const WholeMessages = z.array(WholeMessage)
