import { env } from 'cloudflare:workers'
import { runDurableObjectAlarm } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { people, roles } from '#sandbox/world/cast.ts'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import type { TimelineEntry, TimelinePage } from '#schema/contract/timeline.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { listMemberEvents, listMemberMessages } from '#schema/queries/member-events.ts'
import { getMember } from '#schema/queries/members.ts'
import { memberOf } from '#test/durable-objects/events.ts'
import { installHarbour } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const DAY = 86_400_000
const user = '500000000000000777'
const role = roles.harbour.helper
const db = guildDb(env, 0)
let guild: string
let mara: Visitor
let batch = 0

beforeAll(async () => {
  guild = await installHarbour()
  mara = await visitorOf(people.mara)
})

const ingest = (events: GatewayEvent[], name = ++batch) =>
  env.GUILD.getByName(guild).ingest({ epoch: 9, batch: name, events })
const entryOf = (at: number, more: object): GatewayEvent => ({
  type: 'audit.entry',
  at,
  entry: {
    id: snowflakeAt(at),
    actionType: 25,
    userId: people.dana,
    targetId: user,
    reason: null,
    changes: [],
    options: null,
    ...more,
  },
})

async function timeline(query = ''): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = []
  for (let after: string | null = ''; after !== null;) {
    const path: string = `/api/guilds/${guild}/members/${user}/timeline?${query}&after=${encodeURIComponent(after)}`
    const answer = await mara.fetch(path)
    expect(answer.status).toBe(200)
    const page: TimelinePage = await answer.json()
    entries.push(...page.entries)
    after = page.next
  }
  return entries
}
const keysOf = (entries: TimelineEntry[]): string[] => entries.map((entry) => entry.key.replace(/:\d+$/, ''))

const start = Date.now() - 3 * DAY
const who = (more: object) => memberOf(user, { username: 'mia', joinedAt: start, ...more })

