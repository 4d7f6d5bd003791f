import { bit, intent } from './bits.ts'
import { channelPermissions } from './permissions.ts'
import { WorldStructure } from './structure.ts'
import { auditType, channelType, type Channel, type Doer, type Follower, type Guild, type Message } from './shapes.ts'
import { memberView } from './views.ts'

/** Kept per channel; older ones fall off. */
const MESSAGES_KEPT = 500
const LOADING = 1 << 7
const CROSSPOSTED = 1 << 0
const IS_CROSSPOST = 1 << 1

/** What someone writes; `mentions` says which kinds may be mentioned (Discord's allowed_mentions, all by default). */
export interface Draft {
  content?: string | null
  embeds?: object[] | null
  components?: object[] | null
  flags?: number
  tts?: boolean
  nonce?: string | number
  message_reference?: object
  mentions?: { parse?: string[]; users?: string[]; roles?: string[] }
}

/** Messages and direct messages. Callers have checked who may. */
export class WorldMessages extends WorldStructure {
  /** Writes into a channel of a guild or a DM. */
  writeMessage(channelId: string, authorId: string, draft: Draft, more: Partial<Message> = {}): Message {
    const found = this.mustChannel(channelId)
    const message = this.composeMessage(found, authorId, draft, more)
    const kept = this.data.messages.get(channelId) ?? []
    kept.push(message)
    if (kept.length > MESSAGES_KEPT) kept.splice(0, kept.length - MESSAGES_KEPT)
    this.data.messages.set(channelId, kept)
    found.channel.last_message_id = message.id
    this.#tell('MESSAGE_CREATE', found, message)
    return message
  }

  editMessage(channelId: string, messageId: string, draft: Draft): Message {
    const found = this.mustChannel(channelId)
    const message = this.message(channelId, messageId)
    if (!message) throw new Error(`no message ${messageId}`)
    this.applyDraft(message, draft)
    this.#tell('MESSAGE_UPDATE', found, message)
    return message
  }

  /**
   * Deletes those that exist and gives their number. `bulk` is the bulk call: one event, one audit entry. A single deletion
   * is audited when one person deletes another's message; a bot's is not.
   */
  deleteMessages(channelId: string, ids: readonly string[], doer: Doer & { bulk?: boolean }): number {
    const { channel, guild } = this.mustChannel(channelId)
    const doomed = (this.data.messages.get(channelId) ?? []).filter((message) => ids.includes(message.id))
    if (doomed.length === 0) return 0
    this.data.messages.set(
      channelId,
      (this.data.messages.get(channelId) ?? []).filter((message) => !doomed.includes(message)),
    )
    const where = { channel_id: channelId, ...(guild ? { guild_id: guild.id } : {}) }
    const told = { guildId: guild?.id ?? null, intent: guild ? intent.messages : intent.directMessages, channel }
    if (doer.bulk) this.emit('MESSAGE_DELETE_BULK', { ids: doomed.map(({ id }) => id), ...where }, told)
    else for (const { id } of doomed) this.emit('MESSAGE_DELETE', { id, ...where }, told)
    if (!guild) return doomed.length
    const count = String(doomed.length)
    if (doer.bulk) this.audit(guild, doer, auditType.messageBulkDelete, channelId, { options: { count } })
    else if (doer.by !== doomed[0]?.author.id && !this.user(doer.by)?.bot)
      this.audit(guild, doer, auditType.messageDelete, doomed[0]?.author.id ?? null, {
        options: { channel_id: channelId, count },
      })
    return doomed.length
  }

  /** Has a channel follow an announcement channel; gives the webhook that the messages will come by. */
  follow(sourceId: string, channelId: string): string {
    const known = this.data.followers.get(sourceId) ?? []
    const same = known.find((follower) => follower.channelId === channelId)
    if (same) return same.webhookId
    const webhookId = this.newId()
    this.data.followers.set(sourceId, [...known, { channelId, webhookId }])
    this.changed()
    return webhookId
  }

  followerOf(webhookId: string): Follower | undefined {
    return [...this.data.followers.values()].flat().find((follower) => follower.webhookId === webhookId)
  }

  unfollow(webhookId: string): void {
    for (const [source, followers] of this.data.followers)
      this.data.followers.set(
        source,
        followers.filter((follower) => follower.webhookId !== webhookId),
      )
    this.changed()
  }

