import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { AuditEntry, GatewayEvent } from '#schema/contract/gateway.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { PlanRequest, type Sweep, type SweepAnswer, type SweepCommand, type SweepItem } from '#schema/contract/sweep.ts'
import { getCase, lastCaseNumber } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { saveGuild } from '#schema/queries/guilds.ts'
import { saveMembers } from '#schema/queries/members.ts'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { seat } from '#test/workers/installed.ts'
import { memberOf } from './events.ts'
import { connectRelay, Page } from './page.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const keys = parseKeys(env.ACTION_KEYS)
const db = guildDb(env, 0)
const person = (id: string) => ({ id, name: `person ${id.slice(-3)}` })

/** What a person, or fate, does in Discord. */
const inDiscord = async <T>(name: string, body: object): Promise<T> => {
  const answer = await fetch(env.DISCORD_API.replace(/\/api$/, `/console/api/${name}`), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return answer.json<T>()
}
const askDiscord = async <T>(route: string): Promise<T> => {
  const headers = {
    Authorization: `Bot ${env.DISCORD_BOT_TOKEN}`,
    'User-Agent': 'DiscordBot (https://wardroom.test, 1)',
  }
  return (await fetch(`${env.DISCORD_API}/v10${route}`, { headers })).json<T>()
}

/** Fresh members that no other test knows. */
async function crowd(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { id } = await inDiscord<{ id: string }>('new-person', { username: `crowd.${guildId.slice(-3)}.${i}` })
    await inDiscord('join', { guildId, userId: id })
    ids.push(id)
  }
  await saveMembers(
    db,
    guildId,
    ids.map((id) => memberOf(id)),
  )
  return ids
}

const plan = async (asked: unknown, by: string = people.mara): Promise<Sweep> => {
  const answer = await guild().planSweep(PlanRequest.parse(asked), person(by))
  if (!answer.ok) throw new Error(answer.message)
  return answer.sweep
}
async function order(sweep: Pick<Sweep, 'id'>, command: SweepCommand, by: string = people.mara): Promise<SweepAnswer> {
  const now = Date.now()
  const body = { sweepId: sweep.id, guildId, command, actor: person(by), requestId: null, at: now }
  return guild().commandSweep(await sign('sweep', keys, body, { now, lifetime: 60_000 }))
}
const now = async ({ id }: Pick<Sweep, 'id'>): Promise<Sweep> => {
  const answer = await guild().sweep(id)
  if (!answer.ok) throw new Error(answer.message)
  return answer.sweep
}
const reaches = async (sweep: Sweep, state: Sweep['state']): Promise<Sweep> => {
  await vi.waitFor(async () => expect((await now(sweep)).state).toBe(state), 15_000)
  return now(sweep)
}
const itemsOf = async ({ id }: Sweep): Promise<SweepItem[]> => {
  const page = await guild().sweepItems(id, {}, 10_000)
  if (!page.ok) throw new Error(page.message)
  return page.items
}

let batch = 0
const tell = (events: GatewayEvent[]) => guild().ingest({ epoch: 1, batch: ++batch, events })

beforeAll(async () => {
  const seen = { id: guildId, name: 'Harbour Lights', icon: null, ownerId: people.mara, memberCount: 50 }
  await saveGuild(registryDb(env), seen, { shard: 0, now: Date.now() })
  await connectRelay()
  await guild().syncMembers()
  const known = () => env.GUILDS_0.prepare('SELECT count(*) AS n FROM members').first<{ n: number }>()
  await vi.waitFor(async () => expect((await known())?.n).toBeGreaterThan(20), 10_000)
})

