import { Hono } from 'hono'
import { actionKinds, type ActionKind } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { GuildState } from '#schema/contract/guild.ts'
import type { Access } from '#schema/contract/seat.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { refuseDeed } from '#workers/actions/refuse-deed.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { ownGuilds } from './own-guilds.ts'
import { listPickerGuilds } from './picker.ts'

/** A server as its pages open it: what it is, who the viewer is there, and why they may not do what they may not. */
export interface GuildHome {
  guild: GuildState
  access: Access
  /** per kind: null when they may ask for it, or the refusal to show on the disabled button */
  deeds: Record<ActionKind, Failure | null>
}

const deedsOf = ({ level, permissions }: Access): GuildHome['deeds'] => {
  const standing = { level, permissions: BigInt(permissions) }
  const kinds = Object.keys(actionKinds) as ActionKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, refuseDeed(kind, standing)])) as GuildHome['deeds']
}

export const guilds = new Hono<GuildEnv>()
  .get('/', async (c) => {
    const own = await ownGuilds(c.env, c.var.session)
    if (!own.ok) return refuse(c, own)
    return c.json({ guilds: await listPickerGuilds(c.env, c.var.session.user.id, own.guilds) }, 200)
  })
  .get('/:guild', guildAccess('viewer'), async (c) => {
    const state = await callGuild(c.env, c.var.guildId, (guild) => guild.state())
    if (!state.ok) return refuse(c, state)
    const { ok: _, ...guild } = state
    const { userId, name, level, via, permissions } = c.var.access
    const access: Access = { userId, name, level, via, permissions }
    const home: GuildHome = { guild, access, deeds: deedsOf(access) }
    return c.json(home, 200)
  })