  /** Publishes a message of an announcement channel: it arrives in every channel that follows. */
  crosspost(channelId: string, messageId: string): Message {
    const source = this.mustChannel(channelId)
    const message = this.editMessage(channelId, messageId, {})
    message.flags |= CROSSPOSTED
    const username = `${source.guild?.name ?? ''} #${source.channel.name}`
    for (const follower of this.data.followers.get(channelId) ?? []) {
      if (!this.channel(follower.channelId)) continue
      const author = { ...message.author, id: follower.webhookId, username, bot: true }
      const reference = { channel_id: channelId, message_id: messageId, guild_id: source.guild?.id }
      const { content, embeds, components } = message
      const flags = (message.flags & ~CROSSPOSTED) | IS_CROSSPOST
      const more = { author, webhook_id: follower.webhookId, message_reference: reference }
      this.writeMessage(
        follower.channelId,
        message.author.id,
        { content, embeds, components, flags, mentions: {} },
        more,
      )
    }
    return message
  }

  /** A channel's messages, oldest first. */
  messages(channelId: string): readonly Message[] {
    return this.data.messages.get(channelId) ?? []
  }

  message(channelId: string, messageId: string): Message | undefined {
    return this.data.messages.get(channelId)?.find(({ id }) => id === messageId)
  }

  /** The bot's direct-message channel with someone; the same one each time. */
  openDm(userId: string): Channel {
    for (const dm of this.data.dms.values()) if (dm.recipient === userId) return dm
    const dm: Channel = {
      id: this.newId(),
      type: channelType.dm,
      name: '',
      position: 0,
      parent_id: null,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      permission_overwrites: [],
      last_message_id: null,
      recipient: userId,
    }
    this.data.dms.set(dm.id, dm)
    this.changed()
    return dm
  }

  /** What the bot wrote to someone in private, oldest first. */
  directMessages(userId: string): readonly Message[] {
    for (const dm of this.data.dms.values()) if (dm.recipient === userId) return this.messages(dm.id)
    return []
  }

  composeMessage(
    { channel, guild }: { channel: Channel; guild: Guild | null },
    authorId: string,
    draft: Draft,
    more: Partial<Message>,
  ): Message {
    const content = draft.content ?? ''
    const parse = draft.mentions?.parse ?? (draft.mentions ? [] : ['users', 'roles', 'everyone'])
    const named = [...content.matchAll(/<@!?(\d{17,20})>/g)].map(([, id]) => id as string)
    const users = parse.includes('users') ? named : named.filter((id) => draft.mentions?.users?.includes(id))
    const mayShout = guild === null || (channelPermissions(guild, authorId, channel) & bit.mentionEveryone) !== 0n
    const message: Message = {
      id: this.newId(),
      channel_id: channel.id,
      author: this.mustUser(authorId),
      content,
      timestamp: this.isoNow(),
      edited_timestamp: null,
      tts: draft.tts ?? false,
      mention_everyone: mayShout && parse.includes('everyone') && /@(everyone|here)\b/.test(content),
      mentions: [...new Set(users)].flatMap((id) => this.user(id) ?? []),
      mention_roles: parse.includes('roles')
        ? [...content.matchAll(/<@&(\d{17,20})>/g)].map(([, id]) => id as string)
        : [],
      attachments: [],
      embeds: withTypes(draft.embeds),
      components: draft.components ?? [],
      pinned: false,
      type: 0,
      flags: draft.flags ?? 0,
      ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
      ...(draft.message_reference ? { message_reference: draft.message_reference, type: 19 } : {}),
      ...more,
    }
    return message
  }

  applyDraft(message: Message, draft: Draft): void {
    if (draft.content !== undefined) message.content = draft.content ?? ''
    if (draft.embeds !== undefined) message.embeds = withTypes(draft.embeds)
    if (draft.components !== undefined) message.components = draft.components ?? []
    if (draft.flags !== undefined) message.flags = draft.flags | (message.flags & LOADING)
    // a reply that was loading is not "edited" by its first text
    if (message.flags & LOADING) message.flags &= ~LOADING
    else message.edited_timestamp = this.isoNow()
    this.changed()
  }

  mustChannel(channelId: string): { channel: Channel; guild: Guild | null } {
    const found = this.channel(channelId)
    if (!found) throw new Error(`no channel ${channelId}`)
    return found
  }

  #tell(t: string, { channel, guild }: { channel: Channel; guild: Guild | null }, message: Message): void {
    const member = guild?.members.get(message.author.id)
    const where = guild ? { guild_id: guild.id } : {}
    const d = { ...message, ...where, ...(member ? { member: memberView(member, message.author) } : {}) }
    this.emit(t, d, {
      guildId: guild?.id ?? null,
      intent: guild ? intent.messages : intent.directMessages,
      channel,
    })
  }
}

const withTypes = (embeds: object[] | null | undefined): object[] =>
  (embeds ?? []).map((embed) => Object.assign({ type: 'rich' }, embed))
