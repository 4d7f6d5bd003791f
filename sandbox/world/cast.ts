import { application } from '#sandbox/application.ts'
import { fixedSnowflake } from './snowflake.ts'

const born = (day: string, n: number): string => fixedSnowflake(`${day}T12:00:00Z`, n)

/** Everyone the README and the tests may name. */
export const people = {
  /** owns Harbour Lights and Quiet Corner */
  mara: born('2017-03-02', 1),
  /** administrator of Harbour Lights */
  ines: born('2018-06-11', 2),
  /** moderators of Harbour Lights: ban, kick, timeout, messages, channels */
  tomas: born('2019-01-23', 3),
  dana: born('2019-09-09', 4),
  /** helper in Harbour Lights: timeouts only */
  priya: born('2020-02-14', 5),
  /** an ordinary member of all three servers */
  leo: born('2021-05-30', 6),
  /** owns Tabletop Club */
  juno: born('2018-11-05', 7),
  /** keeper (moderator) of Quiet Corner */
  wren: born('2020-08-19', 8),
  /** refuses direct messages */
  nils: born('2022-04-04', 9),
  /** an account that is in no server */
  otto: born('2023-07-07', 10),
  /** another bot, in Harbour Lights */
  jukebox: born('2018-02-01', 11),
  // trolls
  goblin: born('2026-11-17', 20),
  nitro: born('2026-11-18', 21),
  rick: born('2026-10-30', 22),
  kev: born('2026-11-12', 23),
  echo: born('2026-11-19', 24),
  /** a troll who is in no server (yet) */
  lurker: born('2026-11-20', 25),
  // names made to break things
  markup: born('2024-01-01', 30),
  everyone: born('2024-01-02', 31),
  backwards: born('2024-01-03', 32),
  endless: born('2024-01-04', 33),
  emoji: born('2024-01-05', 34),
  invisible: born('2024-01-06', 35),
  /** the bot itself */
  wardroom: application.id,
} as const

export const trolls = [people.goblin, people.nitro, people.rick, people.kev, people.echo] as const

export const servers = {
  /** 5,000 members; the bot stands between administrators and moderators */
  harbour: born('2019-04-01', 100),
  /** about 240 members */
  tabletop: born('2021-02-02', 101),
  /** about 30 members; the bot stands low and lacks permissions */
  quiet: born('2023-03-03', 102),
} as const

export const roles = {
  harbour: {
    owner: born('2019-04-01', 110),
    admin: born('2019-04-01', 111),
    wardroom: born('2024-05-01', 112),
    moderator: born('2019-04-02', 113),
    helper: born('2020-01-01', 114),
    bots: born('2019-05-01', 115),
    artist: born('2020-06-01', 116),
    veteran: born('2021-06-01', 117),
    member: born('2019-04-03', 118),
  },
  tabletop: {
    wardroom: born('2024-05-02', 120),
    gameMaster: born('2021-02-02', 121),
    regular: born('2021-02-03', 122),
  },
  quiet: {
    keeper: born('2023-03-03', 130),
    guest: born('2023-03-04', 131),
    wardroom: born('2024-05-03', 132),
  },
} as const

export const channels = {
  harbour: {
    welcome: born('2019-04-01', 140),
    announcements: born('2019-04-01', 141),
    general: born('2019-04-01', 142),
    introductions: born('2019-04-01', 143),
    offTopic: born('2019-04-01', 144),
    photos: born('2019-04-01', 145),
    music: born('2019-04-01', 146),
    support: born('2019-04-01', 147),
    modLog: born('2019-04-01', 148),
    staff: born('2019-04-01', 149),
    lobby: born('2019-04-01', 150),
    stage: born('2019-04-01', 151),
  },
  tabletop: {
    tavern: born('2021-02-02', 160),
    lookingForGroup: born('2021-02-02', 161),
    modLog: born('2021-02-02', 162),
    table: born('2021-02-02', 163),
  },
  quiet: {
    reading: born('2023-03-03', 170),
    keepers: born('2023-03-03', 171),
  },
} as const
