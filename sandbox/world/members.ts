import { application } from '#sandbox/application.ts'
import { bit, intent } from './bits.ts'
import { snowflakeTime } from './snowflake.ts'
import { WorldState } from './state.ts'
import { auditType, type AuditChange, type Doer, type Guild, type Member, type Message } from './shapes.ts'
import { memberView } from './views.ts'

/** People coming, going and being acted on. Callers have checked who may. */
export class WorldMembers extends WorldState {
  /** Joins, or tells again of who is there already (Discord may do that). */
  join(guildId: string, userId: string): Member {
    const member = this.member(guildId, userId) ?? this.seat(guildId, userId, {})
    const d = { ...memberView(member, this.mustUser(userId)), guild_id: guildId }
    this.emit('GUILD_MEMBER_ADD', d, { guildId, intent: intent.members })
    return member
  }

  /** Whether nobody new can come in just now. */
  invitesPaused(guildId: string): boolean {
    const until = this.mustGuild(guildId).incidents_data?.invites_disabled_until
    return until != null && Date.parse(until) > this.now()
  }

  /** Makes someone a member without telling anyone: for seeds. */
  seat(guildId: string, userId: string, wish: Partial<Member>): Member {
    const member: Member = {
      user_id: userId,
      nick: null,
      roles: [],
      joined_at: this.isoNow(),
      communication_disabled_until: null,
      mute: false,
      deaf: false,
      flags: 0,
      pending: false,
      ...wish,
    }
    this.mustGuild(guildId).members.set(userId, member)
    return member
  }

  /** Leaves by own wish; false when they were not there. */
  leave(guildId: string, userId: string): boolean {
    return this.#remove(this.mustGuild(guildId), userId)
  }

