import type { GuildState } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LogDetail } from '#schema/contract/ops.ts'
import { registryDb, shardCount } from '#schema/queries/guild-db.ts'
import { markGuildRemoved, saveGuild } from '#schema/queries/guilds.ts'
import { logEvent } from '#durable-objects/ops/tell-ops.ts'

const SAVED = 'registry.saved'
/** The count of members is written again when it is off by this share. */
const DRIFT = 0.01

type Saved = Pick<GuildState, 'name' | 'icon' | 'ownerId' | 'memberCount' | 'language'>

/** The guild's row in the registry, written only when it would say something else. */
export class Registry {
  #env: Env
  #guildId: Snowflake
  #kv: SyncKvStorage

  constructor(parts: { env: Env; guildId: Snowflake; kv: SyncKvStorage }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#kv = parts.kv
  }

  async save({ name, icon, ownerId, memberCount, language }: Saved): Promise<void> {
    const saved = this.#kv.get<Saved>(SAVED)
    const drift = saved ? Math.abs(saved.memberCount - memberCount) > saved.memberCount * DRIFT : true
    const same = saved?.name === name && saved.icon === icon && saved.ownerId === ownerId
    if (same && !drift && (language === undefined || saved.language === language)) return
    const seen = { id: this.#guildId, name, icon, ownerId, memberCount, ...(language ? { language } : {}) }
    await saveGuild(registryDb(this.#env), seen, { shard: shardCount(this.#env) - 1, now: Date.now() })
    if (!saved) this.#log('guild_join', `The bot is in ${name}.`, { memberCount })
    this.#kv.put(SAVED, { name, icon, ownerId, memberCount, language } satisfies Saved)
  }

  async remove(at: number): Promise<void> {
    await markGuildRemoved(registryDb(this.#env), this.#guildId, at)
    const saved = this.#kv.get<Saved>(SAVED)
    this.#kv.delete(SAVED)
    if (saved) this.#log('guild_leave', `The bot was removed from ${saved.name}.`, { memberCount: saved.memberCount })
  }

  #log(type: string, message: string, detail: LogDetail): void {
    logEvent(this.#env, { severity: 'info', type, guildId: this.#guildId, message, detail })
  }
}
