import { application } from '#sandbox/application.ts'
import { bit, bits, usual } from './bits.ts'
import { channels, people, roles, servers, trolls } from './cast.ts'
import { adjectives, firstNames, nouns } from './names.ts'
import { say } from './chatter.ts'
import { chance, type Chance } from './chance.ts'
import { channelType, type Channel, type Overwrite, type Role, type User, type WorldData } from './shapes.ts'
import { snowflakeTime } from './snowflake.ts'
import { World } from './world.ts'

const DAY = 86_400_000
const crowd = { full: { harbour: 5_000, tabletop: 240, quiet: 30 }, small: { harbour: 60, tabletop: 24, quiet: 12 } }

const named: Record<keyof typeof people, [username: string, shown: string | null]> = {
  mara: ['mara.lindqvist', 'Mara'],
  ines: ['ines_ferreira', 'Ines'],
  tomas: ['tomas.k', 'Tomas'],
  dana: ['danaros', 'Dana'],
  priya: ['priya.n', 'Priya'],
  leo: ['leo_marsh', 'Leo'],
  juno: ['juno.rolls', 'Juno'],
  wren: ['wren.reads', 'Wren'],
  nils: ['nils.b', 'Nils'],
  otto: ['otto.away', 'Otto'],
  jukebox: ['jukebox', 'Jukebox'],
  goblin: ['spam.goblin', 'spam.goblin'],
  nitro: ['free_nitro_x', 'FREE NITRO 🎁'],
  rick: ['ragebait.rick', 'Rick'],
  kev: ['crypto.kev', 'Crypto Kev 📈'],
  echo: ['echo.echo.echo', null],
  lurker: ['lurks.outside', null],
  markup: ['markup_tester', '<img src=x onerror=alert(1)>'],
  everyone: ['loudmouth', '@everyone'],
  backwards: ['backwards', '\u202Egnp.exe \u202Dtxt'],
  endless: ['wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww', 'Wolfeschlegelsteinhausenberger🐺'],
  emoji: ['emoji.only', '👩‍👩‍👧‍👦🏳️‍🌈🇫🇷🤷🏽‍♀️'],
  invisible: ['zero_width', '\u200B\u200D\u2060'],
  wardroom: ['wardroom', null],
}

/** The world as it is at first. Ids, names and roles are the same every time; messages are as of now. */
export function seedWorld({ size = 'full', now = Date.now }: { size?: 'full' | 'small'; now?: () => number }): World {
  const data: WorldData = {
    users: new Map(),
    guilds: new Map(),
    dms: new Map(),
    messages: new Map(),
    commands: new Map(),
    interactions: new Map(),
    grants: new Map(),
    followers: new Map(),
    closedDms: new Set([people.nils, people.echo]),
  }
  const world = new World(data, now)
  const random = chance(7)
  for (const [key, id] of Object.entries(people)) {
    const [username, global_name] = named[key as keyof typeof people]
    const bot = id === application.id || id === people.jukebox
    world.createUser({ id, username, global_name, bot, avatar: random() < 0.8 ? avatarOf(random) : null })
  }
  const strangers = Array.from({ length: crowd[size].harbour }, () => addStranger(world, random))
  buildHarbour(world, random, strangers, crowd[size].harbour)
  buildTabletop(world, random, strangers, crowd[size].tabletop)
  buildQuiet(world, random, strangers, crowd[size].quiet)
  say(world, random)
  return world
}