  kick(guildId: string, userId: string, doer: Doer): boolean {
    const guild = this.mustGuild(guildId)
    if (!this.#remove(guild, userId)) return false
    this.audit(guild, doer, auditType.kick, userId)
    return true
  }

  /** Bans anybody who has an account, deleting their messages of the last `deleteSeconds`. Banned already: nothing happens. */
  ban(guildId: string, userId: string, doer: Doer & { deleteSeconds?: number }): void {
    const guild = this.mustGuild(guildId)
    if (guild.bans.has(userId)) return
    const user = this.mustUser(userId)
    guild.bans.set(userId, { reason: doer.reason ?? null })
    this.#remove(guild, userId)
    const told = { guildId, intent: intent.moderation, needs: bit.banMembers | bit.viewAuditLog }
    this.emit('GUILD_BAN_ADD', { guild_id: guildId, user }, told)
    this.audit(guild, doer, auditType.ban, userId)
    if (doer.deleteSeconds) this.#forget(guild, userId, this.now() - doer.deleteSeconds * 1000)
  }

  /** False when there was no ban. */
  unban(guildId: string, userId: string, doer: Doer): boolean {
    const guild = this.mustGuild(guildId)
    if (!guild.bans.delete(userId)) return false
    const told = { guildId, intent: intent.moderation, needs: bit.banMembers | bit.viewAuditLog }
    this.emit('GUILD_BAN_REMOVE', { guild_id: guildId, user: this.mustUser(userId) }, told)
    this.audit(guild, doer, auditType.unban, userId)
    return true
  }

  /** Times out until then (ISO text); null ends it. */
  setTimeout(guildId: string, userId: string, until: string | null, doer: Doer): void {
    this.#patch(guildId, userId, doer, (member) => {
      const change = changeOf('communication_disabled_until', member.communication_disabled_until, until)
      member.communication_disabled_until = until
      return change
    })
  }

  setNick(guildId: string, userId: string, nick: string | null, doer: Doer): void {
    this.#patch(guildId, userId, doer, (member) => {
      const change = changeOf('nick', member.nick, nick)
      member.nick = nick
      return change
    })
  }

  setVoiceMute(guildId: string, userId: string, wish: { mute?: boolean; deaf?: boolean }, doer: Doer): void {
    this.#patch(guildId, userId, doer, (member) => {
      const changes = [changeOf('mute', member.mute, wish.mute ?? member.mute)]
      changes.push(changeOf('deaf', member.deaf, wish.deaf ?? member.deaf))
      Object.assign(member, wish)
      return changes.flat()
    })
  }

  /** Replaces all roles. */
  setRoles(guildId: string, userId: string, roleIds: readonly string[], doer: Doer): void {
    const guild = this.mustGuild(guildId)
    const member = this.#must(guild, userId)
    const named = (ids: string[]) => ids.map((id) => ({ id, name: guild.roles.get(id)?.name ?? '' }))
    const added = roleIds.filter((id) => !member.roles.includes(id))
    const removed = member.roles.filter((id) => !roleIds.includes(id))
    if (added.length + removed.length === 0) return
    member.roles = [...roleIds]
    this.#updated(guild, member)
    const changes: AuditChange[] = []
    if (added.length > 0) changes.push({ key: '$add', new_value: named(added) })
    if (removed.length > 0) changes.push({ key: '$remove', new_value: named(removed) })
    this.audit(guild, doer, auditType.memberRoles, userId, { changes })
  }

  addRole(guildId: string, userId: string, roleId: string, doer: Doer): void {
    const { roles } = this.#must(this.mustGuild(guildId), userId)
    if (!roles.includes(roleId)) this.setRoles(guildId, userId, [...roles, roleId], doer)
  }

  removeRole(guildId: string, userId: string, roleId: string, doer: Doer): void {
    const { roles } = this.#must(this.mustGuild(guildId), userId)
    this.setRoles(
      guildId,
      userId,
      roles.filter((id) => id !== roleId),
      doer,
    )
  }

  /** Renames an account; every server it is in is told. */
  renameUser(userId: string, patch: { username?: string; global_name?: string | null; avatar?: string | null }): void {
    Object.assign(this.mustUser(userId), patch)
    for (const guild of this.guildsOf(userId)) this.#updated(guild, this.#must(guild, userId))
  }

  /** Enters, changes or (null) leaves a voice channel. */
  setVoice(guildId: string, userId: string, channelId: string | null): void {
    const guild = this.mustGuild(guildId)
    const member = this.#must(guild, userId)
    const state = {
      guild_id: guildId,
      channel_id: channelId,
      user_id: userId,
      session_id: `voice-${userId}`,
      deaf: member.deaf,
      mute: member.mute,
      self_deaf: false,
      self_mute: false,
      self_video: false,
      suppress: false,
      request_to_speak_timestamp: null,
    }
    if (channelId === null) guild.voice.delete(userId)
    else guild.voice.set(userId, state)
    const d = { ...state, member: memberView(member, this.mustUser(userId)) }
    this.emit('VOICE_STATE_UPDATE', d, { guildId, intent: intent.voice })
  }

  #patch(guildId: string, userId: string, doer: Doer, change: (member: Member) => AuditChange[]): void {
    const guild = this.mustGuild(guildId)
    const member = this.#must(guild, userId)
    const changes = change(member)
    if (changes.length === 0) return
    this.#updated(guild, member)
    this.audit(guild, doer, auditType.memberUpdate, userId, { changes })
  }

  #updated(guild: Guild, member: Member): void {
    const d = { ...memberView(member, this.mustUser(member.user_id)), guild_id: guild.id }
    this.emit('GUILD_MEMBER_UPDATE', d, { guildId: guild.id, intent: intent.members })
  }

  #remove(guild: Guild, userId: string): boolean {
    if (!guild.members.has(userId)) return false
    if (guild.voice.has(userId)) this.setVoice(guild.id, userId, null)
    guild.members.delete(userId)
    const user = this.mustUser(userId)
    if (userId === application.id) this.emit('GUILD_DELETE', { id: guild.id }, { guildId: guild.id, intent: 1 })
    else this.emit('GUILD_MEMBER_REMOVE', { guild_id: guild.id, user }, { guildId: guild.id, intent: intent.members })
    return true
  }

  #forget(guild: Guild, userId: string, since: number): void {
    for (const channel of guild.channels.values()) {
      const kept: Message[] = []
      const ids: string[] = []
      for (const message of this.data.messages.get(channel.id) ?? [])
        if (message.author.id === userId && snowflakeTime(message.id) >= since) ids.push(message.id)
        else kept.push(message)
      if (ids.length === 0) continue
      this.data.messages.set(channel.id, kept)
      this.emit(
        'MESSAGE_DELETE_BULK',
        { ids, channel_id: channel.id, guild_id: guild.id },
        { guildId: guild.id, intent: intent.messages, channel },
      )
    }
  }

  #must(guild: Guild, userId: string): Member {
    const member = guild.members.get(userId)
    if (!member) throw new Error(`${userId} is not in ${guild.id}`)
    return member
  }
}

/** One audit-log change; nothing when nothing changed, and no side that is null, as Discord writes it. */
export function changeOf(key: string, before: unknown, after: unknown): AuditChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [
    {
      key,
      ...(before === null || before === undefined ? {} : { old_value: before }),
      ...(after === null || after === undefined ? {} : { new_value: after }),
    },
  ]
}
