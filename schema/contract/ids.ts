import * as z from 'zod/mini'

/** A Discord id: 17 to 20 digits, kept as text because it exceeds 2^53. */
export const Snowflake = z.string().check(z.regex(/^[1-9]\d{16,19}$/, 'not a Discord id'))
export type Snowflake = z.infer<typeof Snowflake>

/** An action's id, chosen by whoever asks, so that asking twice is one action. */
export const ActionId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/, 'not an action id'))

const DISCORD_EPOCH = 1_420_070_400_000

/** The moment (UTC ms) a snowflake was made; for a user, the age of the account. */
export const snowflakeTime = (id: Snowflake): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH

/** The smallest snowflake of a moment (UTC ms). */
export const snowflakeAt = (at: number): Snowflake => String(BigInt(Math.max(0, Math.floor(at) - DISCORD_EPOCH)) << 22n)
