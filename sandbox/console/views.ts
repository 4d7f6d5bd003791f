import { isTimedOut, offeredCommands } from '#sandbox/interactions/offered-commands.ts'
import { Refused } from '#sandbox/interactions/refused.ts'
import type { Live } from '#sandbox/live.ts'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { bit } from '#sandbox/world/bits.ts'
import { people, trolls } from '#sandbox/world/cast.ts'
import { topRole } from '#sandbox/world/permissions.ts'
import { channelType, type Channel, type Guild, type Message } from '#sandbox/world/shapes.ts'
import { shownName } from '#sandbox/world/views.ts'
import type { World } from '#sandbox/world/world.ts'

const SHOWN_MESSAGES = 60
const FOUND_PEOPLE = 30

/** Someone as a server shows them. */
interface PersonView {
  id: string
  name: string
  username: string
  bot: boolean
  color: string | null
  role: string | null
  member: boolean
  timedOut: boolean
  banned: boolean
  roles: string[]
}

/** A name of nothing but invisible characters could not be clicked on. */
const legible = (name: string, username: string): string => (/[^\p{C}\p{Z}]/u.test(name) ? name : username)

export function personView(world: World, id: string, guild: Guild | undefined): PersonView {
  const user = world.user(id)
  const member = guild?.members.get(id)
  const held = member && guild ? topRole(guild, id) : undefined
  const owner = guild?.owner_id === id
  return {
    id,
    name: user ? legible(shownName(user, member), user.username) : 'unknown',
    username: user?.username ?? id,
    bot: user?.bot ?? false,
    color: held?.color ? `#${held.color.toString(16).padStart(6, '0')}` : null,
    role: owner ? 'Owner' : (held?.name ?? null),
    member: member !== undefined,
    timedOut: isTimedOut(member?.communication_disabled_until ?? null, world.now()),
    banned: guild?.bans.has(id) ?? false,
    roles: member?.roles ?? [],
  }
}

/** People by name, the named cast first. `guild` shows them as they are there. */
export function findPeople(world: World, { q, guildId }: { q: string; guildId: string | null }): PersonView[] {
  const guild = guildId ? world.guild(guildId) : undefined
  const text = q.trim().toLowerCase()
  const cast: string[] = Object.values(people)
  const found: string[] = []
  for (const id of new Set([...cast, ...world.data.users.keys()])) {
    if (found.length >= FOUND_PEOPLE) break
    const user = world.user(id)
    const names = [user?.username, user?.global_name, guild?.members.get(id)?.nick]
    if (user && (id === text || names.some((name) => name?.toLowerCase().includes(text)))) found.push(id)
  }
  return found.map((id) => personView(world, id, guild))
}

/** Who can be chosen at once, in groups. */
export function castView(world: World): { group: string; people: PersonView[] }[] {
  const trollIds: string[] = [...trolls, people.lurker]
  const { wardroom: _bot, jukebox: _other, ...persons } = people
  const ids: string[] = Object.values(persons)
  const hostile: string[] = [
    people.markup,
    people.everyone,
    people.backwards,
    people.endless,
    people.emoji,
    people.invisible,
  ]
  const staff = ids.filter((id) => !trollIds.includes(id) && !hostile.includes(id))
  return [
    { group: 'Staff and members', people: staff },
    { group: 'Trolls', people: trollIds },
    { group: 'Difficult names', people: hostile },
  ].map(({ group, people: some }) => ({ group, people: some.map((id) => atHome(world, id)) }))
}

/** With the server they matter in. */
function atHome(world: World, id: string): PersonView {
  const home = homeOf(world, id)
  const view = personView(world, id, home)
  return { ...view, role: home ? `${view.role ?? 'Member'} · ${home.name}` : 'in no server' }
}

const homeOf = (world: World, id: string): Guild | undefined =>
  world.guildsOf(id).sort((a, b) => b.members.size - a.members.size)[0]

