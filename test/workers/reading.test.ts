import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { untouched, type Case, type CasePage } from '#schema/contract/case.ts'
import type { Member, MemberPage } from '#schema/contract/guild.ts'
import type { PickerGuild } from '#schema/contract/session.ts'
import { insertCase } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { saveMembers } from '#schema/queries/members.ts'
import { saveSeat } from '#schema/queries/seats.ts'
import { installHarbour, seat } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const CASES = 120
let guild: string
let mara: Visitor

const caseOf = (guildId: string, number: number): Case => ({
  guildId,
  number,
  actionId: `made-${number}`,
  kind: number % 3 === 0 ? 'ban' : 'warn',
  status: 'done',
  source: 'dashboard',
  moderator: { id: people.mara, name: 'Mara' },
  target: { id: number % 2 === 0 ? people.rick : people.kev, name: 'Troll' },
  channelId: null,
  channelName: null,
  reason: `reason ${number}`,
  deed: null,
  createdAt: 1_700_000_000_000 + number,
  endsAt: null,
  endedAt: null,
  endError: null,
  about: null,
  dm: null,
  log: null,
  failure: null,
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
})

const memberOf = (n: number): Member => ({
  id: String(400_000_000_000_000_000n + BigInt(n)),
  username: `walker${String(n).padStart(3, '0')}`,
  globalName: n % 2 === 0 ? `Ann ${n}` : null,
  nick: null,
  avatar: null,
  bot: false,
  roleIds: [],
  // several joined in the same millisecond
  joinedAt: 1_700_000_000_000 + Math.floor(n / 4),
  leftAt: null,
  timeoutUntil: null,
})

beforeAll(async () => {
  guild = await installHarbour()
  const db = guildDb(env, 0)
  for (let number = 1; number <= CASES; number++) await insertCase(db, caseOf(guild, number))
  await insertCase(db, caseOf(servers.quiet, 7))
  await saveMembers(
    db,
    guild,
    Array.from({ length: 130 }, (_, n) => memberOf(n)),
  )
  mara = await visitorOf(people.mara)
})

/** Follows `next` to the end. */
async function pages<Page>(
  path: string,
  cursor: string,
  next: (page: Page) => string | number | null,
): Promise<Page[]> {
  const all: Page[] = []
  let at: string | number | null = null
  do {
    const url: string =
      at === null ? path : `${path}${path.includes('?') ? '&' : '?'}${cursor}=${encodeURIComponent(at)}`
    const page: Page = await (await mara.fetch(url)).json()
    all.push(page)
    at = next(page)
  } while (at !== null && all.length < 20)
  return all
}

describe('cases', () => {
  test('come newest first, each once, page by page to the end', async () => {
    const read = await pages<CasePage>(`/api/guilds/${guild}/cases`, 'before', (page) => page.next)
    expect(read.map((page) => page.cases.length)).toEqual([50, 50, 20])
    expect(read.flatMap((page) => page.cases.map((one) => one.number))).toEqual(
      Array.from({ length: CASES }, (_, i) => CASES - i),
    )
  })

  test('of one person are theirs alone', async () => {
    const path = `/api/guilds/${guild}/cases?target=${people.rick}`
    const read = await pages<CasePage>(path, 'before', (page) => page.next)
    const cases = read.flatMap((page) => page.cases)
    expect(cases.length).toBe(CASES / 2)
    expect(new Set(cases.map((one) => one.target?.id))).toEqual(new Set([people.rick]))
  })

  test('of another server are not seen from this one', async () => {
    const read = await pages<CasePage>(`/api/guilds/${guild}/cases`, 'before', (page) => page.next)
    expect(new Set(read.flatMap((page) => page.cases.map((one) => one.guildId)))).toEqual(new Set([guild]))
  })

  test('are found by number, whole', async () => {
    expect(await (await mara.fetch(`/api/guilds/${guild}/cases/42`)).json()).toEqual(caseOf(guild, 42))
    expect((await mara.fetch(`/api/guilds/${guild}/cases/4242`)).status).toBe(404)
  })
})

describe('members', () => {
  test.for(['joined', 'name'])('come each once, by %s', async (order) => {
    const path = `/api/guilds/${guild}/members?order=${order}`
    const read = await pages<MemberPage>(path, 'after', (page) => page.next)
    const ids = read.flatMap((page) => page.members.map((one) => one.id)).filter((id) => id.startsWith('4000'))
    expect(ids.length).toBe(130)
    expect(new Set(ids).size).toBe(130)
  })

  test('are found by id, by shown name and by username', async () => {
    const find = async (q: string) => {
      const page: MemberPage = await (
        await mara.fetch(`/api/guilds/${guild}/members?q=${encodeURIComponent(q)}`)
      ).json()
      return page.members.map((one) => one.id)
    }
    expect(await find(memberOf(3).id)).toEqual([memberOf(3).id])
    expect(await find('ann 12')).toContain(memberOf(12).id)
    expect(await find('WALKER012')).toEqual([memberOf(12).id])
  })

  test('have a page with what was done to them, and how often', async () => {
    const answer = await mara.fetch(`/api/guilds/${guild}/members/${people.rick}`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ counts: { ban: 20, warn: 40 }, countsOf: null, next: 22 })
  })
})

describe('the server picker', () => {
  const pick = async (userId: string): Promise<PickerGuild[]> => {
    const visitor = await visitorOf(userId)
    return ((await (await visitor.fetch('/api/guilds')).json()) as { guilds: PickerGuild[] }).guilds
  }
  const accessTo = async (userId: string, id: string) => (await pick(userId)).find((one) => one.id === id)?.access

  test('shows owners and administrators their server, and others nothing of it', async () => {
    expect(await accessTo(people.mara, guild)).toBe('admin')
    expect(await accessTo(people.ines, guild)).toBe('admin')
    expect(await accessTo(people.nils, guild)).toBeUndefined()
  })

  test('shows people with a seat what it is', async () => {
    await seat(guild, people.tomas, 'moderator')
    expect(await accessTo(people.tomas, guild)).toBe('moderator')
  })

  test("shows a role's seat to who has the role", async () => {
    await saveSeat(registryDb(env), guild, {
      subjectType: 'role',
      subjectId: roles.harbour.helper,
      level: 'viewer',
      givenBy: people.mara,
      givenAt: 1,
    })
    await env.GUILD.getByName(guild).seatsChanged()
    expect(await accessTo(people.priya, guild)).toBe('viewer')
  })

  test('offers servers the bot could be invited to, to who may invite it', async () => {
    expect(await accessTo(people.mara, servers.quiet)).toBeNull()
    expect(await accessTo(people.leo, servers.quiet)).toBeUndefined()
  })
})

test("a server's page says why one may not do what one may not", async () => {
  await seat(guild, people.leo, 'viewer')
  const leo = await visitorOf(people.leo)
  const home = await (
    await leo.fetch(`/api/guilds/${guild}`)
  ).json<{ deeds: Record<string, { code: string } | null> }>()
  expect(home.deeds.ban?.code).toBe('seat_too_low')
  const own = await (
    await mara.fetch(`/api/guilds/${guild}`)
  ).json<{ deeds: Record<string, { code: string } | null> }>()
  expect(new Set(Object.values(own.deeds))).toEqual(new Set([null]))
})

test('a live socket opens for who may see the server, from our own page', async () => {
  const answer = await mara.fetch(`/api/guilds/${guild}/live?after=0`, {
    headers: { upgrade: 'websocket', origin: env.APP_ORIGIN },
  })
  expect(answer.status).toBe(101)
  const socket = answer.webSocket
  socket?.accept()
  socket?.close()
})
