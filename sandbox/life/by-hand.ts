import { Refused } from '#sandbox/interactions/refused.ts'
import { isTimedOut } from '#sandbox/interactions/offered-commands.ts'
import { bit } from '#sandbox/world/bits.ts'
import { isBelow } from '#sandbox/world/permissions.ts'
import type { Channel, Message } from '#sandbox/world/shapes.ts'
import { snowflakeTime } from '#sandbox/world/snowflake.ts'
import type { World } from '#sandbox/world/world.ts'

const LONGEST_TIMEOUT = 28 * 86_400_000

/** Who acts on whom, where, and why. */
export interface Act {
  userId: string
  guildId: string
  targetId: string
  reason?: string
}

/** What people do in Discord's own client, by Discord's rules: throws `Refused` with the reason a person would see. */
export class ByHand {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** `files` are shown as attached; each lies under `cdn`. */
  write(
    wish: { userId: string; guildId: string; channelId: string; content: string },
    { files = [], cdn = '' }: { files?: { name: string; size: number; type: string }[] | undefined; cdn?: string } = {},
  ): Message {
    const refusal = this.whySilent(wish)
    if (refusal) throw new Refused(refusal)
    const attachments = files.map(({ name, size, type }) => {
      const id = this.#world.newId()
      const url = `${cdn}/attachments/${wish.channelId}/${id}/${encodeURIComponent(name)}?ex=0&is=0&hm=0&`
      return { id, filename: name, size, content_type: type, url, proxy_url: url }
    })
    return this.#world.writeMessage(wish.channelId, wish.userId, { content: wish.content }, { attachments })
  }

