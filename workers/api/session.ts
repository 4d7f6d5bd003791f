import { Hono } from 'hono'
import { Permission } from '#schema/contract/permission.ts'
import type { SessionInfo } from '#schema/contract/session.ts'
import { runsTheBot } from '#workers/auth/developer-only.ts'
import type { SessionEnv } from '#workers/auth/session-env.ts'
import { readConfig, type Config } from '#workers/config.ts'

/** What the bot asks for when it is invited: what it uses (Manage Server for bans in bulk and raid mode), and never Administrator. */
const asked = Object.entries(Permission)
  .filter(([name]) => name !== 'administrator')
  .reduce((bits, [, bit]) => bits | bit, 0n)

function inviteUrl({ discordAuthorize, applicationId }: Config): string {
  const url = new URL(discordAuthorize)
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'bot applications.commands')
  url.searchParams.set('permissions', String(asked))
  return url.href
}

export const session = new Hono<SessionEnv>().get('/', async (c) => {
  const { user, expiresAt } = c.var.session
  const config = readConfig(c.env)
  const info: SessionInfo = {
    user,
    developer: await runsTheBot(c.env, user.id),
    expiresAt,
    cdn: config.discordCdn,
    invite: inviteUrl(config),
  }
  return c.json(info, 200)
})
