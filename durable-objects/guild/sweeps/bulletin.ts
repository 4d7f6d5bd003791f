import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import { nonceOf } from '#durable-objects/guild/nonce.ts'
import { isOver, type SweepRecord } from './sweep-record.ts'
import { sweepEmbed } from './sweep-embed.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** Pages are told of a sweep at most so often, and its message in the mod log is edited at most so often; ms. */
const A_PAGE = 250
const A_LOG = 5_000
const MOST_TRIES = 12

/** Tells of a sweep: open pages, a few times a second at most, and one message in the mod log, with progress edited in. */
export class Bulletin {
  #around: SweepSurroundings
  #store: SweepStore
  #told = new Map<string, number>()
  #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #logging = new Set<string>()
  #loggedAt = new Map<string, number>()

  constructor(parts: { around: SweepSurroundings; store: SweepStore }) {
    this.#around = parts.around
    this.#store = parts.store
  }

  /** Something of it is different: told at once, or with what else changes within a moment. */
  changed(record: SweepRecord): void {
    const { id } = record.shown
    if (this.#timers.has(id)) return
    const wait = (this.#told.get(id) ?? 0) + A_PAGE - Date.now()
    if (wait <= 0) this.#tell(record)
    else
      this.#timers.set(
        id,
        setTimeout(() => this.#tell(record), wait),
      )
  }

  discarded(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#told.delete(id)
    this.#around.publish({ type: 'sweep.discarded', data: { id } })
  }

  /** Brings the mod log up to date, unless it was a moment ago; the end is told in any case, later if need be. Never throws. */
  async log(record: SweepRecord): Promise<void> {
    const { id, startedAt } = record.shown
    const over = isOver(record)
    if (record.logged || startedAt === null || this.#logging.has(id)) return
    if (!over && Date.now() - (this.#loggedAt.get(id) ?? 0) < A_LOG) return
    if (over && record.logNextAt > Date.now()) return
    this.#logging.add(id)
    this.#loggedAt.set(id, Date.now())
    try {
      const done = await this.#post(record)
      if (over && isOver(record)) {
        record.logAttempts = done ? 0 : record.logAttempts + 1
        record.logged = done || record.logAttempts >= MOST_TRIES
        record.logNextAt = Math.round(Date.now() + backoff(Math.max(1, record.logAttempts)))
        if (record.logged) this.#loggedAt.delete(id)
        this.#store.save(record)
      }
    } catch (error) {
      console.error('sweep not told in the mod log', error)
    }
    this.#logging.delete(id)
    this.#around.wake()
  }

  #tell(record: SweepRecord): void {
    const { id } = record.shown
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    if (isOver(record)) this.#told.delete(id)
    else this.#told.set(id, Date.now())
    this.#around.publish({ type: 'sweep.changed', data: record.shown }, { passing: true })
  }

  /** True when there is nothing left to try. */
  async #post(record: SweepRecord): Promise<boolean> {
    const { discord, know, env } = this.#around
    const channelId = record.log?.channelId ?? (await know.settingsOf()).logChannelId
    if (!channelId) return true
    const body = { embeds: [sweepEmbed(record.shown, env.APP_ORIGIN)], allowed_mentions: { parse: [] } }
    const route = `/channels/${channelId}/messages` as const
    const answer = await discord.call(
      record.log
        ? { method: 'PATCH', route: `${route}/${record.log.messageId}`, body, read: DiscordMessage }
        : {
            method: 'POST',
            route,
            body: { ...body, nonce: await nonceOf(record.shown.id, 'log'), enforce_nonce: true },
            read: DiscordMessage,
            permission: 'sendMessages',
          },
    )
    if (answer.ok && !record.log) {
      record.log = { channelId, messageId: answer.value.id }
      this.#store.save(record)
    }
    return answer.ok || !answer.retry
  }
}
