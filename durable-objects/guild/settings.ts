import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Settings, SettingsPatch } from '#schema/contract/settings.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getSettings, saveSettings } from '#schema/queries/guilds.ts'

/** The guild's settings; this object is their only writer, so they are read once a life. */
export class SettingsBook {
  #env: Env
  #guildId: Snowflake
  #publish: (event: LiveEvent) => void
  #known: Settings | undefined

  constructor(parts: { env: Env; guildId: Snowflake; publish: (event: LiveEvent) => void }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#publish = parts.publish
  }

  async settingsOf(): Promise<Settings> {
    return (this.#known ??= await getSettings(registryDb(this.#env), this.#guildId))
  }

  /** Changes what the patch names. */
  async save(patch: SettingsPatch): Promise<Settings> {
    const settings = { ...(await this.settingsOf()), ...patch }
    await saveSettings(registryDb(this.#env), this.#guildId, settings)
    this.#known = settings
    this.#publish({ type: 'settings.changed', data: {} })
    return settings
  }
}
