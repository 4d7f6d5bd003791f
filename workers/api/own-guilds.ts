import * as z from 'zod/mini'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { claimSessionGuilds, getSessionGuilds, saveSessionGuilds } from '#schema/queries/sessions.ts'
import { discordToken } from '#workers/auth/discord-token.ts'
import { OwnGuild, readOwnGuilds } from '#workers/auth/discord-user.ts'
import { endSession } from '#workers/auth/end-session.ts'
import type { Session } from '#workers/auth/session-env.ts'
import { readConfig } from '#workers/config.ts'

/** Discord limits this route to about one call a second and person. */
const A_CALL = 1_000
const FRESH = 60_000
const PATIENCE = 5_000

/**
 * The person's servers as Discord tells them, at most a minute old. One request at a time reads them anew, the others take
 * the older list, or wait for the first. Refusals: session_ended, discord_down, discord_rate_limited.
 */
export async function ownGuilds(env: Env, session: Session): Promise<{ ok: true; guilds: OwnGuild[] } | Failure> {
  const db = registryDb(env)
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    const row = await getSessionGuilds(db, session.id)
    if (!row) return fail('session_ended')
    const known = z.array(OwnGuild).safeParse(row.guilds)
    const now = Date.now()
    if (known.success && row.guildsAt > now - FRESH) return { ok: true, guilds: known.data }
    if (await claimSessionGuilds(db, session.id, { now, before: now - FRESH })) {
      let read = await readAnew(env, session)
      while (!read.ok && read.code === 'discord_rate_limited' && !known.success && Date.now() + A_CALL < deadline) {
        await new Promise((resolve) => setTimeout(resolve, A_CALL))
        read = await readAnew(env, session)
      }
      if (!read.ok && known.success && read.code !== 'session_ended') return { ok: true, guilds: known.data }
      return read
    }
    if (known.success) return { ok: true, guilds: known.data }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return fail('discord_down')
}

async function readAnew(env: Env, session: Session): Promise<{ ok: true; guilds: OwnGuild[] } | Failure> {
  const token = await discordToken(env, session)
  if (!token.ok) return token
  const read = await readOwnGuilds(readConfig(env), token.token)
  if (read.ok) await saveSessionGuilds(registryDb(env), session.id, read.guilds, Date.now())
  else if (read.code === 'session_ended') await endSession(env, session.id)
  return read
}
