import type { Context } from 'hono'
import type { Asker } from '#schema/contract/audit.ts'
import type { GuildEnv } from './session-env.ts'

/** Who asks by this request, as the audit log names them. */
export const askerOf = ({ var: { session, access, requestId } }: Context<GuildEnv>): Asker => ({
  actor: { ...session.user, name: access.name },
  surface: 'dashboard',
  requestId,
})
