import { people, servers } from '#sandbox/world/cast.ts'
import { chance, type Chance } from '#sandbox/world/chance.ts'
import { adjectives, firstNames, nouns, smallTalk, trollTalk } from '#sandbox/world/names.ts'
import { addStranger } from '#sandbox/world/seed.ts'
import { channelType, type Guild } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import type { ByHand } from './by-hand.ts'
import { Incident } from './incident.ts'

/** Ms between two of each kind, on average, at rate 1. */
const pace = {
  chat: 4_500,
  troll: 90_000,
  join: 45_000,
  leave: 60_000,
  nick: 150_000,
  role: 120_000,
  voice: 30_000,
  incident: 180_000,
}
type Habit = keyof typeof pace

interface Talk {
  guildId: string
  channelId: string
  speakers: string[]
  turns: number
}

/** Roles without rights that say who someone is. */
const MARKS = new Set(['Owner', 'Bots'])

/** The world's everyday: people talk, come and go, change names and roles, meet in voice, and now and then someone is dealt with by hand. */
export class Life {
  readonly #world: World
  readonly #hand: ByHand
  readonly #seed: number
  readonly #timers = new Map<Habit, NodeJS.Timeout>()
  readonly #named = new Set<string>(Object.values(people))
  #random: Chance
  #talk: Talk | null = null
  #incident: Incident | null = null
  #rate = 0

  constructor(world: World, hand: ByHand, seed: number) {
    this.#world = world
    this.#hand = hand
    this.#seed = seed
    this.#random = chance(seed)
  }

  /** How many times the usual pace; 0 is stillness. */
  get rate(): number {
    return this.#rate
  }

  set rate(rate: number) {
    this.#rate = rate
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    if (rate === 0) this.#incident = null
    else
      for (const [index, habit] of (Object.keys(pace) as Habit[]).entries())
        this.#await(habit, chance(this.#seed + index))
  }