describe('300 at once', () => {
  let ids: string[]
  let sweep: Sweep
  const statements: string[] = []
  let page: Page

  beforeAll(async () => {
    ids = await crowd(300)
    page = await Page.open(guildId, { userId: people.mara })
    const prepare = vi.spyOn(Object.getPrototypeOf(env.GUILDS_0) as D1Database, 'prepare')
    sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'ban', reason: 'raid' } })
    prepare.mockClear()
    await order(sweep, 'start')
    await reaches(sweep, 'done')
    statements.push(...prepare.mock.calls.map(([sql]) => sql))
    prepare.mockRestore()
  }, 60_000)

  test('are banned by two calls', async () => {
    const marks = new Set<string>()
    let before = ''
    for (let i = 0; i < 4; i++) {
      const log = await askDiscord<{ audit_log_entries: { id: string; reason?: string; target_id: string }[] }>(
        `/guilds/${guildId}/audit-logs?action_type=22&limit=100${before}`,
      )
      for (const entry of log.audit_log_entries)
        if (ids.includes(entry.target_id)) marks.add(/^\[#[^\]]+\]/.exec(entry.reason ?? '')?.[0] ?? 'none')
      before = `&before=${log.audit_log_entries.at(-1)?.id}`
    }
    expect([...marks]).toHaveLength(2)
  })

  test('are on record by one statement for each call, whatever their number', async () => {
    const ofCases = statements.filter((sql) => /into cases/i.test(sql))
    expect(ofCases).toHaveLength(2)
    const others = statements.filter((sql) => !/audit_rows/i.test(sql))
    expect(others.length).toBeLessThanOrEqual(12)
    const items = await itemsOf(sweep)
    expect(items.every(({ state, caseNumber }) => state === 'done' && caseNumber !== null)).toBe(true)
    expect(await getCase(db, guildId, items[299]?.caseNumber ?? 0)).toMatchObject({ target: { id: ids[299] } })
  })

  test('are told to open pages by a few events, and not by one each', async () => {
    await page.until(() => page.types.includes('cases.opened'))
    expect(page.types).not.toContain('case.opened')
    expect(page.types.filter((type) => type === 'cases.opened').length).toBeLessThanOrEqual(2)
    expect(page.types.filter((type) => type === 'sweep.changed').length).toBeLessThanOrEqual(12)
  })

  test('are confirmed by what Discord tells, many at once, and no case is opened by it', async () => {
    const items = await itemsOf(sweep)
    const [first, last] = [items[0]?.caseNumber ?? 0, items[199]?.caseNumber ?? 0]
    const before = await lastCaseNumber(db, guildId)
    const entryOf = (targetId: string, i: number): AuditEntry => ({
      id: String(BigInt(snowflakeAt(Date.now())) + BigInt(i)),
      actionType: 22,
      userId: people.wardroom,
      targetId,
      reason: `[#${first}-${last}] person: raid`,
      changes: [],
      options: null,
    })
    const prepare = vi.spyOn(Object.getPrototypeOf(env.GUILDS_0) as D1Database, 'prepare')
    const chunk = items.slice(0, 200)
    await tell(chunk.map(({ targetId }, i) => ({ type: 'audit.entry', at: Date.now(), entry: entryOf(targetId, i) })))
    await page.until(() => page.types.includes('cases.updated'))
    expect(prepare.mock.calls.filter(([sql]) => /update "?cases/i.test(sql)).length).toBeLessThanOrEqual(2)
    prepare.mockRestore()
    expect((await getCase(db, guildId, last))?.confirmation).not.toBeNull()
    expect(await lastCaseNumber(db, guildId)).toBe(before)
  })
})

test('a moderator whose seat is taken stops their sweep; another goes on with it in their own name', async () => {
  await seat(guildId, people.tomas, 'moderator')
  const ids = await crowd(3)
  const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'timeout', duration: 60_000 } }, people.tomas)
  await order(sweep, 'start', people.tomas)
  await reaches(sweep, 'done')
  const second = await plan({ source: { type: 'ids', ids: await crowd(3) }, deed: { kind: 'ban' } }, people.tomas)
  const { id } = await inDiscord<{ id: string }>('fault', {
    match: { method: 'POST', path: `/guilds/${guildId}/bulk-ban` },
    kind: 'status',
    status: 503,
  })
  await order(second, 'start', people.tomas)
  await reaches(second, 'parked')
  await env.DB.prepare('DELETE FROM seats WHERE subject_id = ?').bind(people.tomas).run()
  await guild().seatsChanged()
  await inDiscord('remove-fault', { id })
  expect(await reaches(second, 'paused')).toMatchObject({ why: { code: 'no_seat' } })
  await order(second, 'resume')
  expect(await reaches(second, 'done')).toMatchObject({ responsible: { id: people.mara }, counts: { done: 3 } })
  const [item] = await itemsOf(second)
  expect(await getCase(db, guildId, item?.caseNumber ?? 0)).toMatchObject({ moderator: { id: people.mara } })
})

test('a fault of ours is called one, is told to the developers, and the sweep waits, goes on and stops by word', async () => {
  const proto = Object.getPrototypeOf(env.GUILDS_0) as D1Database
  const { prepare } = proto
  const ids = await crowd(4)
  const [first, second] = await Promise.all(
    [ids.slice(0, 2), ids.slice(2)].map((some) => plan({ source: { type: 'ids', ids: some }, deed: { kind: 'ban' } })),
  )
  if (!first || !second) throw new Error('no plans')
  const fault = vi.spyOn(proto, 'prepare').mockImplementation(function (this: D1Database, sql: string) {
    if (/from "members"/i.test(sql)) throw new TypeError('kaput')
    return prepare.call(this, sql)
  })
  await Promise.all([order(first, 'start'), order(second, 'start')])
  expect(await reaches(first, 'parked')).toMatchObject({ why: { code: 'sweep_broke' }, counts: { done: 0, failed: 0 } })
  await reaches(second, 'parked')
  await vi.waitFor(async () => {
    const { rows } = await env.OPS.getByName('ops').findLog({ severity: 'error', guild: guildId })
    expect(rows).toContainEqual(expect.objectContaining({ detail: { sweepId: first.id } }))
  })
  await order(second, 'stop')
  fault.mockRestore()
  await order(first, 'resume')
  expect(await reaches(first, 'done')).toMatchObject({ why: null, counts: { done: 2 } })
  expect(await reaches(second, 'stopped')).toMatchObject({ why: null, counts: { done: 0 } })
})

