import * as z from 'zod'

const Snowflake = z.string().regex(/^\d{17,20}$/)

/** What a client may send, by opcode. Unlisted fields are let through, as Discord does. */
export const Command = z.discriminatedUnion('op', [
  z.object({ op: z.literal(1), d: z.int().nullable() }),
  z.object({
    op: z.literal(2),
    d: z.object({
      token: z.string(),
      intents: z.int(),
      properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }).partial(),
      shard: z.tuple([z.int(), z.int()]).optional(),
    }),
  }),
  z.object({ op: z.literal(3), d: z.object({ status: z.string(), activities: z.array(z.unknown()) }) }),
  z.object({ op: z.literal(4), d: z.object({ guild_id: Snowflake, channel_id: Snowflake.nullable() }) }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.int() }) }),
  z.object({
    op: z.literal(8),
    d: z.object({
      guild_id: Snowflake,
      query: z.string().optional(),
      limit: z.int().min(0).default(0),
      user_ids: z.union([Snowflake, z.array(Snowflake).max(100)]).optional(),
      nonce: z.string().optional(),
    }),
  }),
])
export type Command = z.infer<typeof Command>
export type CommandOf<Op extends Command['op']> = Extract<Command, { op: Op }>['d']

export const KNOWN_OPCODES: readonly unknown[] = [1, 2, 3, 4, 6, 8]