  /** Why someone cannot write there; null when they can. */
  whySilent({ userId, guildId, channelId }: { userId: string; guildId: string; channelId: string }): string | null {
    const member = this.#world.member(guildId, userId)
    const channel = this.#world.guild(guildId)?.channels.get(channelId)
    if (!member) return 'not a member of this server'
    if (!channel) return 'no such channel'
    const permissions = this.#world.permissions(guildId, userId, channelId)
    if (!(permissions & bit.viewChannel)) return 'this channel cannot be seen'
    if (!(permissions & bit.sendMessages)) return 'messages are not allowed here'
    if (!(permissions & bit.administrator) && isTimedOut(member.communication_disabled_until, this.#world.now()))
      return 'timed out'
    const exempt = permissions & (bit.bypassSlowmode | bit.manageMessages | bit.manageChannels)
    return exempt ? null : this.#slow(channel, userId)
  }

  deleteMessage({
    userId,
    guildId,
    channelId,
    messageId,
  }: {
    userId: string
    guildId: string
    channelId: string
    messageId: string
  }): void {
    const message = this.#world.message(channelId, messageId)
    if (!message) throw new Refused('no such message')
    if (message.author.id !== userId) this.#need(guildId, userId, 'manageMessages', channelId)
    this.#world.deleteMessages(channelId, [messageId], { by: userId })
  }

  ban(act: Act & { deleteSeconds?: number }): void {
    this.#need(act.guildId, act.userId, 'banMembers')
    this.#outrank(act)
    this.#world.ban(act.guildId, act.targetId, { by: act.userId, reason: act.reason, deleteSeconds: act.deleteSeconds })
  }

  unban({ userId, guildId, targetId, reason }: Act): void {
    this.#need(guildId, userId, 'banMembers')
    if (!this.#world.unban(guildId, targetId, { by: userId, reason })) throw new Refused('not banned')
  }

  kick(act: Act): void {
    this.#need(act.guildId, act.userId, 'kickMembers')
    this.#outrank(act)
    if (!this.#world.kick(act.guildId, act.targetId, { by: act.userId, reason: act.reason }))
      throw new Refused('not a member of this server')
  }

  /** `ms` 0 ends a timeout. */
  timeout(act: Act & { ms: number }): void {
    this.#need(act.guildId, act.userId, 'moderateMembers')
    this.#member(act.guildId, act.targetId)
    this.#outrank(act)
    if (act.ms > LONGEST_TIMEOUT) throw new Refused('at most 28 days')
    if (this.#world.permissions(act.guildId, act.targetId) & bit.administrator)
      throw new Refused('administrators cannot be timed out')
    const until = act.ms > 0 ? new Date(this.#world.now() + act.ms).toISOString() : null
    this.#world.setTimeout(act.guildId, act.targetId, until, { by: act.userId, reason: act.reason })
  }

  /** Gives or takes one role. */
  setRole({ roleId, has, ...act }: Act & { roleId: string; has: boolean }): void {
    this.#need(act.guildId, act.userId, 'manageRoles')
    this.#member(act.guildId, act.targetId)
    const guild = this.#world.mustGuild(act.guildId)
    const role = guild.roles.get(roleId)
    if (!role || role.managed || roleId === act.guildId) throw new Refused('that role cannot be given')
    if (!isBelow(guild, role, act.userId)) throw new Refused('that role is not below your highest')
    const doer = { by: act.userId, reason: act.reason }
    if (has) this.#world.addRole(act.guildId, act.targetId, roleId, doer)
    else this.#world.removeRole(act.guildId, act.targetId, roleId, doer)
  }

  setNick({ nick, ...act }: Act & { nick: string | null }): void {
    this.#member(act.guildId, act.targetId)
    if (act.userId === act.targetId) this.#need(act.guildId, act.userId, 'changeNickname')
    else {
      this.#need(act.guildId, act.userId, 'manageNicknames')
      this.#outrank(act)
    }
    this.#world.setNick(act.guildId, act.targetId, nick, { by: act.userId, reason: act.reason })
  }

  editChannel({
    userId,
    guildId,
    channelId,
    ...patch
  }: {
    userId: string
    guildId: string
    channelId: string
    name?: string
    topic?: string | null
    rate_limit_per_user?: number
  }): void {
    this.#need(guildId, userId, 'manageChannels', channelId)
    this.#world.saveChannel(channelId, patch, { by: userId })
  }

  /** What is under Safety Setup in the server's settings; pauses last `…Ms` from now, 0 ends them. */
  setSafety({
    userId,
    guildId,
    verificationLevel,
    invitesMs,
    dmsMs,
  }: {
    userId: string
    guildId: string
    verificationLevel?: number
    invitesMs?: number
    dmsMs?: number
  }): void {
    this.#need(guildId, userId, 'manageGuild')
    const now = this.#world.mustGuild(guildId).incidents_data
    const until = (ms: number | undefined, before: string | null | undefined): string | null =>
      ms === undefined ? (before ?? null) : ms > 0 ? new Date(this.#world.now() + ms).toISOString() : null
    const incidents_data = {
      invites_disabled_until: until(invitesMs, now?.invites_disabled_until),
      dms_disabled_until: until(dmsMs, now?.dms_disabled_until),
    }
    const level = verificationLevel === undefined ? {} : { verification_level: verificationLevel }
    this.#world.editGuild(guildId, { incidents_data, ...level }, { by: userId })
  }

  setVoice({ userId, guildId, channelId }: { userId: string; guildId: string; channelId: string | null }): void {
    this.#member(guildId, userId)
    if (channelId !== null) this.#need(guildId, userId, 'connect', channelId)
    this.#world.setVoice(guildId, userId, channelId)
  }

  join({ userId, guildId }: { userId: string; guildId: string }): void {
    const guild = this.#world.guild(guildId)
    if (!guild || !this.#world.user(userId)) throw new Refused('no such server or person')
    if (guild.members.has(userId)) throw new Refused('a member already')
    if (guild.bans.has(userId)) throw new Refused('banned from this server')
    if (this.#world.invitesPaused(guildId)) throw new Refused('invites to this server are paused')
    this.#world.join(guildId, userId)
  }

  leave({ userId, guildId }: { userId: string; guildId: string }): void {
    if (this.#world.guild(guildId)?.owner_id === userId) throw new Refused('the owner cannot leave')
    if (!this.#world.leave(guildId, userId)) throw new Refused('not a member of this server')
  }

  #slow({ id, rate_limit_per_user: seconds }: Channel, userId: string): string | null {
    if (seconds === 0) return null
    const last = this.#world.messages(id).findLast(({ author }) => author.id === userId)
    const wait = last ? snowflakeTime(last.id) + seconds * 1000 - this.#world.now() : 0
    return wait > 0 ? `slowmode: wait ${Math.ceil(wait / 1000)} s` : null
  }

  #need(guildId: string, userId: string, permission: keyof typeof bit, channelId?: string): void {
    if (!this.#world.guild(guildId)) throw new Refused('no such server')
    if (!(this.#world.permissions(guildId, userId, channelId) & bit[permission]))
      throw new Refused(`that needs the permission ${permission}`)
  }

  #member(guildId: string, userId: string): void {
    if (!this.#world.member(guildId, userId)) throw new Refused('not a member of this server')
  }

  #outrank({ guildId, userId, targetId }: Act): void {
    if (!this.#world.user(targetId)) throw new Refused('no such person')
    if (userId === targetId) throw new Refused('not on yourself')
    if (this.#world.guild(guildId)?.owner_id === targetId) throw new Refused('not on the owner')
    if (this.#world.member(guildId, targetId) && !this.#world.outranks(guildId, userId, targetId))
      throw new Refused('their highest role is not below yours')
  }
}
