import type { GuildState } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { DAY } from '#schema/contract/kinds.ts'
import type { LogDetail } from '#schema/contract/ops.ts'
import { registryDb, shardCount } from '#schema/queries/guild-db.ts'
import { markGuildActive, markGuildRemoved, saveGuild } from '#schema/queries/guilds.ts'
import { tellFleet } from '#durable-objects/fleet/tell-fleet.ts'
import { logEvent } from '#durable-objects/ops/tell-ops.ts'

const SAVED = 'registry.saved'
/** The count of members is written again when it is off by this share. */
const DRIFT = 0.01

type Seen = Pick<GuildState, 'name' | 'icon' | 'ownerId' | 'memberCount' | 'language'>
/** `activeAt`: when the row was last told that something happens here, once a day */
type Saved = Seen & { activeAt?: number }

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

  async save({ name, icon, ownerId, memberCount, language }: Seen): Promise<void> {
    const saved = this.#kv.get<Saved>(SAVED)
    const drift = saved ? Math.abs(saved.memberCount - memberCount) > saved.memberCount * DRIFT : true
    const same = saved?.name === name && saved.icon === icon && saved.ownerId === ownerId
    const now = Date.now()
    if (same && !drift && (language === undefined || saved.language === language)) return this.#noteActive(saved, now)
    const seen = { id: this.#guildId, name, icon, ownerId, memberCount, ...(language ? { language } : {}) }
    await saveGuild(registryDb(this.#env), seen, { shard: shardCount(this.#env) - 1, now })
    tellFleet(this.#env, [this.#guildId])
    if (!saved) this.#log('guild_join', `The bot is in ${name}.`, { memberCount })
    this.#kv.put(SAVED, { name, icon, ownerId, memberCount, language, activeAt: now } satisfies Saved)
  }

  async remove(at: number): Promise<void> {
    await markGuildRemoved(registryDb(this.#env), this.#guildId, at)
    tellFleet(this.#env, [this.#guildId])
    const saved = this.#kv.get<Saved>(SAVED)
    this.#kv.delete(SAVED)
    if (saved) this.#log('guild_leave', `The bot was removed from ${saved.name}.`, { memberCount: saved.memberCount })
  }

  async #noteActive(saved: Saved, now: number): Promise<void> {
    if (now - (saved.activeAt ?? 0) < DAY) return
    // the index of all servers finds it within a minute; nobody waits for it
    await markGuildActive(registryDb(this.#env), this.#guildId, now)
    this.#kv.put(SAVED, { ...saved, activeAt: now } satisfies Saved)
  }

  #log(type: string, message: string, detail: LogDetail): void {
    logEvent(this.#env, { severity: 'info', type, guildId: this.#guildId, message, detail })
  }
}
