import * as z from 'zod/mini'
import { listGuilds } from '#schema/queries/guilds.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getSessionGuilds, revokeSession } from '#schema/queries/sessions.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { OwnGuild } from './discord-user.ts'

/** Ends a session here: nothing is answered to it any more, and its live sockets close in every server it can have open. */
export async function endSession(env: Env, sessionId: string): Promise<void> {
  const db = registryDb(env)
  await revokeSession(db, sessionId, Date.now())
  const panel = env.OPS.getByName('ops').closePages({ sessionId })
  panel.catch((error: unknown) => console.warn({ event: 'session.panel_left', sessionId, message: String(error) }))
  const known = z.array(OwnGuild).safeParse((await getSessionGuilds(db, sessionId))?.guilds)
  if (!known.success) return
  const guilds = await listGuilds(
    db,
    known.data.map((guild) => guild.id),
  )
  const closed = await Promise.allSettled(
    guilds.map(({ id }) => callGuild(env, id, (guild) => guild.endSession(sessionId))),
  )
  for (const result of closed)
    if (result.status === 'rejected')
      console.warn({ event: 'session.socket_left', sessionId, message: String(result.reason) })
}
