import type { Person } from '#schema/contract/action.ts'
import type { AuditEvent } from '#schema/contract/audit.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { guildPermissions, has, permissionLabel } from '#schema/contract/permission.ts'
import type { RaidAlert, RaidState } from '#schema/contract/raid.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { DiscordAway } from '#durable-objects/guild/people.ts'
import { RaidFollow } from './raid-follow.ts'
import { RaidHold } from './raid-hold.ts'
import { RaidWatch } from './raid-watch.ts'

/** All about raids in one place: what holds, what is done to it by hand, and who comes in waves. */
export class RaidDesk {
  readonly hold: RaidHold
  readonly follow: RaidFollow
  readonly watch: RaidWatch
  readonly chores: readonly Chore[]
  #know: Knowledge
  #publish: (event: LiveEvent) => void
  #audit: (event: AuditEvent) => void

  constructor(parts: {
    storage: DurableObjectStorage
    guildId: Snowflake
    discord: Discord
    origin: string
    know: Knowledge
    publish: (event: LiveEvent) => void
    audit: (event: AuditEvent) => void
    ended: () => void
  }) {
    const { storage, guildId, discord, origin, know, publish, audit, ended } = parts
    const { sql, kv } = storage
    const settings = (): Promise<Settings> => know.settingsOf()
    this.#know = know
    this.#publish = publish
    this.#audit = audit
    this.hold = new RaidHold({ sql, kv, publish })
    this.follow = new RaidFollow({ kv, guildId, discord, hold: this.hold, ended, audit })
    this.watch = new RaidWatch({ kv, guildId, discord, origin, settings, publish })
    this.chores = [this.follow, this.watch]
  }

  async state(): Promise<RaidState> {
    const { holdMinutes } = (await this.#know.settingsOf()).raid
    return { mode: this.hold.mode(), alerts: this.watch.alerts(), holdMinutes, botLacks: await this.#botLacks() }
  }

  async dismiss(wanted: { id: string; by: Person; requestId: string | null }): Promise<{ ok: true } | Failure> {
    const { id, by, requestId } = wanted
    const was = this.watch.alerts().find((alert) => alert.id === id)
    const alert = this.watch.dismiss(id, by)
    if (!was || !alert) return fail('no_such_alert')
    if (was.dismissed) return { ok: true }
    this.#publish({ type: 'raid.alert', data: alert })
    this.#tell('raid.alert_dismissed', alert, { actor: by, requestId })
    return { ok: true }
  }

  /** A wave was raised; in one breath with the batch that brought it. */
  raised(alert: RaidAlert): void {
    this.#tell('raid.alert_raised', alert, { actor: null, requestId: null })
  }

  #tell(
    type: string,
    alert: RaidAlert,
    { actor, requestId }: { actor: Person | null; requestId: string | null },
  ): void {
    const after = { joins: alert.joins, noAvatar: alert.noAvatar, young: alert.young }
    const target = { type: 'other' as const, id: alert.id, name: null }
    const surface = actor ? 'dashboard' : 'system'
    this.#audit({ category: 'raid', type, at: Date.now(), actor, surface, target, before: null, after, requestId })
  }

  async #botLacks(): Promise<string | null> {
    try {
      const [guild, bot] = await Promise.all([this.#know.guildState(), this.#know.botMember()])
      if (!guild || !bot) return fail('bot_not_in_guild').message
      const may = has(guildPermissions(guild, { userId: bot.id, roleIds: bot.roleIds }), 'manageGuild')
      return may ? null : fail('bot_missing_permission', { permission: permissionLabel.manageGuild }).message
    } catch (error) {
      // while Discord is away nobody knows; the action will tell
      if (error instanceof DiscordAway) return null
      throw error
    }
  }
}