/** Everything the page shows of one place to one person. */
export function placeView(
  { world }: Sandbox,
  live: Live,
  wish: { userId: string; guildId: string; channelId: string },
): object {
  const { userId } = wish
  const user = world.mustUser(userId)
  const guild = world.guild(wish.guildId) ?? homeOf(world, userId) ?? [...world.data.guilds.values()][0]
  if (!guild) throw new Refused('there is no server')
  const guildId = guild.id
  const sees = (id: string): boolean => (world.permissions(guildId, userId, id) & bit.viewChannel) !== 0n
  const channel = guild.channels.get(wish.channelId) ?? firstChannel(guild, sees)
  const dm = wish.channelId === 'dm'
  const channelId = dm ? 'dm' : (channel?.id ?? '')
  const messages = dm
    ? world.directMessages(userId).slice(-SHOWN_MESSAGES)
    : channel && sees(channel.id)
      ? withUnseen(world, live, { userId, channelId })
      : []
  const named = new Set(messages.flatMap((message) => [message.author.id, ...mentioned(message)]))
  named.add(userId)
  for (const id of guild.voice.keys()) named.add(id)
  return {
    guildId,
    channelId,
    me: { ...personView(world, userId, guild), dmsOpen: !world.data.closedDms.has(user.id) },
    guilds: [...world.data.guilds.values()].slice(0, 50).map(({ id, name, members, bans, unavailable }) => ({
      id,
      name,
      members: members.size,
      member: members.has(userId),
      banned: bans.has(userId),
      unavailable,
    })),
    channels: [...guild.channels.values()].map(({ id, name, type, topic, rate_limit_per_user }) => ({
      id,
      name,
      type,
      topic,
      slowmode: rate_limit_per_user,
      visible: sees(id),
      voice: [...guild.voice.values()].filter((state) => state.channel_id === id).map(({ user_id }) => user_id),
    })),
    roles: [...guild.roles.values()]
      .filter(({ id, managed }) => id !== guildId && !managed)
      .sort((a, b) => b.position - a.position)
      .map(({ id, name, color }) => ({ id, name, color })),
    messages,
    silent: dm ? 'the bot reads no direct messages here' : live.hand.whySilent({ userId, guildId, channelId }),
    people: Object.fromEntries([...named].map((id) => [id, personView(world, id, guild)])),
    commands: channel && world.member(guildId, userId) ? offeredCommands(world, { userId, guildId, channelId }) : [],
  }
}

/** Where people talk, before where they are greeted. */
function firstChannel(guild: Guild, sees: (id: string) => boolean): Channel | undefined {
  const open = [...guild.channels.values()].filter(({ id, type }) => type === channelType.text && sees(id))
  return open.find(({ name }) => name === 'general') ?? open[0]
}

function withUnseen(world: World, live: Live, at: { userId: string; channelId: string }): Message[] {
  return [...world.messages(at.channelId).slice(-SHOWN_MESSAGES), ...live.interactions.seenOnlyBy(at)]
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .slice(-SHOWN_MESSAGES)
}

const mentioned = (message: Message): string[] =>
  [...JSON.stringify([message.content, message.embeds]).matchAll(/<@!?(\d{17,20})>/g)].map(([, id]) => id ?? '')

/** What is broken on purpose, and what lives by itself. */
export function fateView({ world, faults, violations }: Sandbox, live: Live): object {
  return {
    faults: faults.list(),
    outage: faults.outage,
    gateway: {
      sessions: live.gateway.sessions,
      holding: live.gateway.turbulence.holding,
      duplicates: live.gateway.turbulence.duplicates,
      reorder: live.gateway.turbulence.reorder,
    },
    raids: live.raids.list,
    fleet: {
      ...live.fleet.state,
      broken: live.fleet.state.broken.map(({ guildId, how }) => ({ guildId, how, name: world.guild(guildId)?.name })),
    },
    life: live.life.rate,
    violations: violations.list.slice(-100),
  }
}