test('what failed is told by cause, and retried as new actions', async () => {
  const ids = await crowd(2)
  const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'kick' } })
  await inDiscord('leave', { guildId, userId: ids[0] })
  await order(sweep, 'start')
  const done = await reaches(sweep, 'done')
  expect(done.counts).toMatchObject({ done: 1, failed: 1 })
  expect(await guild().sweepFailures(sweep.id)).toMatchObject({
    ok: true,
    failures: [{ code: 'target_not_member', count: 1 }],
  })
  await inDiscord('join', { guildId, userId: ids[0] })
  await order(sweep, 'retry')
  await expect.poll(async () => (await now(sweep)).counts.done).toBe(2)
})

test('accounts that turn out not to exist are counted as what they are, pages hear of each, a pause holds between two, and none is tried again', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => snowflakeAt(Date.UTC(2024, 0, 1) + i))
  const page = await Page.open(guildId, { userId: people.mara })
  const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'ban' } })
  expect(sweep.longestMs).toBeGreaterThan(sweep.expectedMs + 2_000)
  const excluded = async () => (await itemsOf(sweep)).filter(({ state }) => state === 'excluded').length
  await vi.waitFor(async () => expect(await excluded()).toBeGreaterThan(0))
  const last = { match: { path: `/guilds/${guildId}/bans/${ids.at(-2)}` }, kind: 'hang' }
  const fault = await inDiscord<{ id: string }>('fault', last)
  const started = await order(sweep, 'start')
  if (!started.ok) throw new Error(started.message)
  expect(started.sweep.counts).toMatchObject({ excluded: await excluded(), acting: 30 - (await excluded()) })
  const { acting } = started.sweep.counts
  await page.until(() =>
    page.frames.some(({ type, data }) => type === 'sweep.changed' && data.counts.failed === acting - 2),
  )
  await order(sweep, 'pause')
  await inDiscord('remove-fault', fault)
  await vi.waitFor(async () => expect((await now(sweep)).counts.failed).toBeGreaterThan(acting - 2), 15_000)
  expect(await now(sweep)).toMatchObject({ state: 'paused', counts: { failed: acting - 1 } })
  await order(sweep, 'resume')
  expect((await reaches(sweep, 'done')).counts.failed).toBe(acting)
  expect(await order(sweep, 'retry')).toMatchObject({ code: 'sweep_only_unknown' })
})

test('the list of people goes with the audit log, the figures and the cases stay, and it can still be undone', async () => {
  const ids = await crowd(3)
  const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'ban' } })
  await order(sweep, 'start')
  const { counts } = await reaches(sweep, 'done')
  const afterYears = () =>
    runInDurableObject(guild(), (_, { storage }) => {
      storage.sql.exec(`UPDATE sweeps SET ended_at = 1 WHERE ended_at IS NOT NULL AND id = ?`, sweep.id)
      storage.kv.put('sweeps.nextRetention', 1)
    })
  await vi.waitFor(async () => {
    await afterYears()
    await guild().wake()
    await runDurableObjectAlarm(guild())
    expect((await now(sweep)).droppedAt).toBeGreaterThan(0)
  }, 10_000)
  expect(await itemsOf(sweep)).toEqual([])
  expect(await now(sweep)).toMatchObject({ state: 'done', counts })
  expect(await order(sweep, 'retry')).toMatchObject({ code: 'sweep_state' })
  const undoing = { source: { type: 'sweep', sweepId: sweep.id }, deed: { kind: 'reverse', reason: 'sorry' } }
  const undo = await plan(undoing)
  expect((await itemsOf(undo)).map(({ targetId }) => targetId).toSorted()).toEqual(ids.toSorted())
  expect(undo.counts.acting).toBe(3)
})

test('members are picked by what their names look like', async () => {
  const { id } = await inDiscord<{ id: string }>('new-person', { username: 'zzраm.b0t' })
  await inDiscord('join', { guildId, userId: id })
  await tell([{ type: 'member.joined', at: Date.now(), member: memberOf(id, { username: 'zzраm.b0t' }) }])
  const sweep = await plan({ source: { type: 'members', filter: { name: 'zzpam*bot' } }, deed: { kind: 'kick' } })
  expect((await itemsOf(sweep)).map(({ targetId }) => targetId)).toEqual([id])
})

test('who has a protected role is left out', async () => {
  const settings = await guild().settings()
  const [id = ''] = await crowd(1)
  await saveMembers(db, guildId, [memberOf(id, { roleIds: [roles.harbour.artist] })])
  await guild().saveSettings({ sweeps: { ...settings.sweeps, protectedRoleIds: [roles.harbour.artist] } })
  const sweep = await plan({ source: { type: 'ids', ids: [id] }, deed: { kind: 'ban' } })
  expect(sweep).toMatchObject({ verdicts: { protected_role: 1 }, counts: { acting: 0, excluded: 1 } })
  await guild().saveSettings({ sweeps: settings.sweeps })
})
