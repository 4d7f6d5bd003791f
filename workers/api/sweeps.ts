import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { CommandRequest, ItemQuery, PlanChange, PlanRequest, SweepCommand, SweepQuery } from '#schema/contract/sweep.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { submitSweep } from '#workers/actions/submit-sweep.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body, query } from './parse.ts'
import { sweepResults } from './sweep-results.ts'
import { workerOf } from './worker-of.ts'

export const sweeps = new Hono<GuildEnv>()
  .post('/', guildAccess('moderator'), body(PlanRequest), async (c) => {
    const asked = c.req.valid('json')
    const planned = await callGuild(c.env, c.var.guildId, (guild) => guild.planSweep(asked, workerOf(c).person))
    return planned.ok ? c.json(planned.sweep, 201) : refuse(c, planned)
  })
  .get('/', guildAccess('viewer'), query(SweepQuery), async (c) => {
    const { before } = c.req.valid('query')
    return c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.listSweeps(before)), 200)
  })
  .get('/:sweep', guildAccess('viewer'), async (c) => {
    const found = await callGuild(c.env, c.var.guildId, (guild) => guild.sweep(c.req.param('sweep')))
    return found.ok ? c.json(found.sweep, 200) : refuse(c, found)
  })
  .get('/:sweep/items', guildAccess('viewer'), query(ItemQuery), async (c) => {
    const asked = c.req.valid('query')
    const found = await callGuild(c.env, c.var.guildId, (guild) => guild.sweepItems(c.req.param('sweep'), asked))
    return found.ok ? c.json({ items: found.items, next: found.next }, 200) : refuse(c, found)
  })
  .get('/:sweep/failures', guildAccess('viewer'), async (c) => {
    const found = await callGuild(c.env, c.var.guildId, (guild) => guild.sweepFailures(c.req.param('sweep')))
    return found.ok ? c.json({ failures: found.failures }, 200) : refuse(c, found)
  })
  .get('/:sweep/results.csv', guildAccess('viewer'), async (c) => {
    const id = c.req.param('sweep')
    const found = await callGuild(c.env, c.var.guildId, (guild) => guild.sweep(id))
    return found.ok ? sweepResults(c.env, c.var.guildId, id) : refuse(c, found)
  })
  .patch('/:sweep', guildAccess('moderator'), body(PlanChange), async (c) => {
    const change = c.req.valid('json')
    const { person } = workerOf(c)
    const changed = await callGuild(c.env, c.var.guildId, (guild) =>
      guild.changeSweep(c.req.param('sweep'), change, person),
    )
    return changed.ok ? c.json(changed.sweep, 200) : refuse(c, changed)
  })
  .post('/:sweep/:command', guildAccess('moderator'), body(CommandRequest), async (c) => {
    const command = SweepCommand.safeParse(c.req.param('command'))
    if (!command.success) return refuse(c, fail('not_found'))
    const { person: actor, requestId } = workerOf(c)
    const answer = await submitSweep(c.env, {
      guildId: c.var.guildId,
      sweepId: c.req.param('sweep'),
      command: command.data,
      actor,
      acting: c.req.valid('json').acting,
      requestId,
    })
    return answer.ok ? c.json(answer.sweep, 200) : refuse(c, answer)
  })
