import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { memberName, type Member, type MemberFilter, type MemberOrder } from '#schema/contract/guild.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import { memberMatcher, traitsOf } from '#schema/contract/member-match.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { listMembersByJoining, saveMembers, searchMembers, selectMemberIds } from '#schema/queries/members.ts'
import { joined, left, memberOf, stateOf, updated } from './events.ts'

const DAY = 86_400_000
const guildId = '900000000000000400'
const [crew, deck] = ['410000000000000011', '410000000000000012']
const db = guildDb(env, 0)
const guild = () => env.GUILD.getByName(guildId)
const born = (n: number): number => Date.UTC(2016, 0, 1) + n * 5 * DAY

/** 400 people of every sort, some who joined in the same millisecond, some nobody knows when, some gone. */
const all: Member[] = Array.from({ length: 400 }, (_, n) =>
  memberOf(String(BigInt(snowflakeAt(born(n))) + BigInt(n)), {
    username: `${['ann', 'ѕpam', 'Bob', 'sp4m_bot'][n % 4]}${n}`.toLowerCase(),
    globalName: n % 3 === 0 ? `Ånn ${n % 50}` : null,
    nick: n % 7 === 0 ? 'ＳＰＡＭ king' : null,
    avatar: n % 5 === 0 ? null : 'a',
    bot: n % 11 === 0,
    roleIds: n % 4 === 0 ? [] : n % 4 === 1 ? [crew] : [crew, deck],
    joinedAt: n % 13 === 0 ? null : 1_700_000_000_000 + Math.floor(((n * 37) % 400) / 3) * DAY,
    leftAt: n % 6 === 0 ? 1_750_000_000_000 : null,
  }),
)

beforeAll(() => saveMembers(db, guildId, all))

async function find(filter: MemberFilter, order: MemberOrder): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const found = await guild().findMembers({ ...filter, order, after })
    if (!found) throw new Error('not indexed')
    expect(found.ids.length).toBeLessThanOrEqual(50)
    ids.push(...found.ids)
    if (found.next === null) return { ids, total: found.total }
    after = found.next
  }
}

const filters: MemberFilter[] = [
  {},
  { roleId: deck },
  { roles: 'none', presence: 'here' },
  { bots: 'none', avatar: 'none', presence: 'left' },
  { name: 'spam' },
  { name: 's*king', roleId: crew, bots: 'none' },
  { name: 'ann', joinedFrom: 1_700_000_000_000 + 20 * DAY, joinedTo: 1_700_000_000_000 + 90 * DAY },
  { createdFrom: born(100), createdTo: born(300), avatar: 'any', roles: 'any' },
  { cases: 'none', createdTo: born(40), presence: 'here', bots: 'none', roleId: crew },
  { cases: 'any' },
  { joinedLast: '24h' },
  { createdLast: '30d', presence: 'here' },
]
const orders = ['joined', 'name', 'created', 'cases', 'match'] as const

describe('members are found by any combination of filters', () => {
  test.for(filters)('%j', async (filter) => {
    const isMeant = memberMatcher(filter)
    const expected = all.filter((m) => isMeant(traitsOf(m))).map((m) => m.id)
    for (const order of orders) {
      const { ids, total } = await find(filter, order)
      expect(total).toBe(expected.length)
      expect(ids.toSorted()).toEqual(expected.toSorted())
    }
  })

  test('in the order that was asked for', async () => {
    const of = new Map(all.map((m) => [m.id, m]))
    const names = (await find({ presence: 'here' }, 'name')).ids.map((id) => memberName(of.get(id)!).toLowerCase())
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    const ages = (await find({ presence: 'here' }, 'created')).ids.map(BigInt)
    expect(ages).toEqual(ages.toSorted((a, b) => (a < b ? 1 : -1)))
    const joins = (await find({ presence: 'here' }, 'joined')).ids.map((id) => of.get(id)!.joinedAt ?? -1)
    expect(joins).toEqual(joins.toSorted((a, b) => b - a))
  })

  test('a name that begins as written comes before one that only looks like it', async () => {
    const { ids } = await find({ name: 'spam' }, 'match')
    const of = new Map(all.map((m) => [m.id, m]))
    const looksOnly = ids.findIndex((id) => of.get(id)!.username.startsWith('ѕpam'))
    const begins = ids.findLastIndex((id) => of.get(id)!.username.startsWith('spam'))
    expect(begins === -1 || begins < looksOnly).toBe(true)
  })

  test('the same people are found where the server is too large for an index, window by window', async () => {
    const filter: MemberFilter = { roleId: deck, presence: 'here' }
    const ids: string[] = []
    for (let after: string | undefined; ;) {
      const page = await searchMembers(db, guildId, { filter, after })
      expect(page.searched).toBeLessThanOrEqual(150)
      ids.push(...page.members.map((m) => m.id))
      if (!page.next) break
      after = page.next
    }
    expect(ids.toSorted()).toEqual((await find(filter, 'joined')).ids.toSorted())
    expect((await selectMemberIds(db, guildId, filter, 10_000)).toSorted()).toEqual(ids.toSorted())
  })

  test('everyone comes once by joining, also who joined nobody knows when', async () => {
    const ids: string[] = []
    for (let after: string | undefined; ;) {
      const page = await listMembersByJoining(db, guildId, { after })
      ids.push(...page.members.map((m) => m.id))
      if (!page.next) break
      after = page.next
    }
    expect(ids.toSorted()).toEqual(all.map((m) => m.id).toSorted())
  })
})

describe('the index', () => {
  test('counts for many filters at once what each of them finds', async () => {
    const totals = await Promise.all(filters.map(async (filter) => (await find(filter, 'joined')).total))
    expect(await guild().countMembers(filters)).toEqual(totals)
    expect(await guild().countMembers([filters[1]!, {}])).toEqual([totals[1], totals[0]])
  })

  test('follows what the relay tells, through restarts of the object, and is the same when made anew', async () => {
    const newcomer = snowflakeAt(Date.now())
    await find({}, 'cases')
    let batch = 0
    const ingest = (...events: ReturnType<typeof joined>[]) => guild().ingest({ epoch: 5, batch: ++batch, events })
    await ingest(stateOf(guildId, { memberCount: 400 }), joined(newcomer, { username: 'latecomer' }))
    expect((await find({ name: 'latecomer' }, 'joined')).ids).toEqual([newcomer])
    expect(await guild().countMembers([{ joinedLast: '1h' }])).toEqual([1])
    expect((await find({ createdLast: '1h' }, 'joined')).ids).toEqual([newcomer])
    // each of these is a row of the log until they are joined
    for (let n = 0; n < 80; n++) await ingest(updated(newcomer, { username: 'latecomer', nick: `turn ${n}` }))
    await evictDurableObject(guild())
    expect((await find({ name: 'turn 79' }, 'joined')).ids).toEqual([newcomer])
    expect((await find({ name: 'turn 78' }, 'joined')).ids).toEqual([])
    await ingest(left(newcomer))
    expect((await find({ name: 'latecomer', presence: 'here' }, 'joined')).ids).toEqual([])
    const before = await find({ presence: 'left' }, 'created')
    await guild().rebuildMembers()
    expect(await find({ presence: 'left' }, 'created')).toEqual(before)
  })
})
