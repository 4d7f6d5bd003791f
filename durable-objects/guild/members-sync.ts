import * as z from 'zod/mini'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { markMembersGone, saveMembers } from '#schema/queries/members.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { backoff } from './backoff.ts'
import type { Chore } from './clock.ts'
import type { MemberIndex } from './member-index/member-index.ts'
import { DiscordMember, toMember } from './from-discord.ts'
import type { Turns } from './turns.ts'

const STATE = 'members.sync'
const A_PAGE = 1000
const A_CHUNK = 500
/** Between pages, ms: the list of a large server is no reason to hurry. */
const PAUSE = 250

/** How far the member list was read; `denied`: Discord does not give it to this bot. Times UTC ms. */
interface State {
  state: 'running' | 'done' | 'denied'
  startedAt: number
  after: Snowflake | '0'
  known: number
  attempts: number
  nextAt: number
  /** it was read to its end before */
  wasWhole?: boolean
}

/** Reads the whole member list into D1, a page an alarm, going on after a restart where it was. */
export class MembersSync implements Chore {
  #kv: SyncKvStorage
  #guildId: Snowflake
  #discord: Discord
  #db: () => Promise<Db>
  #turns: Turns
  #index: MemberIndex
  #publish: (event: LiveEvent) => void
  #wake: () => void
  #touched: Set<Snowflake> | null = null

  constructor(parts: {
    kv: SyncKvStorage
    guildId: Snowflake
    discord: Discord
    db: () => Promise<Db>
    turns: Turns
    index: MemberIndex
    publish: (event: LiveEvent) => void
    wake: () => void
  }) {
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#discord = parts.discord
    this.#db = parts.db
    this.#turns = parts.turns
    this.#index = parts.index
    this.#publish = parts.publish
    this.#wake = parts.wake
  }

  /** Begins anew, unless it is being read already. */
  begin(now: number): void {
    if (this.#state()?.state === 'running') return
    this.#save({
      wasWhole: this.isWhole,
      state: 'running',
      startedAt: now,
      after: '0',
      known: 0,
      attempts: 0,
      nextAt: now,
    })
    this.#wake()
  }

  /** When the list was last begun to be read; null when never. */
  get startedAt(): number | null {
    return this.#state()?.startedAt ?? null
  }

  /** Whether the list was read whole, at any time: the gateway tells of changes since. */
  get isWhole(): boolean {
    const state = this.#state()
    return state?.state === 'done' || (state?.state === 'running' && state.wasWhole === true)
  }

  /** The gateway told of these: what a page that is on its way says of them is older. */
  touch(userIds: Iterable<Snowflake>): void {
    if (this.#touched) for (const id of userIds) this.#touched.add(id)
  }

  nextAt(): number | null {
    const state = this.#state()
    return state?.state === 'running' ? state.nextAt : null
  }

  async run(): Promise<void> {
    const state = this.#state()
    if (state?.state !== 'running') return
    this.#touched = new Set()
    const askedAt = Date.now()
    const page = await this.#discord.call({
      method: 'GET',
      route: `/guilds/${this.#guildId}/members`,
      query: { limit: String(A_PAGE), after: state.after },
      read: z.array(DiscordMember),
      priority: 'sweep',
    })
    if (page.ok) await this.#turns.take(() => this.#take(state, page.value.map(toMember), askedAt))
    else if (page.retry) {
      const attempts = state.attempts + 1
      const nextAt = Math.round(Date.now() + Math.max(backoff(attempts), page.retryMs ?? 0))
      this.#save({ ...state, attempts, nextAt })
    } else {
      console.warn('the member list is not given to this bot', page.discordCode)
      this.#save({ ...state, state: 'denied' })
    }
    this.#touched = null
  }

  async #take(state: State, page: ReturnType<typeof toMember>[], askedAt: number): Promise<void> {
    const touched = this.#touched ?? new Set()
    const older = page.filter((member) => !touched.has(member.id))
    const db = await this.#db()
    const changed = new Map<Snowflake, number>()
    for (let i = 0; i < older.length; i += A_CHUNK)
      for (const [id, cases] of await saveMembers(db, this.#guildId, older.slice(i, i + A_CHUNK)))
        changed.set(id, cases)
    const done = page.length < A_PAGE
    const last = page.at(-1)?.id ?? state.after
    const present = [...page.map((member) => member.id), ...touched]
    const range = { after: state.after, upTo: done ? null : last, present, at: askedAt }
    const gone = await markMembersGone(db, this.#guildId, range)
    this.#index.note(
      older.filter((member) => changed.has(member.id)),
      changed,
    )
    this.#index.noteGone(gone)
    const known = state.known + page.length
    this.#save({
      ...state,
      state: done ? 'done' : 'running',
      after: last,
      known,
      attempts: 0,
      nextAt: Date.now() + PAUSE,
    })
    this.#publish({ type: 'members.synced', data: { known, done } })
  }

  #state(): State | undefined {
    return this.#kv.get<State>(STATE)
  }
  #save(state: State): void {
    this.#kv.put(STATE, state)
  }
}
