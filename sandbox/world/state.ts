import { application } from '#sandbox/application.ts'
import { bit, intent } from './bits.ts'
import { channelPermissions, guildPermissions, outranks } from './permissions.ts'
import { fixedSnowflake, newSnowflake } from './snowflake.ts'
import type { AuditChange, AuditEntry, Channel, Dispatch, Doer, Guild, Member, User, WorldData } from './shapes.ts'
import { guildCreateView } from './views.ts'

const AUDIT_KEPT = 2_000

interface Route {
  guildId: string | null
  intent: number
  /** the bot is told only when it has one of these bits */
  needs?: bigint
  /** the bot is told only when it sees this channel */
  channel?: Channel
}

/** Who and what there is, and the events of its changes. Times are UTC ms unless Discord writes them as ISO text. */
export class WorldState {
  readonly data: WorldData
  /** the world's clock, UTC ms */
  readonly now: () => number
  #listeners = new Set<(dispatch: Dispatch) => void>()
  #changed = new Set<() => void>()
  /** found once, looked up from then on */
  #guildOfChannel = new Map<string, string>()

  constructor(data: WorldData, now: () => number = Date.now) {
    this.data = data
    this.now = now
  }

  /** Hears every event in the order it happens; gives the way to stop. */
  onDispatch(listener: (dispatch: Dispatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Called after anything that should be kept has changed. */
  onChange(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  user(id: string): User | undefined {
    return this.data.users.get(id)
  }

  guild(id: string): Guild | undefined {
    return this.data.guilds.get(id)
  }

  member(guildId: string, userId: string): Member | undefined {
    return this.data.guilds.get(guildId)?.members.get(userId)
  }

  /** A channel of a guild or a DM; `guild` is null for DMs. */
  channel(id: string): { channel: Channel; guild: Guild | null } | undefined {
    const dm = this.data.dms.get(id)
    if (dm) return { channel: dm, guild: null }
    const known = this.data.guilds.get(this.#guildOfChannel.get(id) ?? '')
    const guild = known?.channels.has(id)
      ? known
      : [...this.data.guilds.values()].find(({ channels }) => channels.has(id))
    const channel = guild?.channels.get(id)
    if (!guild || !channel) return undefined
    this.#guildOfChannel.set(id, guild.id)
    return { channel, guild }
  }

  /** Guilds someone is in. */
  guildsOf(userId: string): Guild[] {
    return [...this.data.guilds.values()].filter((guild) => guild.members.has(userId))
  }

  /** Someone's permissions in a guild, or in one of its channels. */
  permissions(guildId: string, userId: string, channelId?: string): bigint {
    const guild = this.mustGuild(guildId)
    const channel = channelId === undefined ? undefined : guild.channels.get(channelId)
    return channel ? channelPermissions(guild, userId, channel) : guildPermissions(guild, userId)
  }

  outranks(guildId: string, userId: string, targetId: string): boolean {
    return outranks(this.mustGuild(guildId), userId, targetId)
  }

  /** GUILD_CREATE's payload. */
  guildCreate(guildId: string): object {
    return guildCreateView(this.mustGuild(guildId), this.data.users)
  }

  /** READY's `guilds`: all the bot is in, unavailable until their GUILD_CREATE. */
  readyGuilds(): { id: string; unavailable: true }[] {
    return this.guildsOf(application.id).map(({ id }) => ({ id, unavailable: true }))
  }

  /** A new account; `createdAt` (UTC ms) dates its id. */
  createUser(wish: {
    username: string
    global_name?: string | null
    avatar?: string | null
    bot?: boolean
    createdAt?: number
    id?: string
  }): User {
    const id = wish.id ?? (wish.createdAt ? this.#freeId(wish.createdAt) : newSnowflake(this.now()))
    const user: User = {
      id,
      username: wish.username,
      global_name: wish.global_name ?? null,
      avatar: wish.avatar ?? null,
      discriminator: '0',
      public_flags: 0,
      ...(wish.bot ? { bot: true } : {}),
    }
    this.data.users.set(id, user)
    this.changed()
    return user
  }

  /** Whether strangers of a shared server may write to this person. */
  setDmsOpen(userId: string, open: boolean): void {
    if (open) this.data.closedDms.delete(userId)
    else this.data.closedDms.add(userId)
    this.changed()
  }

  /** For callers that have checked: throws when there is no such guild. */
  mustGuild(id: string): Guild {
    const guild = this.data.guilds.get(id)
    if (!guild) throw new Error(`no guild ${id}`)
    return guild
  }

  mustUser(id: string): User {
    const user = this.data.users.get(id)
    if (!user) throw new Error(`no user ${id}`)
    return user
  }

  changed(): void {
    for (const listener of this.#changed) listener()
  }

  newId(): string {
    return newSnowflake(this.now())
  }

  isoNow(): string {
    return new Date(this.now()).toISOString()
  }

  emit(t: string, d: object, route: Route): void {
    this.changed()
    const { guildId } = route
    let toBot = guildId === null || t === 'GUILD_DELETE' || this.member(guildId, application.id) !== undefined
    if (toBot && guildId !== null && route.needs !== undefined)
      toBot = (this.permissions(guildId, application.id) & route.needs) !== 0n
    if (toBot && guildId !== null && route.channel)
      toBot = (this.permissions(guildId, application.id, route.channel.id) & bit.viewChannel) !== 0n
    for (const listener of this.#listeners) listener({ t, d, guildId, intent: route.intent, toBot })
  }

  /** Writes an audit entry and tells who may see the audit log. */
  audit(
    guild: Guild,
    { by, reason }: Doer,
    action_type: number,
    target_id: string | null,
    more: { changes?: AuditChange[]; options?: Record<string, string> } = {},
  ): AuditEntry {
    const entry: AuditEntry = {
      id: this.newId(),
      user_id: by,
      target_id,
      action_type,
      ...(reason ? { reason } : {}),
      ...more,
    }
    guild.audit.push(entry)
    if (guild.audit.length > AUDIT_KEPT) guild.audit.splice(0, guild.audit.length - AUDIT_KEPT)
    this.emit(
      'GUILD_AUDIT_LOG_ENTRY_CREATE',
      { ...entry, guild_id: guild.id },
      { guildId: guild.id, intent: intent.moderation, needs: bit.viewAuditLog },
    )
    return entry
  }

  #freeId(at: number): string {
    let n = 0
    while (this.data.users.has(fixedSnowflake(at, n))) n++
    return fixedSnowflake(at, n)
  }
}
