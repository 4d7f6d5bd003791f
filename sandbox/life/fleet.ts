import { application } from '#sandbox/application.ts'
import type { Faults } from '#sandbox/faults.ts'
import type { Interactions } from '#sandbox/interactions/interactions.ts'
import { bit } from '#sandbox/world/bits.ts'
import { channelType } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'

const TICK = 100
/** Keepers who ask the bot for something at once. */
const AT_ONCE = 4
/** How often a keeper tries again when the bot does not know their server yet, ms. */
const AGAIN = 1_000
const MOST_TRIES = 120

/** How a server's channel for news is broken. The last two are Discord's doing, and end in a message all the same. */
export const breaks = ['deleted', 'muted', 'hidden', 'slow', 'failing'] as const
export type Break = (typeof breaks)[number]

export interface FleetWish {
  servers: number
  /** new servers a second */
  perSecond?: number
  /** one server in so many never chooses a channel for news; 0: all do */
  undecidedIn?: number
}
interface Broken {
  guildId: string
  how: Break
  /** the fault that does it */
  fault: string | null
}

/** Many small servers that add the bot, whose owners then choose where its news go, and what goes wrong with some of them. */
export class Fleet {
  readonly #world: World
  readonly #faults: Faults
  readonly #interactions: Interactions
  #wanted = 0
  #due = 0
  #perSecond = 0
  #undecidedIn = 0
  #grown: string[] = []
  #timer: NodeJS.Timeout | null = null
  #waiting: { guildId: string; tries: number }[] = []
  #asking = 0
  #settled: string[] = []
  #undecided = 0
  #broken: Broken[] = []

  constructor(world: World, faults: Faults, interactions: Interactions) {
    this.#world = world
    this.#faults = faults
    this.#interactions = interactions
  }

  /** Begins to add servers, at a pace that a small machine keeps up with. */
  grow({ servers, perSecond = 15, undecidedIn = 20 }: FleetWish): void {
    this.#wanted += servers
    this.#perSecond = perSecond
    this.#undecidedIn = undecidedIn
    this.#timer ??= setInterval(() => this.#tick(), TICK)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#wanted = 0
    this.#waiting = []
  }

  /** How far it is: `settled` servers have chosen a channel, and the bot has said so. */
  get state(): { wanted: number; grown: number; settled: number; undecided: number; broken: readonly Broken[] } {
    return {
      wanted: this.#wanted + this.#grown.length,
      grown: this.#grown.length,
      settled: this.#settled.length,
      undecided: this.#undecided,
      broken: this.#broken,
    }
  }

  /** Servers of the fleet that have chosen, in the order they did. */
  get settled(): readonly string[] {
    return this.#settled
  }

  /** Breaks the channel of so many more servers each way; gives their ids. */
  break(how: Partial<Record<Break, number>>): string[] {
    const whole = this.#settled.filter((id) => !this.#broken.some(({ guildId }) => guildId === id))
    return breaks.flatMap((kind) =>
      Array.from({ length: how[kind] ?? 0 }, () => whole.shift()).flatMap((guildId) => {
        if (guildId === undefined) return []
        this.#broken.push({ guildId, how: kind, fault: this.#hurt(guildId, kind) })
        return [guildId]
      }),
    )
  }

  /** The server's owner mends it; without an id every one of them does. */
  mend(guildId?: string): void {
    for (const broken of this.#broken.filter((one) => guildId === undefined || one.guildId === guildId)) {
      const { guild, channel } = this.#newsOf(broken.guildId)
      const by = { by: guild.owner_id }
      if (broken.fault) this.#faults.remove(broken.fault)
      if (broken.how === 'deleted') {
        this.#world.createChannel(guild.id, { name: 'announcements', type: channelType.text }, by)
        this.#waiting.push({ guildId: guild.id, tries: 0 })
        this.#ask()
      } else if (channel) this.#world.removeOverwrite(channel.id, guild.id, by)
      this.#broken = this.#broken.filter((one) => one !== broken)
    }
  }

  #hurt(guildId: string, how: Break): string | null {
    const { guild, channel } = this.#newsOf(guildId)
    if (!channel) return null
    const by = { by: guild.owner_id }
    const match = { method: 'POST', path: `/channels/${channel.id}/messages` }
    if (how === 'slow') return this.#faults.add({ kind: 'delay', ms: 3_000, match })
    if (how === 'failing') return this.#faults.add({ kind: 'status', status: 500, match, times: 2 })
    if (how === 'deleted') this.#world.deleteChannel(channel.id, by)
    else {
      const deny = String(how === 'muted' ? bit.sendMessages : bit.viewChannel)
      this.#world.setOverwrite(channel.id, { id: guild.id, type: 0, allow: '0', deny }, by)
    }
    return null
  }

  #newsOf(guildId: string) {
    const guild = this.#world.mustGuild(guildId)
    return { guild, channel: [...guild.channels.values()].find(({ name }) => name === 'announcements') }
  }

  #tick(): void {
    this.#due += (this.#perSecond * TICK) / 1000
    for (; this.#due >= 1 && this.#wanted > 0; this.#due--, this.#wanted--)
      for (const guildId of this.#world.growFleet(1)) {
        this.#grown.push(guildId)
        if (this.#undecidedIn > 0 && this.#grown.length % this.#undecidedIn === 0) this.#undecided++
        else this.#later({ guildId, tries: 0 })
      }
    this.#ask()
    if (this.#wanted > 0 || this.#waiting.length > 0 || this.#asking > 0) return
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Nobody asks the bot for anything in the very second in which they added it. */
  #later(next: { guildId: string; tries: number }): void {
    setTimeout(() => {
      this.#waiting.push(next)
      this.#ask()
    }, AGAIN).unref()
  }

  #ask(): void {
    while (this.#asking < AT_ONCE && this.#waiting.length > 0) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#asking++
      void this.#choose(next.guildId)
        .catch(() => false)
        .then((done) => {
          this.#asking--
          if (done) this.#settled.push(...(this.#settled.includes(next.guildId) ? [] : [next.guildId]))
          else if (next.tries < MOST_TRIES) this.#later({ guildId: next.guildId, tries: next.tries + 1 })
          this.#ask()
        })
    }
  }

  /** The owner asks the bot to post its news to #announcements; true once the bot has said that it will. */
  async #choose(guildId: string): Promise<boolean> {
    const { guild, channel } = this.#newsOf(guildId)
    if (!channel || !guild.members.has(application.id)) return true
    const where = { userId: guild.owner_id, guildId, channelId: channel.id }
    const pressed = await this.#interactions.press({ ...where, command: 'news post', options: { channel: channel.id } })
    const { content } = await pressed.final()
    return content.includes(`<#${channel.id}>`)
  }
}