  /** One moment of a kind, at once. */
  live(habit: Habit): void {
    const guild = this.#somewhere()
    if (!guild) return
    if (habit === 'chat') this.#chat()
    else if (habit === 'troll') this.#provoke(guild)
    else if (habit === 'join') this.#join(guild)
    else if (habit === 'leave') this.#leave(guild)
    else if (habit === 'nick') this.#rename(guild)
    else if (habit === 'role') this.#changeRole(guild)
    else if (habit === 'voice') this.#move(guild)
    else if (!this.#incident) {
      if (!this.#world.invitesPaused(servers.harbour))
        this.#incident = new Incident(this.#world, this.#hand, this.#random)
    } else if (!this.#incident.go()) this.#incident = null
  }

  #await(habit: Habit, random: Chance): void {
    const mean = (habit === 'incident' && this.#incident ? 6_000 : pace[habit]) / this.#rate
    const delay = mean * Math.min(4, 0.15 - Math.log(1 - random()) * 0.85)
    this.#timers.set(
      habit,
      setTimeout(() => {
        this.live(habit)
        if (this.#rate > 0) this.#await(habit, random)
      }, delay),
    )
  }

  /** Larger servers see more. */
  #somewhere(): Guild | undefined {
    const guilds = [...this.#world.data.guilds.values()].filter(({ members }) => members.size > 5)
    let at = this.#random() * guilds.reduce((sum, { members }) => sum + Math.sqrt(members.size), 0)
    return guilds.find(({ members }) => (at -= Math.sqrt(members.size)) < 0)
  }

  /** A conversation has a place, a few people and an end. */
  #chat(): void {
    if (!this.#talk || this.#talk.turns-- <= 0 || this.#random() < 0.05) this.#talk = this.#newTalk()
    if (!this.#talk) return
    const { guildId, channelId, speakers } = this.#talk
    const userId = this.#pick(speakers)
    if (userId && this.#hand.whySilent({ userId, guildId, channelId }) === null)
      this.#world.writeMessage(channelId, userId, { content: this.#pick(smallTalk) ?? '' })
  }

  #newTalk(): Talk | null {
    const guild = this.#somewhere()
    const ids = guild ? [...guild.members.keys()].filter((id) => !this.#world.user(id)?.bot) : []
    const speakers = Array.from({ length: 2 + Math.floor(this.#random() * 3) }, () => this.#pick(ids) ?? '')
    const open = [...(guild?.channels.values() ?? [])].filter(
      ({ id, type }) =>
        type === channelType.text &&
        speakers.every((userId) => this.#hand.whySilent({ userId, guildId: guild?.id ?? '', channelId: id }) === null),
    )
    const channel = this.#pick(open)
    if (!guild || !channel) return null
    return { guildId: guild.id, channelId: channel.id, speakers, turns: 3 + Math.floor(this.#random() * 8) }
  }

  #provoke(guild: Guild): void {
    const trolls = [people.goblin, people.nitro, people.rick, people.kev].filter((id) => guild.members.has(id))
    const userId = this.#pick(trolls)
    const open = [...guild.channels.values()].filter(
      ({ id, type }) =>
        userId &&
        type === channelType.text &&
        this.#hand.whySilent({ userId, guildId: guild.id, channelId: id }) === null,
    )
    const channel = this.#pick(open)
    if (userId && channel) this.#world.writeMessage(channel.id, userId, { content: this.#pick(trollTalk) ?? '' })
  }

  #join(guild: Guild): void {
    if (this.#world.invitesPaused(guild.id)) return
    const back = this.#random() < 0.5 ? this.#pick([...this.#world.data.users.values()]) : undefined
    const fits =
      back && !back.bot && !this.#named.has(back.id) && !guild.members.has(back.id) && !guild.bans.has(back.id)
    this.#world.join(guild.id, fits ? back.id : addStranger(this.#world, this.#random).id)
  }

  #leave(guild: Guild): void {
    const userId = this.#extra(guild)
    if (userId && guild.members.size > 10) this.#world.leave(guild.id, userId)
  }

  #rename(guild: Guild): void {
    const userId = this.#extra(guild)
    if (!userId) return
    const nick =
      this.#random() < 0.3 ? null : `${this.#pick(firstNames)} the ${this.#pick(adjectives)} ${this.#pick(nouns)}`
    this.#world.setNick(guild.id, userId, nick?.slice(0, 32) ?? null, { by: userId })
  }

  /** Ordinary roles only, by whoever owns the place. */
  #changeRole(guild: Guild): void {
    const userId = this.#extra(guild)
    const plain = [...guild.roles.values()].filter(
      ({ id, name, managed, permissions }) => id !== guild.id && !managed && permissions === '0' && !MARKS.has(name),
    )
    const role = this.#pick(plain)
    if (!userId || !role) return
    const by = { by: guild.owner_id }
    if (guild.members.get(userId)?.roles.includes(role.id)) this.#world.removeRole(guild.id, userId, role.id, by)
    else this.#world.addRole(guild.id, userId, role.id, by)
  }

  #move(guild: Guild): void {
    const rooms = [...guild.channels.values()].filter(({ type }) => type === channelType.voice)
    const inside = this.#pick([...guild.voice.keys()])
    if (inside && this.#random() < 0.5) return this.#world.setVoice(guild.id, inside, null)
    const room = this.#pick(rooms)
    const userId = this.#extra(guild)
    if (room && userId) this.#world.setVoice(guild.id, userId, room.id)
  }

  /** Someone of the crowd: nobody the README or a test may name. */
  #extra(guild: Guild): string | undefined {
    const ids = [...guild.members.keys()]
    for (let tries = 0; tries < 20; tries++) {
      const id = this.#pick(ids)
      if (id && id !== guild.owner_id && !this.#named.has(id) && !this.#world.user(id)?.bot) return id
    }
    return undefined
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)]
  }
}
