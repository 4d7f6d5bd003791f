import { application } from '#sandbox/application.ts'
import { usual } from './bits.ts'
import { WorldInteractions } from './interactions.ts'
import { channelType, type Command } from './shapes.ts'
import { fixedSnowflake } from './snowflake.ts'

export type { Draft } from './messages.ts'
export type { Reply } from './interactions.ts'

/**
 * The local Discord's state. Methods that change it take who does it (`by`, and an audit-log `reason`), do not ask whether
 * they may, and emit the gateway events that follow. The layers: state → members → structure → messages → interactions.
 */
export class World extends WorldInteractions {
  /** The app's commands in a guild, or (null) everywhere. */
  commands(guildId: string | null): readonly Command[] {
    return this.data.commands.get(guildId ?? 'global') ?? []
  }

  setCommands(guildId: string | null, commands: Command[]): void {
    this.data.commands.set(guildId ?? 'global', commands)
    this.changed()
  }

  /** Creates `n` small servers with the bot in them; gives their ids. */
  growFleet(n: number): string[] {
    const first = this.data.guilds.size
    return Array.from({ length: n }, (_, i) => this.#addSmallServer(first + i))
  }

  #addSmallServer(n: number): string {
    const born = fixedSnowflake('2024-06-01T00:00:00Z', 1 + n * 8)
    const id = (k: number) => String(BigInt(born) + BigInt(k))
    const preferred_locale = locales[n % locales.length] ?? 'en-US'
    const guild = this.addGuild({ id: id(0), name: `Outpost ${n}`, owner_id: id(1), preferred_locale })
    const owner = this.createUser({ id: id(1), username: `keeper.${n}` })
    guild.roles.set(guild.id, plainRole(guild.id, '@everyone', 0, usual.everyone))
    const botRole = plainRole(id(2), application.name, 1, usual.bot)
    guild.roles.set(botRole.id, { ...botRole, managed: true, tags: { bot_id: application.id } })
    const by = { by: owner.id }
    this.createChannel(guild.id, { id: id(3), name: 'general', type: channelType.text }, by)
    this.createChannel(guild.id, { id: id(4), name: 'announcements', type: channelType.text }, by)
    this.seat(guild.id, owner.id, {})
    this.seat(guild.id, application.id, { roles: [botRole.id] })
    this.emit('GUILD_CREATE', this.guildCreate(guild.id), { guildId: guild.id, intent: 1 })
    return guild.id
  }
}

const locales = ['en-US', 'en-US', 'en-GB', 'de', 'fr', 'es-ES', 'pt-BR', 'ja']

const plainRole = (id: string, name: string, position: number, permissions: bigint) => ({
  id,
  name,
  color: 0,
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position,
  permissions: String(permissions),
  managed: false,
  mentionable: false,
  flags: 0,
})
