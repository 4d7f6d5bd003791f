import { channelType } from '#sandbox/world/shapes.ts'
import { chance, type Chance } from '#sandbox/world/chance.ts'
import { trollTalk } from '#sandbox/world/names.ts'
import { addStranger } from '#sandbox/world/seed.ts'
import type { World } from '#sandbox/world/world.ts'
import type { ByHand } from './by-hand.ts'

const TICK = 100

export interface RaidWish {
  guildId: string
  accounts: number
  /** joins a second; each account then writes `messages` messages, a second or so apart */
  perSecond?: number
  messages?: number
}

interface Raid extends Required<RaidWish> {
  id: number
  userIds: string[]
  left: Map<string, number>
  /** how many came while invites were paused */
  turnedAway: number
  due: number
  timer: NodeJS.Timeout
}

const tried = ({ userIds, turnedAway }: Raid): number => userIds.length + turnedAway

/** Waves of fresh accounts that join and spam until they are stopped, banned, timed out or out of words. */
export class Raids {
  readonly #world: World
  readonly #hand: ByHand
  readonly #random: Chance
  readonly #raids = new Map<number, Raid>()
  #next = 1

  constructor(world: World, hand: ByHand, seed: number) {
    this.#world = world
    this.#hand = hand
    this.#random = chance(seed)
  }

  get list(): {
    id: number
    guildId: string
    accounts: number
    joined: number
    turnedAway: number
    speaking: number
  }[] {
    return [...this.#raids.values()].map(({ id, guildId, accounts, userIds, left, turnedAway }) => ({
      id,
      guildId,
      accounts,
      joined: userIds.length,
      turnedAway,
      speaking: left.size,
    }))
  }

  /** Begins a raid and gives its id; it ends by itself when everyone has had their say. */
  start({ guildId, accounts, perSecond = 10, messages = 5 }: RaidWish): number {
    this.#world.mustGuild(guildId)
    const id = this.#next++
    const timer = setInterval(() => this.#tick(raid), TICK)
    const begun = { userIds: [], left: new Map<string, number>(), turnedAway: 0, due: 0 }
    const raid: Raid = { id, guildId, accounts, perSecond, messages, ...begun, timer }
    this.#raids.set(id, raid)
    return id
  }

  /** Stops one raid, or all; gives the accounts that took part. */
  stop(id?: number): string[] {
    const ended = [...this.#raids.values()].filter((raid) => id === undefined || raid.id === id)
    for (const raid of ended) {
      clearInterval(raid.timer)
      this.#raids.delete(raid.id)
    }
    return ended.flatMap(({ userIds }) => userIds)
  }

  #tick(raid: Raid): void {
    raid.due += (raid.perSecond * TICK) / 1000
    for (; raid.due >= 1 && tried(raid) < raid.accounts; raid.due--) {
      if (this.#world.invitesPaused(raid.guildId)) {
        raid.turnedAway++
        continue
      }
      const { id } = addStranger(this.#world, this.#random, this.#world.now() - this.#random() * 86_400_000)
      this.#world.join(raid.guildId, id)
      raid.userIds.push(id)
      raid.left.set(id, raid.messages)
    }
    for (const [userId, left] of raid.left) {
      if (!this.#world.member(raid.guildId, userId) || left === 0) raid.left.delete(userId)
      else if (this.#random() < 0.12) this.#shout(raid, userId, left)
    }
    if (tried(raid) >= raid.accounts && raid.left.size === 0) this.stop(raid.id)
  }

  #shout(raid: Raid, userId: string, left: number): void {
    const channels = [...this.#world.mustGuild(raid.guildId).channels.values()].filter(
      ({ id, type }) =>
        type === channelType.text && this.#hand.whySilent({ userId, guildId: raid.guildId, channelId: id }) === null,
    )
    raid.left.set(userId, left - 1)
    const channel = channels[Math.floor(this.#random() * Math.min(3, channels.length))]
    const content = trollTalk[Math.floor(this.#random() * trollTalk.length)] ?? ''
    if (channel) this.#world.writeMessage(channel.id, userId, { content })
  }
}
