import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { FleetPage, FleetTotals } from '#schema/contract/fleet.ts'
import { defaultSettings, type SettingsPatch } from '#schema/contract/settings.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { markGuildActive, markGuildRemoved, saveGuild, saveSettings } from '#schema/queries/guilds.ts'
import type { AuditPage } from '#schema/contract/audit.ts'
import type { ServerView } from '#schema/contract/server-view.ts'
import { people, roles } from '#sandbox/world/cast.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const db = registryDb(env)
const fleet = env.FLEET.getByName('fleet')
const NOW = Date.UTC(2026, 10, 1)
const idOf = (n: number): string => String(100_000_000_000_000_000n + BigInt(n) * 7_919_000_000n)
const names = [
  'Harbour Lights',
  '𝕳arbour of Spies',
  '<b>bold</b>',
  '\u202Eevil',
  'Ｔabletop',
  "Robert'); DROP",
  '👾👾',
  'ѕраm den',
]
const SERVERS = 130

let mara: Visitor
beforeAll(async () => {
  mara = await visitorOf(people.mara)
  for (let n = 0; n < SERVERS; n++) {
    const seen = {
      id: idOf(n),
      name: `${names[n % 8]} ${n}`,
      icon: null,
      ownerId: people.mara,
      memberCount: (n * 37) % 90,
    }
    await saveGuild(db, { ...seen, language: n % 3 ? 'de' : 'en-US' }, { shard: n % 2, now: NOW + ((n * 31) % 50) })
  }
})
const save = (n: number, patch: SettingsPatch) => saveSettings(db, idOf(n), { ...defaultSettings, ...patch })
const ask = async (search: Record<string, string>): Promise<FleetPage> =>
  (await mara.fetch(`/api/developer/servers?${new URLSearchParams(search)}`)).json()
