import { channels, people, servers } from '#sandbox/world/cast.ts'
import type { Chance } from '#sandbox/world/chance.ts'
import { trollTalk } from '#sandbox/world/names.ts'
import { addStranger } from '#sandbox/world/seed.ts'
import type { World } from '#sandbox/world/world.ts'
import type { ByHand } from './by-hand.ts'

const reasons = [
  'spam links',
  'scam advertising',
  'insulting members after a warning',
  'raid account',
  'slurs in general',
]

/** A passing troll of Harbour Lights: joins, writes, and a moderator deals with it by hand in Discord. Each `go` is one step. */
export class Incident {
  readonly #world: World
  readonly #hand: ByHand
  readonly #random: Chance
  readonly #userId: string
  #lines = 2

  constructor(world: World, hand: ByHand, random: Chance) {
    this.#world = world
    this.#hand = hand
    this.#random = random
    this.#userId = addStranger(world, random, world.now() - random() * 7 * 86_400_000).id
    world.join(servers.harbour, this.#userId)
  }

  /** False when it is over. */
  go(): boolean {
    const act = { guildId: servers.harbour, targetId: this.#userId }
    if (!this.#world.member(servers.harbour, this.#userId)) return false
    if (this.#lines-- > 0) {
      const where = { userId: this.#userId, guildId: servers.harbour, channelId: channels.harbour.general }
      if (this.#hand.whySilent(where) === null)
        this.#world.writeMessage(where.channelId, this.#userId, { content: this.#pick(trollTalk) })
      return true
    }
    const by = { ...act, userId: this.#random() < 0.5 ? people.tomas : people.dana, reason: this.#pick(reasons) }
    const harsh = this.#random()
    try {
      if (harsh < 0.4) this.#hand.timeout({ ...by, ms: 3_600_000 })
      else if (harsh < 0.55) this.#hand.kick(by)
      else this.#hand.ban({ ...by, deleteSeconds: 3600 })
    } catch {
      // the moderators may have lost their rights meanwhile: the troll stays
    }
    return false
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#random() * from.length)] ?? ''
  }
}
