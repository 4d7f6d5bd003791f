import type { Person } from '#schema/contract/action.ts'
import type { Access } from '#schema/contract/seat.ts'

/** Who is signed in, as read from the session's row on this very request. Discord's tokens are still sealed. */
export interface Session {
  id: string
  user: Person
  expiresAt: number
  accessToken: string
  tokenExpiresAt: number
}

/** Hono's environment behind `readSession`. */
export interface SessionEnv {
  Bindings: Env
  Variables: { session: Session; requestId: string }
}

/** Hono's environment behind `guildAccess`. */
export interface GuildEnv {
  Bindings: Env
  Variables: SessionEnv['Variables'] & { guildId: string; shard: number; installedAt: number; access: Access }
}
