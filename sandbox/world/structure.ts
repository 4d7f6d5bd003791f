import { application } from '#sandbox/application.ts'
import { intent } from './bits.ts'
import { changeOf, WorldMembers } from './members.ts'
import { auditType, type Channel, type Doer, type Guild, type Overwrite, type Role } from './shapes.ts'
import { channelView, guildView } from './views.ts'

/** Guilds, roles and channels: their settings and overwrites. Callers have checked who may. */
export class WorldStructure extends WorldMembers {
  addGuild(wish: Partial<Guild> & Pick<Guild, 'name' | 'owner_id'>): Guild {
    const id = wish.id ?? this.newId()
    const guild: Guild = {
      id,
      icon: null,
      description: null,
      mfa_level: 0,
      verification_level: 1,
      system_channel_id: null,
      preferred_locale: 'en-US',
      incidents_data: null,
      roles: new Map(),
      channels: new Map(),
      members: new Map(),
      bans: new Map(),
      voice: new Map(),
      audit: [],
      unavailable: false,
      outsideBans: { day: 0, count: 0 },
      ...wish,
    }
    this.data.guilds.set(id, guild)
    this.changed()
    return guild
  }

  editGuild(
    guildId: string,
    patch: Partial<
      Pick<Guild, 'name' | 'icon' | 'owner_id' | 'mfa_level' | 'verification_level' | 'incidents_data' | 'description'>
    >,
    doer: Doer,
  ): Guild {
    const guild = this.mustGuild(guildId)
    const changes = Object.entries(patch).flatMap(([key, value]) =>
      changeOf(key, guild[key as keyof typeof patch], value),
    )
    Object.assign(guild, patch)
    this.emit('GUILD_UPDATE', guildView(guild), { guildId, intent: intent.guilds })
    if (changes.length > 0) this.audit(guild, doer, auditType.guildUpdate, guildId, { changes })
    return guild
  }

  /** An outage begins or ends; the bot stays where it is. */
  setUnavailable(guildId: string, unavailable: boolean): void {
    this.mustGuild(guildId).unavailable = unavailable
    const told = { guildId, intent: intent.guilds }
    if (unavailable) this.emit('GUILD_DELETE', { id: guildId, unavailable: true }, told)
    else this.emit('GUILD_CREATE', this.guildCreate(guildId), told)
  }

  /** Adds the bot with a managed role of these permissions at the bottom. */
  addBot(guildId: string, permissions: bigint, doer: Doer): void {
    const guild = this.mustGuild(guildId)
    if (guild.members.has(application.id)) return
    const { id } = this.createRole(
      guildId,
      { name: application.name, permissions: String(permissions), managed: true, tags: { bot_id: application.id } },
      doer,
    )
    this.seat(guildId, application.id, { roles: [id] })
    this.emit('GUILD_CREATE', this.guildCreate(guildId), { guildId, intent: intent.guilds })
    this.audit(guild, doer, auditType.botAdd, application.id)
  }

  /** Removes the bot and its role. */
  removeBot(guildId: string): void {
    const guild = this.mustGuild(guildId)
    for (const role of guild.roles.values()) if (role.tags?.bot_id === application.id) guild.roles.delete(role.id)
    this.leave(guildId, application.id)
  }

  createRole(guildId: string, wish: Partial<Role> & Pick<Role, 'name'>, doer: Doer): Role {
    const guild = this.mustGuild(guildId)
    const role: Role = {
      id: this.newId(),
      color: 0,
      hoist: false,
      icon: null,
      unicode_emoji: null,
      position: 1,
      permissions: '0',
      managed: false,
      mentionable: false,
      flags: 0,
      ...wish,
    }
    if (wish.position === undefined) for (const other of guild.roles.values()) if (other.position > 0) other.position++
    guild.roles.set(role.id, role)
    this.emit('GUILD_ROLE_CREATE', { guild_id: guildId, role }, { guildId, intent: intent.guilds })
    this.audit(guild, doer, auditType.roleCreate, role.id, { changes: changeOf('name', null, role.name) })
    return role
  }

  editRole(
    guildId: string,
    roleId: string,
    patch: Partial<Pick<Role, 'name' | 'color' | 'hoist' | 'permissions' | 'mentionable' | 'position'>>,
    doer: Doer,
  ): void {
    const guild = this.mustGuild(guildId)
    const role = guild.roles.get(roleId)
    if (!role) throw new Error(`no role ${roleId}`)
    const changes = Object.entries(patch).flatMap(([key, value]) => changeOf(key, role[key as keyof Role], value))
    Object.assign(role, patch)
    this.emit('GUILD_ROLE_UPDATE', { guild_id: guildId, role }, { guildId, intent: intent.guilds })
    if (changes.length > 0) this.audit(guild, doer, auditType.roleUpdate, roleId, { changes })
  }

