import type { Person } from '#schema/contract/action.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { RaidAlert } from '#schema/contract/raid.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { nonceOf } from '#durable-objects/guild/nonce.ts'
import { alertMessage } from './alert-message.ts'
import { grown, newWave, type Joined, type Wave } from './wave.ts'

const WAVES = 'raid.waves'
const KEPT = 20
/** A wave is over when for so long, beyond the window, no more than a few joined; ms. */
const QUIET = 60_000
/** A wave that goes on has at least this share of the joins that make a spike, within the window. */
const STILL = 0.25
/** The posted message is rewritten no more often than this; ms. */
const REWRITE = 5_000
const POSTED_FOR = 3_600_000

type Rule = Settings['raid']

interface WatchParts {
  kv: SyncKvStorage
  guildId: Snowflake
  discord: Discord
  origin: string
  settings: () => Promise<Settings>
  publish: (event: LiveEvent) => void
}

/** Watches who joins: one alert a wave, from the join that makes it a spike until quiet comes back. */
export class RaidWatch implements Chore {
  #parts: WatchParts
  /** joins within the window; of a life that ended in between they are counted anew */
  #window: readonly Joined[] = []
  #before: readonly Joined[] = []

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  alerts(): RaidAlert[] {
    return this.#waves().map((wave) => wave.alert)
  }

  /** Takes who joined in a batch; gives what is to be told. Synchronous, in one breath with the batch. */
  note(joins: readonly Joined[], rule: Rule): { alert: RaidAlert; isNew: boolean } | null {
    this.#before = this.#window
    const last = joins.at(-1)
    if (rule.joins === null || !last) return null
    const from = last.at - rule.seconds * 1000
    this.#window = [...this.#window, ...joins].filter(({ at }) => at >= from).slice(-rule.joins * 2)
    const many = this.#window.length
    const waves = this.#waves()
    const running = waves.find((wave) => wave.alert.endedAt === null)
    if (running) {
      if (many < Math.max(2, rule.joins * STILL)) return null
      return this.#keep(waves, grown(running, joins), false)
    }
    const [first] = this.#window
    if (many < rule.joins || !first) return null
    const wave = newWave(crypto.randomUUID(), first)
    // earlier ones of this very batch may have left the window already
    const all = joins.length > many ? joins : this.#window
    return this.#keep(waves, grown(wave, all), true)
  }

  /** Goes back to what is stored, after a transaction that did not happen. */
  reload(): void {
    this.#window = this.#before
  }

  dismiss(id: string, by: Person): RaidAlert | null {
    const wave = this.#waves().find((one) => one.alert.id === id)
    if (!wave) return null
    if (wave.alert.dismissed) return wave.alert
    return this.#change(id, (now) => ({ ...now, alert: { ...now.alert, dismissed: { by, at: Date.now() } } }))
  }

  nextAt(): number | null {
    let next: number | null = null
    const sooner = (at: number): void => void (next = next === null ? at : Math.min(next, at))
    for (const wave of this.#waves()) {
      if (wave.alert.endedAt === null) sooner(wave.lastAt + QUIET)
      if (hasNews(wave)) sooner(wave.postAt)
    }
    return next
  }

  async run(now: number): Promise<void> {
    const { raid } = await this.#parts.settings()
    for (const { alert, lastAt } of this.#waves())
      if (alert.endedAt === null && lastAt + QUIET <= now) {
        const ended = this.#change(alert.id, (wave) => ({ ...wave, alert: { ...wave.alert, endedAt: lastAt } }))
        if (ended) this.#parts.publish({ type: 'raid.alert', data: ended })
      }
    for (const wave of this.#waves()) if (hasNews(wave) && wave.postAt <= now) await this.#post(wave, raid, now)
  }

  async #post(wave: Wave, { alertChannelId }: Rule, now: number): Promise<void> {
    const { discord, guildId, origin } = this.#parts
    const { alert } = wave
    const told = { told: alert.joins, toldEnd: alert.endedAt !== null, tries: 0, postAt: now + REWRITE }
    const posted = alert.post && 'messageId' in alert.post ? alert.post : null
    if (!posted && (!alertChannelId || alert.post || now - alert.startedAt > POSTED_FOR))
      return void this.#change(alert.id, (latest) => ({ ...latest, ...told }))
    const channelId = posted?.channelId ?? alertChannelId ?? ''
    const message = alertMessage(alert, { origin, guildId })
    const answer = await discord.call({
      method: posted ? 'PATCH' : 'POST',
      route: `/channels/${channelId}/messages${posted ? (`/${posted.messageId}` as const) : ''}`,
      body: posted ? message : { ...message, nonce: await nonceOf(alert.id, 'alert'), enforce_nonce: true },
      read: DiscordMessage,
      permission: 'sendMessages',
    })
    if (!answer.ok && answer.retry) {
      const tries = wave.tries + 1
      return void this.#change(alert.id, (latest) => ({ ...latest, tries, postAt: Math.round(now + backoff(tries)) }))
    }
    // a message that was deleted is not posted a second time
    const post = answer.ok ? { channelId, messageId: answer.value.id } : { error: answer.failure.message }
    const changed = this.#change(alert.id, (latest) => ({ ...latest, ...told, alert: { ...latest.alert, post } }))
    if (changed && !posted) this.#parts.publish({ type: 'raid.alert', data: changed })
  }

  #waves(): Wave[] {
    return this.#parts.kv.get<Wave[]>(WAVES) ?? []
  }

  #keep(waves: readonly Wave[], wave: Wave, isNew: boolean): { alert: RaidAlert; isNew: boolean } {
    const others = waves.filter((one) => one.alert.id !== wave.alert.id)
    // what an ended wave was counted by is of no use any more
    const slim = others.map((one) => (one.alert.endedAt === null ? one : { ...one, beginnings: {} }))
    this.#parts.kv.put(WAVES, [wave, ...slim].slice(0, KEPT))
    return { alert: wave.alert, isNew }
  }

  #change(id: string, change: (wave: Wave) => Wave): RaidAlert | null {
    const waves = this.#waves().map((wave) => (wave.alert.id === id ? change(wave) : wave))
    this.#parts.kv.put(WAVES, waves)
    return waves.find((wave) => wave.alert.id === id)?.alert ?? null
  }
}

const hasNews = ({ alert, told, toldEnd }: Wave): boolean =>
  !(alert.post && 'error' in alert.post) && (told < alert.joins || toldEnd !== (alert.endedAt !== null))
