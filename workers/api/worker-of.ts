import type { Context } from 'hono'
import type { Worker } from '#durable-objects/guild/casework/case-work.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** Who works on a case through the dashboard, as the guild's object takes them. */
export const workerOf = (c: Context<GuildEnv>): Worker => ({
  person: { ...c.var.session.user, name: c.var.access.name },
  level: c.var.access.level,
  surface: 'dashboard',
  requestId: c.var.requestId,
})
