import type { Counted } from '#schema/meters/meter.ts'
import { HOUR, MINUTE } from '#schema/contract/kinds.ts'

type AtWork = Counted['guilds'][string] & { at: number }

const KEY = 'guilds.at_work'
/** What did something this lately counts as awake, ms. */
const LATELY = 5 * MINUTE
/** A server that should have been heard again by now is asked; ms. */
const ASK_AGAIN = { waiting: 2 * MINUTE, sockets: HOUR }
const ASKED_AT_ONCE = 5

/** Which servers' objects do something, as they tell. Those with open pages or something waiting are kept over a sleep. */
export class GuildsAtWork {
  #kv: SyncKvStorage
  #guilds: Map<string, AtWork>
  #saved: string

  constructor(kv: SyncKvStorage) {
    this.#kv = kv
    const kept = kv.get<Record<string, AtWork>>(KEY) ?? {}
    this.#guilds = new Map(Object.entries(kept))
    this.#saved = this.#lasting()
  }

  /** Gives how many of them are at work for the first time in this minute. */
  add(guilds: Counted['guilds'], now: number): number {
    let fresh = 0
    for (const [id, guild] of Object.entries(guilds)) {
      if (minuteOf(this.#guilds.get(id)?.at ?? 0) !== minuteOf(now)) fresh++
      this.#guilds.set(id, { ...guild, at: now })
    }
    return fresh
  }

  /** Keeps those with pages or something waiting, when they are others than before. */
  save(): void {
    const lasting = this.#lasting()
    if (lasting === this.#saved) return
    this.#saved = lasting
    this.#kv.put(KEY, Object.fromEntries([...this.#guilds].filter(([, guild]) => matters(guild))))
  }

  figures(now: number): { awake: number; sockets: number; waitingSince: number | null } {
    let [awake, sockets, waitingSince] = [0, 0, Infinity]
    for (const [id, guild] of this.#guilds) {
      const isAwake = now - guild.at < LATELY
      if (isAwake) awake++
      else if (!matters(guild)) this.#guilds.delete(id)
      sockets += guild.sockets
      waitingSince = Math.min(waitingSince, guild.waitingSince ?? Infinity)
    }
    return { awake, sockets, waitingSince: waitingSince === Infinity ? null : waitingSince }
  }

  /** Those who should have told by now how they are; what is not heard of them is not known to be so still. */
  toAsk(now: number): string[] {
    const overdue = ({ at, waitingSince }: AtWork): boolean =>
      now - at > (waitingSince === null ? ASK_AGAIN.sockets : ASK_AGAIN.waiting)
    return [...this.#guilds]
      .filter(([, guild]) => matters(guild) && overdue(guild))
      .sort(([, a], [, b]) => a.at - b.at)
      .slice(0, ASKED_AT_ONCE)
      .map(([id]) => id)
  }

  #lasting(): string {
    return JSON.stringify(
      [...this.#guilds].flatMap(([id, { sockets, waitingSince }]) =>
        sockets > 0 || waitingSince !== null ? [[id, sockets, waitingSince]] : [],
      ),
    )
  }
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE)
const matters = ({ sockets, waitingSince }: AtWork): boolean => sockets > 0 || waitingSince !== null
