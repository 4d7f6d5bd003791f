import { Hono } from 'hono'
import type { Person } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { addDeveloper, listDevelopers, removeDeveloper } from '#schema/queries/developers.ts'
import { listScheduled, saveBroadcast } from '#schema/queries/broadcasts.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { logEvent, tellPages } from '#workers/actions/tell-ops.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { readConfig } from '#workers/config.ts'

/** Someone who runs the bot. `primary`: named by the environment, and never removed here. */
export interface Developer {
  person: Person
  primary: boolean
  addedBy: Person | null
  addedAt: number | null
}

/** Who runs the bot: the primary developer and those of the table. */
export const developers = new Hono<GuildEnv>()
  .get('/', developerOnly, async (c) => {
    const rows = await listDevelopers(registryDb(c.env))
    const primary = readConfig(c.env).developerUserId
    const named = async (id: string): Promise<Person> => {
      const found = await c.env.OPS.getByName('ops').userOf(id)
      return found.ok ? found.person : { id, name: id }
    }
    const others = rows.filter(({ userId }) => userId !== primary)
    const all = await Promise.all([
      named(primary).then((person): Developer => ({ person, primary: true, addedBy: null, addedAt: null })),
      ...others.map(async ({ userId, addedBy, addedAt }): Promise<Developer> => ({
        person: await named(userId),
        primary: false,
        addedBy: await named(addedBy),
        addedAt,
      })),
    ])
    return c.json({ developers: all }, 200)
  })
  /** Who has this id, to be seen before they are added. */
  .get('/:user', developerOnly, async (c) => {
    const id = Snowflake.safeParse(c.req.param('user'))
    if (!id.success) return refuse(c, fail('unknown_user'))
    const found = await c.env.OPS.getByName('ops').userOf(id.data)
    return found.ok ? c.json(found.person, 200) : refuse(c, found)
  })
  .put('/:user', developerOnly, async (c) => {
    const id = Snowflake.safeParse(c.req.param('user'))
    if (!id.success) return refuse(c, fail('unknown_user'))
    const found = await c.env.OPS.getByName('ops').userOf(id.data)
    if (!found.ok) return refuse(c, found)
    if (found.person.bot) return refuse(c, fail('bots_are_no_developers'))
    const { user } = c.var.session
    await addDeveloper(registryDb(c.env), { userId: id.data, addedBy: user.id, addedAt: Date.now() })
    tell(c.env, `${user.name} made ${found.person.name} a developer`, { userId: id.data, by: user.id })
    return c.json(found.person, 200)
  })
  .delete('/:user', developerOnly, async (c) => {
    const id = c.req.param('user')
    const { user } = c.var.session
    if (id === readConfig(c.env).developerUserId) return refuse(c, fail('primary_developer'))
    if (id === user.id) return refuse(c, fail('own_developer'))
    if (!(await removeDeveloper(registryDb(c.env), id))) return refuse(c, fail('not_found'))
    await holdScheduled(c.env, id)
    await c.env.OPS.getByName('ops').closePages({ userId: id })
    tell(c.env, `${user.name} removed a developer`, { userId: id, by: user.id })
    return c.json({ ok: true as const }, 200)
  })

/** What somebody scheduled who does not run the bot any more waits for another developer. */
async function holdScheduled(env: Env, userId: string): Promise<void> {
  const db = registryDb(env)
  for (const broadcast of await listScheduled(db)) {
    if (broadcast.sentBy?.id !== userId) continue
    const why = `${broadcast.sentBy.name} does not run the bot any more.`
    const held = await saveBroadcast(db, { ...broadcast, state: 'held', why }, { from: ['scheduled'] })
    if (!held) continue
    await env.BROADCAST.getByName(held.id).schedule(null)
    tellPages(env, { type: 'broadcast.changed', broadcast: held })
  }
}

function tell(env: Env, message: string, detail: { userId: string; by: string }): void {
  logEvent(env, { severity: 'warning', type: 'developers_changed', guildId: null, message, detail })
  tellPages(env, { type: 'developers.changed' })
}
