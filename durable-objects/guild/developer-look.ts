import type { AuditEvent } from '#schema/contract/audit.ts'
import { memberName } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { DAY } from '#schema/contract/kinds.ts'
import type { GuildHealth, GuildLook, LookWish, Names } from '#schema/contract/server-view.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMembersById } from '#schema/queries/members.ts'
import type { AuditLog } from './audit-log/audit-log.ts'
import type { Facts } from './facts.ts'
import type { Ring } from './ring.ts'
import { Runs } from './runs.ts'

/** An end is called overdue when it is this late; ms. */
const LATE = 60_000

interface Parts {
  ctx: DurableObjectState
  guildId: Snowflake
  db: () => Promise<Db>
  facts: Facts
  ring: Ring
  log: AuditLog
}

/**
 * What one of the bot's developers is told of this server: figures, and names of what the settings mention. That they looked
 * is a row of the audit log, one a developer and day, so that a server knows who from outside reads how it is set up.
 */
export async function developerLook({ by, ids }: LookWish, parts: Parts): Promise<GuildLook> {
  const at = Date.now()
  const target = { type: 'guild' as const, id: parts.guildId, name: parts.facts.state()?.name ?? null }
  const event: AuditEvent = {
    category: 'settings',
    type: 'settings.looked_at',
    at,
    actor: by,
    surface: 'dashboard',
    target,
    before: null,
    after: null,
    requestId: null,
  }
  parts.log.append(event, `look.${by.id}.${Math.floor(at / DAY)}`)
  return { health: await healthOf(parts, at), names: await namesOf(ids, parts) }
}

async function healthOf({ ctx, ring, log }: Parts, now: number): Promise<GuildHealth> {
  const { sql } = ctx.storage
  const { unfinished, oldestAt } = sql
    .exec<{ unfinished: number; oldestAt: number | null }>(
      `SELECT count(*) AS unfinished, min(accepted_at) AS oldestAt FROM actions WHERE finished_at IS NULL`,
    )
    .one()
  const { running, overdue } = sql
    .exec<{ running: number; overdue: number }>(
      `SELECT count(*) AS running, count(*) FILTER (WHERE ends_at < ? OR error IS NOT NULL) AS overdue FROM dues`,
      now - LATE,
    )
    .one()
  const { sweeps } = sql
    .exec<{ sweeps: number }>(`SELECT count(*) AS sweeps FROM sweeps WHERE state NOT IN ('done', 'stopped')`)
    .one()
  return {
    heardAt: ring.heardAt,
    sockets: ctx.getWebSockets().length,
    unfinished,
    oldestAt,
    running,
    overdue,
    sweeps,
    cases: new Runs(sql).lastNumber() ?? 0,
    auditRows: (await log.ends()).head.seq,
    stored: sql.databaseSize,
    alarmAt: await ctx.storage.getAlarm(),
  }
}

async function namesOf(ids: readonly Snowflake[], { facts, db, guildId }: Parts): Promise<Names> {
  const names: Names = {}
  const state = facts.state()
  const roles = new Map(state?.roles.map(({ id, name }) => [id, name]))
  const channels = new Map(state?.channels.map(({ id, name }) => [id, name]))
  const others: Snowflake[] = []
  for (const id of ids) {
    const [role, channel] = [roles.get(id), channels.get(id)]
    if (role !== undefined) names[id] = { type: 'role', name: role }
    else if (channel !== undefined) names[id] = { type: 'channel', name: channel }
    else others.push(id)
  }
  if (others.length > 0)
    for (const member of await listMembersById(await db(), guildId, others))
      names[member.id] = { type: 'user', name: memberName(member) }
  return names
}