describe("a member's timeline", () => {
  test('has joins, names, roles, timeouts, bans and leaves, each once, with who did it', async () => {
    const later = start + DAY
    const happened: GatewayEvent[] = [
      { type: 'member.joined', at: start + 40, member: who({}) },
      { type: 'member.updated', at: start + 1000, member: who({ nick: 'Mimi', globalName: 'Mia M' }) },
      { type: 'member.updated', at: later, member: who({ nick: 'Mimi', globalName: 'Mia M', roleIds: [role] }) },
      entryOf(later + 300, { changes: [{ key: '$add', new: [{ id: role, name: 'Helper' }] }] }),
    ]
    await ingest(happened)
    const name = batch
    await ingest(happened, name)
    const until = Date.now() + DAY
    // the entry comes before its event, in a batch of its own, and the other way round
    const change = [{ key: 'communication_disabled_until', new: new Date(until).toISOString() }]
    await ingest([entryOf(Date.now() - 2000, { actionType: 24, changes: change })])
    const roled = { nick: 'Mimi', globalName: 'Mia M', roleIds: [role] }
    await ingest([{ type: 'member.updated', at: Date.now() - 1900, member: who({ ...roled, timeoutUntil: until }) }])
    // taken back before Discord's word on it came: not what gave it
    await ingest([{ type: 'member.updated', at: Date.now() - 1500, member: who(roled) }])
    await ingest([
      { type: 'ban.added', at: Date.now() - 1000, userId: user, username: 'mia' },
      {
        type: 'member.left',
        at: Date.now() - 900,
        user: { id: user, username: 'mia', globalName: 'Mia M', avatar: null, bot: false },
      },
    ])
    await ingest([entryOf(Date.now() - 800, { actionType: 22, userId: people.wardroom, reason: '[#7] tomas: spam' })])

    const events = (await timeline()).filter((entry) => entry.type === 'event')
    expect(keysOf(events)).toEqual(['left', 'banned', 'timeout', 'timeout', 'roles', 'nick', 'display_name', 'joined'])
    const of = (event: string) => events.findLast((entry) => entry.event === event)
    expect(of('roles')).toMatchObject({ detail: { added: [role], removed: [], by: people.dana } })
    expect(of('timeout')).toMatchObject({ detail: { until, by: people.dana } })
    expect(events.find((entry) => entry.event === 'timeout')?.detail).toEqual({ until: null })
    expect(of('banned')).toMatchObject({ detail: { by: people.wardroom, case: 7 } })
    expect(of('nick')).toMatchObject({ detail: { from: null, to: 'Mimi' } })
    expect(of('joined')).toMatchObject({ at: start })
  })

  test('is the same after its batches came a second time', async () => {
    const before = await listMemberEvents(db, guild, user, { limit: 100 })
    await env.GUILD.getByName(guild).ingest({
      epoch: 10,
      batch: 1,
      events: [{ type: 'member.joined', at: Date.now(), member: who({ globalName: 'Mia M' }) }],
    })
    expect(await listMemberEvents(db, guild, user, { limit: 100 })).toEqual(before)
  })

  test('counts messages by the day, at once, and in the record when the day is over', async () => {
    const yesterday = Date.now() - DAY
    const counted = (at: number, count: number): GatewayEvent => ({
      type: 'messages.counted',
      at,
      channels: { [user]: count },
      authors: { [user]: count },
    })
    await env.GUILD.getByName(guild).ingest({
      epoch: 10,
      batch: 2,
      events: [counted(yesterday, 3), counted(Date.now(), 2), counted(Date.now(), 5)],
    })
    const days = (await timeline('kind=messages')).map((entry) => entry.type === 'messages' && entry.count)
    expect(days).toEqual([7, 3])
    while ((await listMemberMessages(db, guild, user, { limit: 5 })).length === 0)
      await runDurableObjectAlarm(env.GUILD.getByName(guild))
    expect(await listMemberMessages(db, guild, user, { limit: 5 })).toMatchObject([{ count: 3 }])
    expect((await timeline('kind=messages')).length).toBe(2)
  })

  test('can be narrowed to a kind, and pages through whatever there is', async () => {
    expect(keysOf(await timeline('kind=names'))).toEqual(['nick', 'display_name'])
    expect(keysOf(await timeline('kind=roles'))).toEqual(['roles'])
    const events = Array.from({ length: 90 }, (_, n): GatewayEvent => ({
      type: 'member.updated',
      at: Date.now() - 90_000 + n * 10,
      member: who({ globalName: 'Mia M', nick: `turn ${n}` }),
    }))
    await env.GUILD.getByName(guild).ingest({ epoch: 10, batch: 3, events })
    const names = await timeline('kind=names')
    expect(new Set(names.map((entry) => entry.key)).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(90)
    const whole = await timeline()
    expect(whole.map((entry) => entry.at)).toEqual(whole.map((entry) => entry.at).toSorted((a, b) => b - a))
  })

  test('tells of cases and notes among the rest, and the list of members counts them', async () => {
    const act = (kind: string) =>
      mara.send('POST', `/api/guilds/${guild}/actions`, {
        id: crypto.randomUUID(),
        deed: { kind, targetId: people.rick, reason: 'for the timeline' },
      })
    await env.GUILD.getByName(guild).ingest({
      epoch: 10,
      batch: 4,
      events: [{ type: 'member.updated', at: Date.now(), member: memberOf(people.rick, { username: 'rick' }) }],
    })
    for (const kind of ['warn', 'note', 'note']) expect((await act(kind)).status).toBeLessThan(300)
    const page: TimelinePage = await (
      await mara.fetch(`/api/guilds/${guild}/members/${people.rick}/timeline?kind=notes`)
    ).json()
    expect(page.entries).toHaveLength(2)
    // what the bot does for a case is done by the case's moderator
    const [noted] = page.entries.flatMap((entry) => (entry.type === 'case' ? [entry.case] : []))
    const told: GatewayEvent[] = [
      entryOf(Date.now(), {
        userId: people.wardroom,
        targetId: people.rick,
        reason: `[#${noted?.number}] mara: why`,
        changes: [{ key: '$add', new: [{ id: role, name: 'Helper' }] }],
      }),
      { type: 'member.updated', at: Date.now(), member: memberOf(people.rick, { username: 'rick', roleIds: [role] }) },
    ]
    await env.GUILD.getByName(guild).ingest({ epoch: 10, batch: 5, events: told })
    const roled: TimelinePage = await (
      await mara.fetch(`/api/guilds/${guild}/members/${people.rick}/timeline?kind=roles`)
    ).json()
    expect(roled.entries).toMatchObject([{ detail: { by: people.wardroom }, by: { id: people.mara } }])
    const count = async () => {
      const listed = await (
        await mara.fetch(`/api/guilds/${guild}/members?cases=any&order=cases`)
      ).json<{
        members: { id: string; cases: number }[]
      }>()
      return listed.members.find((m) => m.id === people.rick)?.cases
    }
    while ((await count()) !== 3) await runDurableObjectAlarm(env.GUILD.getByName(guild))
    expect(await getMember(db, guild, people.rick)).toMatchObject({ username: 'rick' })
  })
})
