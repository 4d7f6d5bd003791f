import { Channel, Role, type GuildState } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'

type Base = Omit<GuildState, 'roles' | 'channels'>
type Row = { key: string; value: string }

/** What is known of the guild itself: name, owner, roles, channels. One stored row each, written only when it changed. */
export class Facts {
  #sql: SqlStorage
  #stored: Map<string, string> | null = null
  #state: GuildState | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Null: nothing was learnt yet, or the bot was removed. */
  state(): GuildState | null {
    if (!this.#stored) this.reload()
    return this.#state
  }

  /** Goes back to what is stored. */
  reload(): void {
    const rows = [...this.#sql.exec<Row>(`SELECT key, value FROM facts`)]
    this.#stored = new Map(rows.map((row) => [row.key, row.value]))
    const base = this.#stored.get('guild')
    const values = <T>(kind: string): T[] =>
      rows.filter((row) => row.key.startsWith(kind)).map((row) => JSON.parse(row.value) as T)
    this.#state = base
      ? { ...(JSON.parse(base) as Base), roles: values<Role>('role:'), channels: values<Channel>('channel:') }
      : null
  }

  /** Takes the whole state; gives what is new in it, nothing when all of it is. */
  replace(next: GuildState): LiveEvent[] {
    const before = this.state()
    const { roles, channels, ...base } = next
    const news: LiveEvent[] = []
    if (before && (before.name !== base.name || before.icon !== base.icon || before.ownerId !== base.ownerId))
      news.push({ type: 'guild.updated', data: { name: base.name, icon: base.icon } })
    const kept = new Set([...roles.map((role) => `role:${role.id}`), ...channels.map((c) => `channel:${c.id}`)])
    for (const role of before?.roles ?? []) if (!kept.has(`role:${role.id}`)) news.push(...this.removeRole(role.id))
    for (const channel of before?.channels ?? [])
      if (!kept.has(`channel:${channel.id}`)) news.push(...this.removeChannel(channel.id))
    this.#put('guild', Base(base))
    this.#state = { ...base, roles: this.#state?.roles ?? [], channels: this.#state?.channels ?? [] }
    for (const role of roles) news.push(...this.saveRole(role))
    for (const channel of channels) news.push(...this.saveChannel(channel))
    return before ? news : []
  }

  update(change: Pick<GuildState, 'name' | 'icon' | 'ownerId'>): LiveEvent[] {
    if (!this.#change(change)) return []
    return [{ type: 'guild.updated', data: { name: change.name, icon: change.icon } }]
  }

  countMembers(by: number): void {
    const count = this.state()?.memberCount
    if (count !== undefined && by !== 0) this.#change({ memberCount: Math.max(0, count + by) })
  }

  saveRole(given: Role): LiveEvent[] {
    const state = this.state()
    const role = Role.parse(given)
    const created = !state?.roles.some((one) => one.id === role.id)
    if (!state || !this.#put(`role:${role.id}`, role)) return []
    this.#state = { ...state, roles: [...state.roles.filter((one) => one.id !== role.id), role] }
    return [{ type: 'role.saved', data: { role, created } }]
  }

  removeRole(roleId: Snowflake): LiveEvent[] {
    const state = this.state()
    const role = state?.roles.find((one) => one.id === roleId)
    if (!state || !role) return []
    this.#delete(`role:${roleId}`)
    this.#state = { ...state, roles: state.roles.filter((one) => one !== role) }
    return [{ type: 'role.deleted', data: { roleId, name: role.name } }]
  }

  saveChannel(given: Channel): LiveEvent[] {
    const state = this.state()
    const channel = Channel.parse(given)
    const created = !state?.channels.some((one) => one.id === channel.id)
    if (!state || !this.#put(`channel:${channel.id}`, channel)) return []
    this.#state = { ...state, channels: [...state.channels.filter((one) => one.id !== channel.id), channel] }
    return [{ type: 'channel.saved', data: { channel, created } }]
  }

  removeChannel(channelId: Snowflake): LiveEvent[] {
    const state = this.state()
    const channel = state?.channels.find((one) => one.id === channelId)
    if (!state || !channel) return []
    this.#delete(`channel:${channelId}`)
    this.#state = { ...state, channels: state.channels.filter((one) => one !== channel) }
    return [{ type: 'channel.deleted', data: { channelId, name: channel.name } }]
  }

  /** The bot is not there any more. */
  forget(): void {
    this.#sql.exec(`DELETE FROM facts`)
    this.reload()
  }

  /** False when nothing is different. */
  #change(change: Partial<Base>): boolean {
    const state = this.state()
    if (!state) return false
    const { roles, channels, ...base } = { ...state, ...change }
    if (!this.#put('guild', Base(base))) return false
    this.#state = { ...base, roles, channels }
    return true
  }

  #put(key: string, value: object): boolean {
    const text = JSON.stringify(value)
    if (this.#stored?.get(key) === text) return false
    this.#sql.exec(`INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)`, key, text)
    this.#stored?.set(key, text)
    return true
  }

  #delete(key: string): void {
    this.#sql.exec(`DELETE FROM facts WHERE key = ?`, key)
    this.#stored?.delete(key)
  }
}

/** Always the same order of keys, so that equal states have equal texts. */
const Base = ({ id, name, icon, ownerId, memberCount }: Base): Base => ({ id, name, icon, ownerId, memberCount })
