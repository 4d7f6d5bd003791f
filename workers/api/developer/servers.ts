import { Hono } from 'hono'
import * as z from 'zod/mini'
import { fail } from '#schema/contract/failure.ts'
import { FleetQuery, gatewayShardOf } from '#schema/contract/fleet.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { Seat } from '#schema/contract/seat.ts'
import type { ServerView } from '#schema/contract/server-view.ts'
import { readSettings } from '#schema/contract/settings.ts'
import { toFleetRow } from '#schema/queries/fleet.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'
import { listSeats } from '#schema/queries/seats.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** A guild's object that takes longer is shown as not answering; ms. */
const PATIENCE = 5_000
const MOST_NAMES = 2_000

const fleetOf = (env: Env) => env.FLEET.getByName('fleet')
const relayOf = (env: Env) => env.RELAY.getByName('relay').health()

/** All servers the bot is or was in, and one of them: how it is set up and how it does, never what its staff wrote in cases. */
export const servers = new Hono<GuildEnv>()
  .get('/', developerOnly, query(FleetQuery), async (c) => {
    const [page, relay] = await Promise.all([fleetOf(c.env).find(c.req.valid('query')), relayOf(c.env)])
    return c.json({ ...page, gatewayShards: Math.max(1, relay.shards.length) }, 200)
  })
  .get('/totals', developerOnly, async (c) => c.json(await c.env.OPS.getByName('ops').fleetTotals(), 200))
  .get('/:guild', developerOnly, async (c) => {
    const id = Snowflake.safeParse(c.req.param('guild'))
    const row = id.success && (await getGuild(registryDb(c.env), id.data))
    if (!row) return refuse(c, fail('no_such_guild'))
    const settings = readSettings(row.settings as object)
    const [seats, relay] = await Promise.all([listSeats(registryDb(c.env), row.id), relayOf(c.env)])
    const ids = idsIn([settings, seats.map(({ subjectId, givenBy }) => [subjectId, givenBy])])
    const begun = Date.now()
    const by = c.var.session.user
    const asked = callGuild(c.env, row.id, (guild) => guild.developerLook({ by, ids })).catch(() => null)
    const look = await Promise.race([asked, new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null))])
    const shards = Math.max(1, relay.shards.length)
    const shard = gatewayShardOf(row.id, shards)
    const view: ServerView = {
      row: toFleetRow(row),
      settings,
      seats: z.array(Seat).parse(seats),
      look,
      answeredIn: Date.now() - begun,
      gateway: { shard, shards, online: relay.online, health: relay.shards.find((one) => one.id === shard) ?? null },
      at: Date.now(),
    }
    return c.json(view, 200)
  })

/** All of Discord's ids that a value mentions. */
const idsIn = (value: object): string[] =>
  [...new Set(JSON.stringify(value).match(/(?<=")[1-9]\d{16,19}(?=")/g) ?? [])].slice(0, MOST_NAMES)
