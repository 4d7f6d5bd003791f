import * as z from 'zod/mini'
import { DAY } from '#schema/contract/action.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import { Snowflake, snowflakeAt } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { backoff } from './backoff.ts'
import type { Chore } from './clock.ts'

const DiscordEntries = z.object({
  audit_log_entries: z.array(
    z.object({
      id: Snowflake,
      action_type: z.int(),
      user_id: z.nullable(Snowflake),
      target_id: z.nullable(z.string()),
      reason: z.optional(z.nullable(z.string())),
      changes: z.optional(
        z.array(z.object({ key: z.string(), old_value: z.optional(z.unknown()), new_value: z.optional(z.unknown()) })),
      ),
    }),
  ),
})
type DiscordEntry = z.infer<typeof DiscordEntries>['audit_log_entries'][number]

const PAGE = 100
/** No further back than this: what became a case by hand is known for a week. */
const FURTHEST = 3 * DAY
const SEEN = 'audit.seen'
const GAP = 'audit.gap'

/**
 * A gateway session that was lost takes the audit entries of its absence with it. Each new session begins with the guild's
 * state: what Discord wrote between the last entry seen and then is read from the audit log itself.
 */
export class AuditGap implements Chore {
  #kv: SyncKvStorage
  #guildId: Snowflake
  #discord: Discord
  #take: (entry: AuditEntry) => void
  #attempts = 0
  #nextAt = 0

  constructor(parts: { kv: SyncKvStorage; guildId: Snowflake; discord: Discord; take: (entry: AuditEntry) => void }) {
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#discord = parts.discord
    this.#take = parts.take
  }

  /** The gateway told of this entry; synchronous, as is `begin`, to be stored with the batch it came in. */
  seen(entryId: Snowflake): void {
    const last = this.#kv.get<string>(SEEN)
    if (!last || BigInt(entryId) > BigInt(last)) this.#kv.put(SEEN, entryId)
  }

  /** A gateway session begins. What happened before the very first is none of ours. */
  begin(now: number): void {
    const last = this.#kv.get<string>(SEEN)
    const furthest = snowflakeAt(now - FURTHEST)
    if (!last) this.#kv.put(SEEN, snowflakeAt(now))
    else if (!this.#kv.get<string>(GAP)) this.#kv.put(GAP, BigInt(last) > BigInt(furthest) ? last : furthest)
  }

  nextAt(): number | null {
    return this.#kv.get<string>(GAP) ? this.#nextAt : null
  }

  async run(): Promise<void> {
    for (;;) {
      const after = this.#kv.get<string>(GAP)
      if (!after) return
      const answer = await this.#discord.call({
        method: 'GET',
        route: `/guilds/${this.#guildId}/audit-logs`,
        query: { after, limit: String(PAGE) },
        read: DiscordEntries,
        priority: 'sweep',
      })
      if (!answer.ok && answer.retry) {
        this.#nextAt = Date.now() + Math.max(backoff(++this.#attempts), answer.retryMs ?? 0)
        return
      }
      this.#attempts = 0
      const entries = answer.ok ? answer.value.audit_log_entries : []
      for (const entry of entries.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))) this.#take(toEntry(entry))
      const last = entries.map(({ id }) => BigInt(id)).reduce((a, b) => (a > b ? a : b), BigInt(after))
      if (entries.length === PAGE && last > BigInt(after)) this.#kv.put(GAP, String(last))
      else this.#kv.delete(GAP)
    }
  }
}

const toEntry = (entry: DiscordEntry): AuditEntry => ({
  id: entry.id,
  actionType: entry.action_type,
  userId: entry.user_id,
  targetId: Snowflake.safeParse(entry.target_id).data ?? null,
  reason: entry.reason ?? null,
  changes: (entry.changes ?? []).map(({ key, old_value, new_value }) => ({ key, old: old_value, new: new_value })),
  options: null,
})