function buildHarbour(world: World, random: Chance, strangers: User[], size: number): void {
  const id = servers.harbour
  const guild = world.addGuild({
    id,
    name: 'Harbour Lights',
    owner_id: people.mara,
    icon: avatarOf(random),
    description: 'A town square by the sea.',
    system_channel_id: channels.harbour.welcome,
  })
  const r = roles.harbour
  const m = usual.moderator
  putRoles(guild.roles, [
    [id, '@everyone', 0, usual.everyone],
    [r.member, 'Member', 0x5b6b7b, 0n],
    [r.veteran, 'Veteran', 0x3f7f8c, bits('attachFiles')],
    [r.artist, 'Artist', 0xb5577a, 0n],
    [r.bots, 'Bots', 0x777777, 0n],
    [r.helper, 'Helper', 0x4f9d69, bits('moderateMembers')],
    [r.moderator, 'Moderator', 0x2f74c0, m],
    [r.wardroom, 'Wardroom', 0x1f8a70, usual.bot],
    [r.admin, 'Admin', 0xc0562f, bits('administrator')],
    [r.owner, 'Owner', 0xd4a017, 0n],
  ])
  const staff: Overwrite[] = [
    { id, type: 0, allow: '0', deny: String(bit.viewChannel) },
    ...[r.helper, r.moderator, r.wardroom].map((role) => allow(role, bits('viewChannel', 'sendMessages'))),
  ]
  const readOnly: Overwrite[] = [
    { id, type: 0, allow: '0', deny: String(bit.sendMessages) },
    ...[r.moderator, r.wardroom].map((role) => allow(role, bits('sendMessages'))),
  ]
  const c = channels.harbour
  putChannels(guild.channels, id, [
    [c.welcome, 'welcome', channelType.text, readOnly],
    [c.announcements, 'announcements', channelType.announcement, readOnly],
    [c.general, 'general', channelType.text, []],
    [c.introductions, 'introductions', channelType.text, []],
    [c.offTopic, 'off-topic', channelType.text, []],
    [c.photos, 'photos', channelType.text, []],
    [c.music, 'music', channelType.text, []],
    [c.support, 'support', channelType.text, []],
    [c.staff, 'staff', channelType.text, staff],
    [c.modLog, 'mod-log', channelType.text, staff],
    [c.lobby, 'Lobby', channelType.voice, []],
    [c.stage, 'Open Mic', channelType.voice, []],
  ])
  const cast: [string, string[]][] = [
    [people.mara, [r.owner]],
    [people.ines, [r.admin]],
    [people.tomas, [r.moderator, r.veteran]],
    [people.dana, [r.moderator]],
    [people.priya, [r.helper]],
    [people.leo, [r.member]],
    [people.nils, [r.member]],
    [people.jukebox, [r.bots]],
    [application.id, [r.wardroom]],
    ...[people.markup, people.everyone, people.backwards, people.endless, people.emoji, people.invisible].map(
      (person): [string, string[]] => [person, [r.member]],
    ),
  ]
  for (const [person, held] of cast) seat(world, random, id, person, held)
  for (const [n, troll] of trolls.entries())
    world.seat(id, troll, { joined_at: new Date(world.now() - (n + 1) * 3_600_000).toISOString() })
  const extra: string[][] = [[r.veteran, r.member], [r.artist, r.member], [r.member], [r.member], []]
  fill(world, random, id, strangers, size, () => extra[Math.floor(random() * extra.length)] ?? [])
  for (const person of strangers.slice(0, 6)) world.setVoice(id, person.id, c.lobby)
}

function buildTabletop(world: World, random: Chance, strangers: User[], size: number): void {
  const id = servers.tabletop
  const guild = world.addGuild({ id, name: 'Tabletop Club', owner_id: people.juno, icon: avatarOf(random) })
  const r = roles.tabletop
  putRoles(guild.roles, [
    [id, '@everyone', 0, usual.everyone],
    [r.regular, 'Regular', 0x7a6bb5, 0n],
    [r.gameMaster, 'Game Master', 0xb56b3f, usual.moderator],
    [r.wardroom, 'Wardroom', 0x1f8a70, usual.bot],
  ])
  const c = channels.tabletop
  const hidden = [
    { id, type: 0, allow: '0', deny: String(bit.viewChannel) },
    allow(r.gameMaster, bits('viewChannel')),
    allow(r.wardroom, bits('viewChannel', 'sendMessages')),
  ]
  putChannels(guild.channels, id, [
    [c.tavern, 'tavern', channelType.text, []],
    [c.lookingForGroup, 'looking-for-group', channelType.text, []],
    [c.modLog, 'mod-log', channelType.text, hidden],
    [c.table, 'Round Table', channelType.voice, []],
  ])
  seat(world, random, id, people.juno, [])
  seat(world, random, id, people.dana, [r.gameMaster])
  for (const person of [people.tomas, people.leo, people.rick]) seat(world, random, id, person, [r.regular])
  seat(world, random, id, application.id, [r.wardroom])
  fill(world, random, id, strangers.slice(200), size, () => (random() < 0.5 ? [r.regular] : []))
}