  deleteRole(guildId: string, roleId: string, doer: Doer): void {
    const guild = this.mustGuild(guildId)
    const role = guild.roles.get(roleId)
    if (!role) return
    guild.roles.delete(roleId)
    for (const member of guild.members.values())
      if (member.roles.includes(roleId)) member.roles = member.roles.filter((id) => id !== roleId)
    this.emit('GUILD_ROLE_DELETE', { guild_id: guildId, role_id: roleId }, { guildId, intent: intent.guilds })
    this.audit(guild, doer, auditType.roleDelete, roleId, { changes: changeOf('name', role.name, null) })
  }

  createChannel(guildId: string, wish: Partial<Channel> & Pick<Channel, 'name' | 'type'>, doer: Doer): Channel {
    const guild = this.mustGuild(guildId)
    const channel: Channel = {
      id: this.newId(),
      guild_id: guildId,
      position: guild.channels.size,
      parent_id: null,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      permission_overwrites: [],
      last_message_id: null,
      ...wish,
    }
    guild.channels.set(channel.id, channel)
    this.emit('CHANNEL_CREATE', channelView(channel), { guildId, intent: intent.guilds })
    this.audit(guild, doer, auditType.channelCreate, channel.id, { changes: changeOf('name', null, channel.name) })
    return channel
  }

  /** Changes a channel of a guild; overwrites have calls of their own. */
  saveChannel(
    channelId: string,
    patch: Partial<Pick<Channel, 'name' | 'topic' | 'nsfw' | 'rate_limit_per_user' | 'position' | 'parent_id'>>,
    doer: Doer,
  ): Channel {
    const { channel, guild } = this.#must(channelId)
    const changes = Object.entries(patch).flatMap(([key, value]) => changeOf(key, channel[key as keyof Channel], value))
    Object.assign(channel, patch)
    if (changes.length > 0) {
      this.#updated(guild, channel)
      this.audit(guild, doer, auditType.channelUpdate, channelId, { changes })
    }
    return channel
  }

  deleteChannel(channelId: string, doer: Doer): void {
    const { channel, guild } = this.#must(channelId)
    guild.channels.delete(channelId)
    this.data.messages.delete(channelId)
    this.emit('CHANNEL_DELETE', channelView(channel), { guildId: guild.id, intent: intent.guilds })
    this.audit(guild, doer, auditType.channelDelete, channelId, { changes: changeOf('name', channel.name, null) })
  }

  /** Sets what a role or member may do in a channel; what is so already makes no event and no entry. */
  setOverwrite(channelId: string, overwrite: Overwrite, doer: Doer): void {
    const { channel, guild } = this.#must(channelId)
    const before = channel.permission_overwrites.find((o) => o.id === overwrite.id)
    const changes = [
      ...changeOf('allow', before?.allow ?? '0', overwrite.allow),
      ...changeOf('deny', before?.deny ?? '0', overwrite.deny),
    ]
    if (before && changes.length === 0) return
    channel.permission_overwrites = [
      ...channel.permission_overwrites.filter((o) => o.id !== overwrite.id),
      { ...overwrite },
    ]
    this.#updated(guild, channel)
    const type = before ? auditType.overwriteUpdate : auditType.overwriteCreate
    this.audit(guild, doer, type, channelId, { changes, options: overwriteOptions(guild, overwrite) })
  }

  /** False when there was none. */
  removeOverwrite(channelId: string, overwriteId: string, doer: Doer): boolean {
    const { channel, guild } = this.#must(channelId)
    const before = channel.permission_overwrites.find((o) => o.id === overwriteId)
    if (!before) return false
    channel.permission_overwrites = channel.permission_overwrites.filter((o) => o !== before)
    this.#updated(guild, channel)
    this.audit(guild, doer, auditType.overwriteDelete, channelId, { options: overwriteOptions(guild, before) })
    return true
  }

  #updated(guild: Guild, channel: Channel): void {
    this.emit('CHANNEL_UPDATE', channelView(channel), { guildId: guild.id, intent: intent.guilds })
  }

  #must(channelId: string): { channel: Channel; guild: Guild } {
    const found = this.channel(channelId)
    if (!found?.guild) throw new Error(`no channel ${channelId} in any guild`)
    return { channel: found.channel, guild: found.guild }
  }
}

const overwriteOptions = (guild: Guild, { id, type }: Overwrite): Record<string, string> => ({
  id,
  type: String(type),
  ...(type === 0 ? { role_name: guild.roles.get(id)?.name ?? '' } : {}),
})
