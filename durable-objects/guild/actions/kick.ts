import { snowflakeTime } from '#schema/contract/ids.ts'
import { AuditType } from '#schema/contract/gateway.ts'
import { DiscordAuditLog } from '#durable-objects/discord/shapes.ts'
import { caseNumberIn } from '#durable-objects/guild/wording.ts'
import { asPerformed, type ActionPerformer } from './performer.ts'

/** Not repeatable: who was kicked may have come back, and a second kick would be one too many. */
export const kick: ActionPerformer<'kick'> = {
  repeatable: false,
  onDiscord: true,
  membersOnly: true,
  notice: true,
  ends: [],
  perform: async ({ discord, guildId }, { targetId }, { audit }) =>
    asPerformed(
      await discord.call({
        method: 'DELETE',
        route: `/guilds/${guildId}/members/${targetId}`,
        reason: audit,
        permission: 'kickMembers',
      }),
    ),
  async reconcile({ discord, guildId, run, memberOf }, { targetId }) {
    const log = await discord.call({
      method: 'GET',
      route: `/guilds/${guildId}/audit-logs`,
      query: { action_type: String(AuditType.kick), limit: '50' },
      read: DiscordAuditLog,
    })
    if (!log.ok && log.retry) return { ok: false, retry: true, sent: 'maybe', retryMs: log.retryMs }
    const entry = log.ok
      ? log.value.audit_log_entries.find((e) => e.target_id === targetId && caseNumberIn(e.reason) === run.number)
      : undefined
    if (entry) {
      run.confirmation = { auditEntryId: entry.id, at: snowflakeTime(entry.id) }
      return 'done'
    }
    const member = await memberOf(targetId)
    if (!member) return 'unknown'
    const cameBack = member.joinedAt !== null && run.openedAt !== null && member.joinedAt > run.openedAt
    return cameBack ? 'unknown' : 'not_done'
  },
}
