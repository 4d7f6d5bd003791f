import * as z from 'zod/mini'
import { Person } from './action.ts'
import { Snowflake } from './ids.ts'

/** Of one action at most so many messages are kept, and copies of files up to so many bytes each and together. */
export const MOST_EVIDENCE = 100
export const MOST_FILE_BYTES = 8 * 1024 * 1024
export const MOST_BYTES = 32 * 1024 * 1024

export const KeptFile = z.object({
  id: Snowflake,
  name: z.string(),
  /** bytes */
  size: z.int(),
  type: z.nullable(z.string()),
  /** where it was in Discord; such addresses die */
  url: z.string(),
  /** Wardroom's own copy, or why there is none; `hash` is its SHA-256, hexadecimal */
  copy: z.union([
    z.object({ hash: z.string() }),
    z.object({ none: z.enum(['no_storage', 'too_large', 'too_many', 'failed']) }),
  ]),
})
export type KeptFile = z.infer<typeof KeptFile>

export const KeptEmbed = z.object({
  title: z.nullable(z.string()),
  description: z.nullable(z.string()),
  url: z.nullable(z.string()),
  author: z.nullable(z.string()),
  footer: z.nullable(z.string()),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type KeptEmbed = z.infer<typeof KeptEmbed>

/** A message as it was when the action was asked for, or why it could not be read. Times UTC ms. */
export const Snapshot = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('kept'),
    channelId: Snowflake,
    channelName: z.nullable(z.string()),
    messageId: Snowflake,
    author: Person,
    text: z.string(),
    /** it was passed on from elsewhere; the text is what was said there */
    forwarded: z.boolean(),
    /** Discord told that there is a message but not what it says: the bot lacks the Message Content intent */
    withheld: z.boolean(),
    writtenAt: z.int(),
    editedAt: z.nullable(z.int()),
    replyTo: z.nullable(Snowflake),
    embeds: z.array(KeptEmbed),
    stickers: z.array(z.string()),
    files: z.array(KeptFile),
  }),
  z.object({
    state: z.literal('missing'),
    channelId: Snowflake,
    messageId: Snowflake,
    why: z.enum(['gone', 'no_access', 'not_yours_to_see', 'discord_away']),
  }),
])
export type Snapshot = z.infer<typeof Snapshot>
export type KeptMessage = Extract<Snapshot, { state: 'kept' }>

/** A snapshot as it lies in the record; `hash` is the SHA-256 of `snapshot` as JSON, hexadecimal. */
export const Evidence = z.object({
  number: z.int(),
  messageId: Snowflake,
  snapshot: Snapshot,
  hash: z.string(),
  takenAt: z.int(),
})
export type Evidence = z.infer<typeof Evidence>

/** Oldest first; `after` is the cursor of the next page, null at the end. */
export interface EvidencePage {
  evidence: Evidence[]
  after: string | null
}
export const EvidenceQuery = z.object({ after: z.optional(Snowflake) })