function buildQuiet(world: World, random: Chance, strangers: User[], size: number): void {
  const id = servers.quiet
  const guild = world.addGuild({ id, name: 'Quiet Corner', owner_id: people.mara, icon: null })
  const r = roles.quiet
  putRoles(guild.roles, [
    [id, '@everyone', 0, usual.everyone],
    [r.wardroom, 'Wardroom', 0, usual.everyone | bits('kickMembers', 'moderateMembers', 'manageMessages')],
    [r.guest, 'Guest', 0x8899aa, 0n],
    [r.keeper, 'Keeper', 0x556b2f, usual.moderator],
  ])
  const c = channels.quiet
  putChannels(guild.channels, id, [
    [c.reading, 'reading', channelType.text, []],
    [c.keepers, 'keepers', channelType.text, [{ id, type: 0, allow: '0', deny: String(bit.viewChannel) }]],
  ])
  seat(world, random, id, people.mara, [])
  seat(world, random, id, people.wren, [r.keeper])
  seat(world, random, id, people.leo, [r.guest])
  world.seat(id, people.goblin, { joined_at: new Date(world.now() - 2 * 3_600_000).toISOString() })
  seat(world, random, id, application.id, [r.wardroom])
  fill(world, random, id, strangers.slice(500).concat(strangers.slice(20, 60)), size, () =>
    random() < 0.5 ? [r.guest] : [],
  )
}

/** Positions follow the order, lowest first. */
function putRoles(into: Map<string, Role>, list: [id: string, name: string, color: number, permissions: bigint][]) {
  for (const [position, [id, name, color, permissions]] of list.entries())
    into.set(id, {
      id,
      name,
      color,
      hoist: color !== 0,
      icon: null,
      unicode_emoji: null,
      position,
      permissions: String(permissions),
      managed: name === 'Wardroom',
      mentionable: false,
      flags: 0,
      ...(name === 'Wardroom' ? { tags: { bot_id: application.id } } : {}),
    })
}

function putChannels(
  into: Map<string, Channel>,
  guild_id: string,
  list: [id: string, name: string, type: number, overwrites: Overwrite[]][],
): void {
  for (const [position, [id, name, type, permission_overwrites]] of list.entries())
    into.set(id, {
      id,
      type,
      guild_id,
      name,
      position,
      parent_id: null,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      permission_overwrites: structuredClone(permission_overwrites),
      last_message_id: null,
    })
}

const allow = (id: string, permissions: bigint): Overwrite => ({ id, type: 0, allow: String(permissions), deny: '0' })

const avatarOf = (random: Chance): string =>
  Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')

/** Joined at some moment between the later of account and server, and a month before the first of November 2026. */
function seat(world: World, random: Chance, guildId: string, userId: string, held: string[]): void {
  const from = Math.max(snowflakeTime(guildId), snowflakeTime(userId))
  const at = from + random() * Math.max(DAY, Date.parse('2026-10-01') - from)
  world.seat(guildId, userId, { roles: held, joined_at: new Date(at).toISOString() })
}

function fill(world: World, random: Chance, guildId: string, from: User[], size: number, held: () => string[]): void {
  const { members } = world.mustGuild(guildId)
  for (const { id } of from) {
    if (members.size >= size) return
    if (!members.has(id)) seat(world, random, guildId, id, held())
  }
}

/** One more person of the crowd, with an account some years old. */
export function addStranger(world: World, random: Chance, createdAt?: number): User {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const from = Date.parse('2016-06-01')
  return world.createUser({
    username: `${pick(adjectives)}.${pick(nouns)}${Math.floor(random() * 1000)}`,
    global_name: random() < 0.7 ? pick(firstNames) : null,
    avatar: random() < 0.6 ? avatarOf(random) : null,
    createdAt: createdAt ?? Math.floor(from + random() * (Date.parse('2026-09-01') - from)),
  })
}
