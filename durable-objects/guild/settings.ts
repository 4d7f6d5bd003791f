import type { Asker } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Settings, SettingsPatch } from '#schema/contract/settings.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getSettings, saveSettings } from '#schema/queries/guilds.ts'
import { tellFleet } from '#durable-objects/fleet/tell-fleet.ts'
import { logEvent } from '#durable-objects/ops/tell-ops.ts'

export interface SettingsChange {
  before: Settings
  now: Settings
  by: Asker
}
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const itself: Asker = { actor: null, surface: 'system', requestId: null }

/** The guild's settings; this object is their only writer, so they are read once a life. */
export class SettingsBook {
  #env: Env
  #guildId: Snowflake
  #publish: (event: LiveEvent) => void
  #saved: (change: SettingsChange) => void
  #known: Settings | undefined
  /** one save after the other, so that none is laid over what another found */
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: {
    env: Env
    guildId: Snowflake
    publish: (event: LiveEvent) => void
    saved: (change: SettingsChange) => void
  }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#publish = parts.publish
    this.#saved = parts.saved
  }

  async settingsOf(): Promise<Settings> {
    return (this.#known ??= await getSettings(registryDb(this.#env), this.#guildId))
  }

  /** Changes what the patch names, or nothing (null) when one of that is not as in `seen`; without an asker it was Wardroom itself. */
  save(patch: SettingsPatch, by: Asker = itself, seen: SettingsPatch = {}): Promise<Settings | null> {
    const saving = this.#last.then(() => this.#save(patch, by, seen))
    this.#last = saving.catch(() => undefined)
    return saving
  }

  async #save(patch: SettingsPatch, by: Asker, seen: SettingsPatch): Promise<Settings | null> {
    const before = await this.settingsOf()
    const named = Object.keys(patch) as (keyof Settings)[]
    if (named.some((key) => seen[key] !== undefined && !isSame(seen[key], before[key]))) return null
    const settings = { ...before, ...patch }
    await saveSettings(registryDb(this.#env), this.#guildId, settings)
    this.#known = settings
    tellFleet(this.#env, [this.#guildId])
    this.#saved({ before, now: settings, by })
    this.#publish({ type: 'settings.changed', data: {} })
    const message = `Settings changed: ${Object.keys(patch).join(', ')}.`
    logEvent(this.#env, { severity: 'info', type: 'config_update', guildId: this.#guildId, message })
    return settings
  }
}