async function all(search: Record<string, string>): Promise<FleetPage['rows']> {
  const rows: FleetPage['rows'] = []
  for (let after: string | null = ''; after !== null;) {
    const page: FleetPage = await ask({ ...search, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

describe('the list of servers', () => {
  test('is walked page by page in every order, without gaps or doubles', async () => {
    for (const order of ['name', 'members', 'installed', 'active'])
      for (const reverse of [false, true]) {
        const rows = await all({ order, ...(reverse ? { reverse: 'yes' } : {}) })
        expect(new Set(rows.map(({ id }) => id)).size).toBe(SERVERS)
        expect(rows).toHaveLength(SERVERS)
        const members = rows.map((row) => row.members)
        if (order === 'members') expect(members).toEqual(members.toSorted((a, b) => (reverse ? a - b : b - a)))
      }
  })

  test('loses nobody who stands still while others change', async () => {
    const first = await ask({ order: 'members' })
    const moved = [first.rows[3]?.id ?? '', first.rows.at(-1)?.id ?? '']
    for (const id of moved)
      await saveGuild(
        db,
        { id, name: 'moved', icon: null, ownerId: people.mara, memberCount: 1 },
        { shard: 0, now: NOW },
      )
    await fleet.reconcile()
    const rest = await all({ order: 'members', after: first.next ?? '' })
    const seen = [...first.rows, ...rest].map(({ id }) => id).filter((id) => !moved.includes(id))
    expect(seen).toHaveLength(SERVERS - 2)
    expect(new Set(seen).size).toBe(SERVERS - 2)
  })

  test('finds names as the eye takes them, whatever they are made of, and ids', async () => {
    const found = async (q: string) => (await all({ q })).map(({ name }) => name.replace(/ \d+$/, ''))
    expect(new Set(await found('harbour'))).toEqual(new Set(['Harbour Lights', '𝕳arbour of Spies']))
    expect(new Set(await found('SPAM den'))).toEqual(new Set(['ѕраm den']))
    expect(new Set(await found('den sp'))).toEqual(new Set(['ѕраm den']))
    expect(new Set(await found('tabletop'))).toEqual(new Set(['Ｔabletop']))
    expect(new Set(await found('<b>'))).toEqual(new Set(['<b>bold</b>']))
    expect(new Set(await found("'); drop"))).toEqual(new Set(["Robert'); DROP"]))
    expect(new Set(await found('👾'))).toEqual(new Set(['👾👾']))
    expect(new Set(await found('evil'))).toEqual(new Set(['\u202Eevil']))
    expect(await found('%')).toEqual([])
    expect((await all({ q: idOf(77) })).map(({ id }) => id)).toEqual([idOf(77)])
    expect((await all({ q: idOf(77).slice(0, 16) })).map(({ id }) => id)).toContain(idOf(77))
  })

  test('answers every filter, together too, from two shards', async () => {
    await save(1, { logChannelId: idOf(900) })
    await save(2, { logChannelId: idOf(900), dm: false })
    await save(4, { broadcasts: { channelId: idOf(901), categories: ['changelog'], early: false, follow: false } })
    await markGuildRemoved(db, idOf(5), NOW)
    await fleet.changed([idOf(1), idOf(2), idOf(4), idOf(5)])
    await vi.waitFor(async () => expect((await ask({ on: 'mod_log' })).total).toBe(2))
    const ids = async (search: Record<string, string>) => (await all(search)).map(({ id }) => id)
    expect(await ids({ on: 'mod_log', off: 'dms' })).toEqual([idOf(2)])
    expect(await ids({ on: 'mod_log,dms', language: 'de' })).toEqual([idOf(1)])
    expect(await ids({ channel: 'set' })).toEqual([idOf(4)])
    expect(await ids({ state: 'removed' })).toEqual([idOf(5)])
    expect((await ask({ state: 'all' })).total).toBe(SERVERS)
    expect((await ask({ minMembers: '40', maxMembers: '50' })).rows.every(({ members }) => members >= 40)).toBe(true)
    const shards = (await all({ language: 'de' })).map(({ shard }) => shard)
    expect(new Set(shards)).toEqual(new Set([0, 1]))
  })

  test('refuses what is no filter', async () => {
    for (const search of ['on=nothing', 'order=luck', 'minMembers=-1', 'state=lost'])
      expect(await verdict(await mara.fetch(`/api/developer/servers?${search}`))).toBe('400 bad_request')
    expect((await ask({ after: '{"' })).rows).toHaveLength(50)
  })

  test('finds by itself what was written and never told, and is made anew after a loss', async () => {
    await markGuildActive(db, idOf(9), NOW + 999_999)
    await save(9, { logChannelId: idOf(900) })
    await fleet.reconcile()
    expect((await ask({ order: 'active' })).rows[0]?.id).toBe(idOf(9))
    const before = await all({ order: 'name', on: 'mod_log' })
    await fleet.rebuild()
    expect(await all({ order: 'name', on: 'mod_log' })).toEqual(before)
    await env.DB.prepare(`DELETE FROM guilds WHERE id = ?`).bind(idOf(9)).run()
    await ask({ on: 'mod_log' })
    await vi.waitFor(async () => expect((await ask({ on: 'mod_log' })).total).toBe(before.length - 1))
  })

  test('is counted by language and module', async () => {
    const totals: FleetTotals = await (await mara.fetch('/api/developer/servers/totals')).json()
    expect(totals).toMatchObject({ guilds: SERVERS - 2, removed: 1, modules: { mod_log: 2, dms: SERVERS - 3 } })
    expect(Object.values(totals.languages).reduce((sum, count) => sum + count, 0)).toBe(SERVERS - 2)
  })
})

describe('a server that is opened', () => {
  test('shows its settings with names, its seats and its health, and the server reads once a day who looked', async () => {
    const harbour = await installHarbour()
    await env.GUILD.getByName(harbour).state()
    await seat(harbour, people.tomas, 'moderator')
    await mara.send('PATCH', `/api/guilds/${harbour}/settings`, {
      sweeps: { approvalAbove: 5, protectedRoleIds: [roles.harbour.artist] },
    })
    const look = async (): Promise<ServerView> => (await mara.fetch(`/api/developer/servers/${harbour}`)).json()
    const view = await look()
    expect(view.row).toMatchObject({ id: harbour, name: 'Harbour Lights', shard: 0 })
    expect(view.settings.sweeps.approvalAbove).toBe(5)
    expect(view.look?.names[roles.harbour.artist]).toMatchObject({ type: 'role', name: 'Artist' })
    expect(view.seats).toMatchObject([{ subjectId: people.tomas, level: 'moderator' }])
    expect(view.look?.health).toMatchObject({ sockets: 0, unfinished: 0, overdue: 0 })
    await look()
    const looks = await vi.waitFor(async () => {
      const path = `/api/guilds/${harbour}/audit-log?type=settings.looked_at`
      const { rows }: AuditPage = await (await mara.fetch(path)).json()
      expect(rows).toHaveLength(1)
      return rows
    })
    expect(looks[0]).toMatchObject({ actor: { name: 'Mara' }, target: { type: 'guild', id: harbour } })
    expect(await verdict(await mara.fetch('/api/developer/servers/123456789012345678'))).toBe('404 no_such_guild')
  })
})
