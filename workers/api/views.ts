import { Hono } from 'hono'
import { seatRank } from '#schema/contract/seat.ts'
import { ViewChange, ViewInput, ViewQuery, viewSeats } from '#schema/contract/view.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { listViews } from '#schema/queries/saved-views.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body, query } from './parse.ts'
import { workerOf } from './worker-of.ts'

/** Filters under a name: one's own, and those that are shared with who may open their list. */
export const views = new Hono<GuildEnv>()
  .get('/', guildAccess('viewer'), query(ViewQuery), async (c) => {
    const { guildId, shard, session, access } = c.var
    const { page } = c.req.valid('query')
    const all = await listViews(guildDb(c.env, shard), guildId)
    const seen = all.filter(
      (view) =>
        (page === undefined || view.page === page) &&
        (view.shared || view.ownerId === session.user.id) &&
        seatRank[access.level] >= seatRank[viewSeats[view.page]],
    )
    return c.json({ views: seen.sort((a, b) => a.createdAt - b.createdAt) }, 200)
  })
  .post('/', guildAccess('viewer'), body(ViewInput), async (c) => {
    const asked = c.req.valid('json')
    const saved = await callGuild(c.env, c.var.guildId, (guild) =>
      guild.keepView({ do: 'save', view: asked }, workerOf(c)),
    )
    return saved.ok ? c.json(saved.view, 201) : refuse(c, saved)
  })
  .patch('/:id', guildAccess('viewer'), body(ViewChange), async (c) => {
    const change = c.req.valid('json')
    const id = c.req.param('id')
    const saved = await callGuild(c.env, c.var.guildId, (guild) =>
      guild.keepView({ do: 'change', id, change }, workerOf(c)),
    )
    return saved.ok ? c.json(saved.view, 200) : refuse(c, saved)
  })
  .delete('/:id', guildAccess('viewer'), async (c) => {
    const id = c.req.param('id')
    const gone = await callGuild(c.env, c.var.guildId, (guild) => guild.keepView({ do: 'delete', id }, workerOf(c)))
    return gone.ok ? c.json({ ok: true as const }, 200) : refuse(c, gone)
  })
