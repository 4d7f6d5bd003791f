import { createMiddleware } from 'hono/factory'
import { fail } from '#schema/contract/failure.ts'
import { isDeveloper } from '#schema/queries/developers.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { readConfig } from '#workers/config.ts'
import { refuse } from './refuse.ts'
import type { SessionEnv } from './session-env.ts'

/** Whether this person runs the bot: the primary developer of the environment, or one of the table. */
export const runsTheBot = async (env: Env, userId: string): Promise<boolean> =>
  readConfig(env).developerUserId === userId || (await isDeveloper(registryDb(env), userId))

/** The guard of developer routes; stands behind `readSession`. */
export const developerOnly = createMiddleware<SessionEnv>(async function developerOnly(c, next) {
  if (!(await runsTheBot(c.env, c.var.session.user.id))) return refuse(c, fail('developers_only'))
  await next()
})
