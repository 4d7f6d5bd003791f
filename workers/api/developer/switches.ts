import { Hono } from 'hono'
import * as z from 'zod/mini'
import { SwitchName } from '#schema/contract/ops.ts'
import { written } from '#schema/contract/written.ts'
import { noteSwitches } from '#workers/actions/read-switches.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { body } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** `reason` null: on again. */
const Change = z.object({
  name: SwitchName,
  reason: z.nullable(z.string().check(written(), z.minLength(3, 'say why'), z.maxLength(200))),
})

/** What is switched off for everybody in an incident. */
export const switches = new Hono<GuildEnv>()
  .get('/', developerOnly, async (c) => c.json(await c.env.OPS.getByName('ops').switches(), 200))
  .post('/', developerOnly, body(Change), async (c) => {
    const { name, reason } = c.req.valid('json')
    const { user } = c.var.session
    const off = reason === null ? null : { by: user, at: Date.now(), reason }
    const now = await c.env.OPS.getByName('ops').setSwitch(name, off)
    noteSwitches(now)
    logEvent(c.env, {
      severity: off ? 'warning' : 'info',
      type: off ? 'switched_off' : 'switched_on',
      guildId: null,
      message: `${user.name} switched ${name} ${off ? 'off' : 'on'}${reason ? `: ${reason}` : ''}`,
      detail: { name, userId: user.id },
    })
    return c.json(now, 200)
  })
