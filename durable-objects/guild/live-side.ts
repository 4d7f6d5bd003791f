import type { Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import type { GuildState } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { LiveClose, type LiveEvent, type Overview } from '#schema/contract/live.ts'
import type { GuildLook, LookWish } from '#schema/contract/server-view.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMembersById } from '#schema/queries/members.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { AccessBook } from './access.ts'
import { AuditInbox } from './audit.ts'
import { AuditGap } from './audit-gap.ts'
import { AuditLog } from './audit-log/audit-log.ts'
import { candidates, staffOf } from './casework/staff.ts'
import { AuditRetention } from './audit-log/audit-retention.ts'
import { discordEvent, type Names } from './audit-log/discord-event.ts'
import { settingsEvent } from './audit-log/settings-event.ts'
import type { Chore } from './clock.ts'
import { Counters } from './counters.ts'
import { developerLook } from './developer-look.ts'
import { facetsOf } from './facets.ts'
import { Fates } from './evidence/fates.ts'
import { Facts } from './facts.ts'
import { Ingest, type Batch } from './ingest.ts'
import { GuildKnowledge, personOf } from './knowledge.ts'
import { MembersSide } from './members-side.ts'
import { kpisOf, overviewOf } from './overview.ts'
import { DiscordAway, People } from './people.ts'
import { RaidDesk } from './raid/raid-desk.ts'
import { Registry } from './registry.ts'
import { RelayLink } from './relay-link.ts'
import { Ring } from './ring.ts'
import { Search } from './search.ts'
import { SettingsBook } from './settings.ts'
import { Sockets } from './sockets.ts'
import { BanList } from './sweeps/ban-list.ts'
import { Turns } from './turns.ts'

/** What the live side needs of the rest of the guild's object. */
export interface Around {
  ctx: DurableObjectState
  env: Env
  guildId: Snowflake
  discord: Discord
  db: () => Promise<Db>
  wake: () => void
  /** Discord's audit entry of a case of ours, and of what was done by hand */
  settle: (range: { first: number; last: number }, entry: AuditEntry) => void
  recordByHand: (entry: AuditEntry) => Promise<void>
  /** raid mode was ended by hand in Discord */
  containEnded: () => void
}

/** What changes the numbers, too. */
const COUNTED = new Set<LiveEvent['type']>(['case.opened', 'case.updated', 'cases.opened', 'cases.updated'])

/** What a guild's object hears, knows and tells: the relay's events, roles and people, open pages, search, numbers. */
export class LiveSide {
  readonly know: GuildKnowledge
  readonly search: Search
  readonly settings: SettingsBook
  readonly sockets: Sockets
  readonly auditLog: AuditLog
  readonly raid: RaidDesk
  readonly members: MembersSide
  readonly bans: BanList
  readonly fates: Fates
  readonly chores: readonly Chore[]
  #around: Around
  #names: Names
  #ring: Ring
  #link: RelayLink
  #facts: Facts
  #counters: Counters
  #access: AccessBook
  #ingest: Ingest

  constructor(around: Around) {
    const { ctx, env, guildId, discord, db, wake } = around
    const { storage } = ctx
    const { sql, kv } = storage
    const publish = (event: LiveEvent): void => this.publish(event)
    const turns = new Turns()
    this.#around = around
    const ring = (this.#ring = new Ring(sql))
    const facts = (this.#facts = new Facts(sql))
    const counters = (this.#counters = new Counters(sql))
    const link = (this.#link = new RelayLink({ env, guildId, kv }))
    const sockets = (this.sockets = new Sockets({ ctx, ring, link, changed: wake }))
    const people = new People({ discord, guildId, applicationId: env.DISCORD_APPLICATION_ID, kv })
    const settings = (this.settings = new SettingsBook({
      env,
      guildId,
      publish,
      saved: (change) => {
        const event = settingsEvent(change, { guildId, at: Date.now() })
        if (event) log.append(event)
        if (change.before.retention.auditDays !== change.now.retention.auditDays) retention.lookAgain(Date.now())
      },
    }))
    const log = (this.auditLog = new AuditLog({
      storage,
      guildId,
      db,
      publish,
      wake,
      appended: (last) => retention.appended(last),
    }))
    const kept = { kv, guildId, db, wake }
    const retention = new AuditRetention({ ...kept, log, settings: () => settings.settingsOf() })
    this.#names = {
      person: (id) => {
        const member = people.heardOf(id)
        return member && personOf(member)
      },
      role: (id) => facts.state()?.roles.find((role) => role.id === id)?.name ?? null,
      channel: (id) => facts.state()?.channels.find((channel) => channel.id === id)?.name ?? null,
    }
    this.know = new GuildKnowledge({ guildId, discord, db, facts, people, link, settings, publish })
    this.search = new Search({ sql, kv, guildId, db, wake })
    this.#access = new AccessBook({ env, guildId, db, know: this.know })
    const members = (this.members = new MembersSide({ ...kept, storage, discord, turns, facts, people, publish }))
    const { settle, recordByHand: record } = around
    const audit = new AuditInbox({
      sql,
      botId: () => people.botId(),
      settle,
      record,
      note: (entry) => this.noteEntry(entry),
      wake,
    })
    const gap = new AuditGap({ kv, guildId, discord, take: (entry) => audit.receive(entry) })
    const registry = new Registry({ env, guildId, kv })
    const kpis = (now: number) => kpisOf({ sql, counters, facts }, now)
    const review = (who: ReadonlySet<Snowflake> | 'all'): void => ctx.waitUntil(this.#review(who))
    const raid = (this.raid = new RaidDesk({
      storage,
      guildId,
      discord,
      origin: env.APP_ORIGIN,
      know: this.know,
      publish,
      audit: (event) => this.auditLog.append(event),
      ended: around.containEnded,
    }))
    const isHeard = (): Promise<boolean> => link.isOnline()
    const bans = (this.bans = new BanList({ sql, kv, guildId, discord: discord.at('sweep'), isHeard }))
    const fates = (this.fates = new Fates({ sql, discord: discord.at('sweep') }))
    const inside = { ring, facts, counters, audit, gap, bans, fates, members, kpis, raid }
    const settingsOf = () => settings.settingsOf()
    const taking = { storage, guildId, db, turns, sockets, people, registry, review, settings: settingsOf, wake }
    this.#ingest = new Ingest({ ...inside, ...taking })
    this.chores = [...members.chores, gap, audit, this.search, log, retention, ...raid.chores]
  }

  /** Tells all open pages; a case changes the numbers too. */
  publish(event: LiveEvent, { passing = false }: { passing?: boolean } = {}): void {
    const frames = [this.#ring.add(event, { at: Date.now(), passing })]
    if (COUNTED.has(event.type) && this.sockets.watched)
      frames.push(this.#ring.add({ type: 'kpis.changed', data: this.#kpis() }, { at: Date.now() }))
    this.sockets.send(frames)
    this.members.hear(event)
  }

  /** Takes a case into the search, and counts it when it is new. */
  indexCase(c: Case): void {
    if (this.search.index(c)) this.#counters.add([{ name: 'actions', count: 1, at: c.createdAt }])
  }

  /** Takes cases in that came many at once. */
  indexCases(list: readonly Case[]): void {
    const fresh = list.filter((c) => this.search.index(c))
    this.#counters.add(fresh.map(({ createdAt: at }) => ({ name: 'actions', count: 1, at })))
  }

  /** Whether the member list was read whole, so that who is not on it is not in the server. */
  listWhole(): boolean {
    return this.members.sync.isWhole
  }

  async countCases(filters: CaseFilter[], most: number): Promise<{ count: number; more: boolean }[]> {
    await this.search.ready()
    return filters.map((filter) => this.search.count(filter, most))
  }

  async caseFacets(filter: CaseFilter): Promise<ReturnType<typeof facetsOf>> {
    await this.search.ready()
    return facetsOf(this.search, filter, (await this.settings.settingsOf()).labels)
  }

  /** Puts one of Discord's audit entries on the audit log, with the case and the people that were found for it. */
  noteEntry(entry: AuditEntry, found?: { number: number | null; people: readonly Person[] }): void {
    const person = (id: Snowflake) => found?.people.find((one) => one.id === id) ?? this.#names.person(id)
    this.auditLog.append(discordEvent(entry, { ...this.#names, person }, found?.number), entry.id)
  }

  async ingest(batch: Batch): Promise<{ watched: boolean }> {
    await this.#ingest.take(batch)
    const { watched } = this.sockets
    if (watched && (await this.#link.isBack()))
      this.publish({ type: 'relay.changed', data: { online: true, at: Date.now() } })
    return { watched }
  }

  relayChanged(relay: { online: boolean; at: number }): void {
    if (this.#link.note(relay) && this.sockets.watched) this.publish({ type: 'relay.changed', data: relay })
  }

  access(userId: Snowflake): ReturnType<AccessBook['access']> {
    return this.#access.access(userId)
  }

  async state(): Promise<({ ok: true } & GuildState) | Failure> {
    try {
      const state = await this.know.guildState()
      return state ? { ok: true, ...state } : fail('no_such_guild')
    } catch (error) {
      if (error instanceof DiscordAway) return fail('discord_down')
      throw error
    }
  }

  async overview(): Promise<Omit<Overview, 'since'>> {
    const relayOnline = await this.#link.isOnline()
    const parts = { sql: this.#around.ctx.storage.sql, counters: this.#counters, facts: this.#facts, ring: this.#ring }
    return { ...overviewOf(parts, Date.now()), relayOnline }
  }

  /** What there is to choose from when working on cases; the staff as far as they are known without asking Discord. */
  async choices(): Promise<{ labels: string[]; reasonTemplates: Settings['reasonTemplates']; staff: Person[] }> {
    const { db, guildId } = this.#around
    const [{ labels, reasonTemplates }, guild, seats] = await Promise.all([
      this.know.settingsOf(),
      this.know.guildState().catch(() => null),
      this.#access.seats(),
    ])
    if (!guild) return { labels, reasonTemplates, staff: [] }
    const ids = candidates(guild, seats, [...this.sockets.userIds(), ...this.search.moderators()])
    const members = await listMembersById(await db(), guildId, ids)
    return { labels, reasonTemplates, staff: staffOf(members, { guild, seats }) }
  }

  /** Reasons to choose from, the server's own first, then those used before; at most 25. */
  async suggestReasons(text: string): Promise<string[]> {
    const { reasonTemplates } = await this.know.settingsOf()
    const wanted = text.trim().toLowerCase()
    const own = reasonTemplates.filter(({ name, reason }) => `${name} ${reason}`.toLowerCase().includes(wanted))
    const used = await this.search.suggestReasons(text)
    return [...new Set([...own.map(({ reason }) => reason), ...used])].slice(0, 25)
  }

  /** What one of the bot's developers is told of this server. */
  developerLook(wish: LookWish): Promise<GuildLook> {
    return developerLook(wish, { ...this.#around, facts: this.#facts, ring: this.#ring, log: this.auditLog })
  }

  seatsChanged(): Promise<void> {
    this.#access.forgetSeats()
    this.publish({ type: 'seats.changed', data: {} })
    return this.#review('all')
  }

  endSession(sessionId: string): void {
    this.sockets.close((viewer) => viewer.sessionId === sessionId, LiveClose.signedOut, 'the session was ended')
  }

  syncMembers(): void {
    this.members.sync.begin(Date.now())
  }

  #kpis() {
    const { sql } = this.#around.ctx.storage
    return kpisOf({ sql, counters: this.#counters, facts: this.#facts }, Date.now())
  }

  /** Closes the pages of those who may not look any more. */
  async #review(who: ReadonlySet<Snowflake> | 'all'): Promise<void> {
    const looking = [...this.sockets.userIds()].filter((id) => who === 'all' || who.has(id))
    await Promise.all(
      looking.map(async (userId) => {
        const access = await this.#access.access(userId)
        if (access.ok) this.sockets.seated(userId, access.level)
        if (!access.ok && (access.code === 'no_seat' || access.code === 'no_such_guild'))
          this.sockets.close((viewer) => viewer.userId === userId, LiveClose.forbidden, 'no seat here any more')
      }),
    )
  }
}
