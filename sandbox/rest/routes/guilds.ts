import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Bits } from '#sandbox/rest/bodies.ts'
import { byId, readFlag, readId, readNumber } from '#sandbox/rest/query.ts'
import { refuse, refuseField } from '#sandbox/rest/refuse.ts'
import { assignable, needs, theGuild } from '#sandbox/rest/require.ts'
import { route } from '#sandbox/rest/route.ts'
import { channelView, guildView } from '#sandbox/world/views.ts'

const DAY = 86_400_000
const MAX_ROLES = 250
const Moment = z.iso.datetime({ offset: true }).nullish()
const RoleBody = z.strictObject({
  name: z.string().max(100).nullish(),
  permissions: Bits.nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
})

const present = <T extends object>(patch: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== null && value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>
  }>

export const guilds = [
  route('GET /guilds/:guild', {}, (call) => {
    const found = call.world.guild(call.params.guild ?? '')
    // this one hides that the guild exists; the routes below it do not
    if (!found?.members.has(application.id)) return refuse(10004)
    if (!readFlag(call.query, 'with_counts')) return guildView(found)
    const approximate_presence_count = Math.ceil(found.members.size / 5)
    return { ...guildView(found), approximate_member_count: found.members.size, approximate_presence_count }
  }),

  route(
    'PATCH /guilds/:guild',
    {
      body: z.strictObject({
        name: z.string().min(2).max(100).optional(),
        verification_level: z.int().min(0).max(4).nullish(),
      }),
    },
    (call) => {
      const guild = theGuild(call)
      needs(call, guild, 'manageGuild')
      call.world.editGuild(guild.id, present(call.body), { by: application.id, reason: call.reason })
      return guildView(guild)
    },
  ),

  route('GET /guilds/:guild/channels', {}, (call) =>
    [...theGuild(call).channels.values()].map((channel) => channelView(channel)),
  ),

  route('GET /guilds/:guild/roles', {}, (call) => [...theGuild(call).roles.values()]),

  route('GET /guilds/:guild/roles/member-counts', {}, (call) => {
    const guild = theGuild(call)
    const counts: Record<string, number> = Object.fromEntries([...guild.roles.keys()].map((id) => [id, 0]))
    for (const { roles } of guild.members.values()) for (const id of roles) counts[id] = (counts[id] ?? 0) + 1
    delete counts[guild.id]
    return counts
  }),

  route(
    'GET /guilds/:guild/roles/:role',
    {},
    (call) => theGuild(call).roles.get(call.params.role ?? '') ?? refuse(10011),
  ),

  route('POST /guilds/:guild/roles', { body: RoleBody }, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'manageRoles')
    if (guild.roles.size >= MAX_ROLES) refuse(30005)
    const { permissions, ...rest } = present(call.body)
    const wanted = BigInt(permissions ?? guild.roles.get(guild.id)?.permissions ?? 0)
    if (wanted & ~call.world.permissions(guild.id, application.id)) refuse(50013)
    const doer = { by: application.id, reason: call.reason }
    return call.world.createRole(guild.id, { name: 'new role', ...rest, permissions: String(wanted) }, doer)
  }),

  route('PATCH /guilds/:guild/roles/:role', { body: RoleBody }, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'manageRoles')
    const id = call.params.role ?? ''
    if (id !== guild.id) assignable(guild, id)
    const { permissions, ...rest } = present(call.body)
    const have = call.world.permissions(guild.id, application.id)
    if (permissions !== undefined && BigInt(permissions) & ~have) refuse(50013)
    const patch = { ...rest, ...(permissions === undefined ? {} : { permissions: String(permissions) }) }
    call.world.editRole(guild.id, id, patch, { by: application.id, reason: call.reason })
    return guild.roles.get(id)
  }),

  route('DELETE /guilds/:guild/roles/:role', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'manageRoles')
    const { id } = assignable(guild, call.params.role ?? '')
    call.world.deleteRole(guild.id, id, { by: application.id, reason: call.reason })
    return undefined
  }),

  route('GET /guilds/:guild/audit-logs', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'viewAuditLog')
    const { query } = call
    const limit = readNumber(query, 'limit', { min: 1, max: 100, standard: 50 })
    const type = query.has('action_type') ? readNumber(query, 'action_type', { min: 1, max: 999, standard: 0 }) : null
    const [user, target] = [readId(query, 'user_id'), readId(query, 'target_id')]
    const [before, after] = [readId(query, 'before'), readId(query, 'after')]
    const found = guild.audit
      .filter((entry) => type === null || entry.action_type === type)
      .filter((entry) => user === null || entry.user_id === String(user))
      .filter((entry) => target === null || entry.target_id === String(target))
      .filter(({ id }) => before === null || BigInt(id) < before)
      .filter(({ id }) => after === null || BigInt(id) > after)
      .sort(byId)
    const entries = after === null ? found.toReversed().slice(0, limit) : found.slice(0, limit)
    const named = new Set(entries.flatMap(({ user_id, target_id }) => [user_id, target_id]))
    return {
      audit_log_entries: entries,
      users: [...named].flatMap((id) => call.world.user(id ?? '') ?? []),
      application_commands: [],
      auto_moderation_rules: [],
      guild_scheduled_events: [],
      integrations: [],
      threads: [],
      webhooks: [],
    }
  }),

  route(
    'PUT /guilds/:guild/incident-actions',
    { body: z.strictObject({ invites_disabled_until: Moment, dms_disabled_until: Moment }) },
    (call) => {
      const guild = theGuild(call)
      needs(call, guild, 'manageGuild')
      for (const [field, until] of Object.entries(call.body))
        if (until && Date.parse(until) > call.world.now() + DAY)
          refuseField([field], 'BASE_TYPE_INVALID', 'At most 24 hours ahead.')
      const incidents_data = {
        invites_disabled_until: call.body.invites_disabled_until ?? null,
        dms_disabled_until: call.body.dms_disabled_until ?? null,
      }
      call.world.editGuild(guild.id, { incidents_data }, { by: application.id, reason: call.reason })
      return incidents_data
    },
  ),
]
