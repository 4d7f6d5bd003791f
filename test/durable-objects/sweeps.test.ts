import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import {
  PlanRequest,
  type Sweep,
  type SweepAnswer,
  type SweepCommand,
  type SweepItem,
  type SweepOrder,
} from '#schema/contract/sweep.ts'
import { getCase, lastCaseNumber, listCases } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { saveGuild } from '#schema/queries/guilds.ts'
import { saveMembers } from '#schema/queries/members.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { memberOf } from './events.ts'

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
let made = 0
/** Fresh accounts, members unless told otherwise, that no other test knows. */
async function strangers(count: number, { join = true } = {}): Promise<string[]> {
  const accounts = await Promise.all(
    Array.from({ length: count }, () => inDiscord<{ id: string }>('new-person', { username: `swept.${++made}` })),
  )
  const ids = accounts.map(({ id }) => id)
  if (!join) return ids
  await Promise.all(ids.map((userId) => inDiscord('join', { guildId, userId })))
  await saveMembers(
    db,
    guildId,
    ids.map((id) => memberOf(id)),
  )
  return ids
}

const plan = async (asked: unknown, by = people.mara): Promise<Sweep> => {
  const answer = await guild().planSweep(PlanRequest.parse(asked), person(by))
  if (!answer.ok) throw new Error(answer.message)
  return answer.sweep
}
async function order(
  sweep: Pick<Sweep, 'id'>,
  command: SweepCommand,
  { by = people.mara, ...more }: Partial<SweepOrder> & { by?: string } = {},
): Promise<SweepAnswer> {
  const now = Date.now()
  const body: SweepOrder = { sweepId: sweep.id, guildId, command, actor: person(by), requestId: null, at: now, ...more }
  return guild().commandSweep(await sign('sweep', keys, body, { now, lifetime: 60_000 }))
}
const now = async ({ id }: Pick<Sweep, 'id'>): Promise<Sweep> => {
  const answer = await guild().sweep(id)
  if (!answer.ok) throw new Error(answer.message)
  return answer.sweep
}
const ended = async (sweep: Sweep): Promise<Sweep> => {
  await expect.poll(async () => (await now(sweep)).state, { timeout: 15_000 }).toBe('done')
  return now(sweep)
}
const itemsOf = async ({ id }: Sweep): Promise<SweepItem[]> => {
  const page = await guild().sweepItems(id, {}, 10_000)
  if (!page.ok) throw new Error(page.message)
  return page.items
}

beforeAll(async () => {
  const seen = { id: guildId, name: 'Harbour Lights', icon: null, ownerId: people.mara, memberCount: 50 }
  await saveGuild(registryDb(env), seen, { shard: 0, now: Date.now() })
  await guild().syncMembers()
  await vi.waitFor(async () => expect((await listAll()).length).toBeGreaterThan(20), 10_000)
})
const listAll = async () =>
  (await env.GUILDS_0.prepare('SELECT user_id FROM members WHERE guild_id = ?').bind(guildId).all()).results

describe('a plan', () => {
  test('says of each what stands in its way, and does nothing to anybody', async () => {
    const before = await lastCaseNumber(db, guildId)
    const [goblin = '', nitro = ''] = await strangers(2)
    const [otto = ''] = await strangers(1, { join: false })
    const ids = [goblin, nitro, people.tomas, people.ines, people.mara, people.jukebox, people.wardroom]
    const sweep = await plan(
      { source: { type: 'ids', ids: [...ids, otto, goblin] }, deed: { kind: 'ban' } },
      people.ines,
    )
    const verdicts = Object.fromEntries((await itemsOf(sweep)).map((item) => [item.targetId, item.verdict]))
    expect(verdicts).toEqual({
      [goblin]: 'act',
      [nitro]: 'act',
      [people.tomas]: 'staff',
      [people.ines]: 'self',
      [people.mara]: 'owner',
      [people.jukebox]: 'bot',
      [people.wardroom]: 'bot',
      [otto]: 'unseen',
    })
    expect(sweep).toMatchObject({
      state: 'planned',
      counts: { total: 8, acting: 3, excluded: 5 },
      needsApproval: false,
    })
    expect(await lastCaseNumber(db, guildId)).toBe(before)
  })

  test('leaves out who is left out, takes them in again, and is refused when it changed since it was seen', async () => {
    const sweep = await plan({ source: { type: 'ids', ids: await strangers(2) }, deed: { kind: 'ban' } })
    const changed = await guild().changeSweep(sweep.id, { leaveOut: [1] }, person(people.mara))
    expect(changed).toMatchObject({ ok: true, sweep: { counts: { acting: 1, leftOut: 1 } } })
    expect(await order(sweep, 'start', { acting: 2 })).toMatchObject({ ok: false, code: 'sweep_changed' })
    const back = await guild().changeSweep(sweep.id, { takeIn: [1] }, person(people.mara))
    expect(back).toMatchObject({ ok: true, sweep: { counts: { acting: 2, leftOut: 0 } } })
    expect(await order(sweep, 'discard')).toMatchObject({ ok: true })
    expect(await guild().sweep(sweep.id)).toMatchObject({ ok: false, code: 'no_such_sweep' })
  })

  test('leaves out everyone of a verdict at once', async () => {
    const ids = [...(await strangers(2)), ...(await strangers(3, { join: false }))]
    const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'ban' } })
    const changed = await guild().changeSweep(sweep.id, { leaveOutVerdicts: ['unseen'] }, person(people.mara))
    expect(changed).toMatchObject({ ok: true, sweep: { counts: { acting: 2, leftOut: 3 } } })
    const back = await guild().changeSweep(sweep.id, { takeInVerdicts: ['unseen'] }, person(people.mara))
    expect(back).toMatchObject({ ok: true, sweep: { counts: { acting: 5, leftOut: 0 } } })
  })
})

describe('a sweep', () => {
  test('bans all by one call, each with a case of its own, and is undone by one whose cases link to those', async () => {
    const ids = [...(await strangers(3)), ...(await strangers(1, { join: false }))]
    const sweep = await plan({ source: { type: 'ids', ids }, deed: { kind: 'ban', reason: 'raid' } })
    expect(sweep.calls).toBe(1)
    expect(await order(sweep, 'start', { acting: 4 })).toMatchObject({ ok: true })
    const done = await ended(sweep)
    expect(done.counts).toMatchObject({ done: 4, failed: 0, unknown: 0 })
    const items = await itemsOf(done)
    const cases = await Promise.all(items.map(({ caseNumber }) => getCase(db, guildId, caseNumber ?? 0)))
    expect(cases.map((c) => c?.target?.id)).toEqual(ids)
    for (const c of cases)
      expect(c).toMatchObject({
        kind: 'ban',
        status: 'done',
        source: 'sweep',
        sweepId: sweep.id,
        reason: 'raid',
        moderator: { id: people.mara },
      })
    const undo = await plan({
      source: { type: 'sweep', sweepId: sweep.id },
      deed: { kind: 'reverse', reason: 'by mistake' },
    })
    expect(undo.counts).toMatchObject({ acting: 4 })
    await order(undo, 'start')
    expect(await ended(undo)).toMatchObject({ undoes: sweep.id, counts: { done: 4, failed: 0 } })
    const taken = await listCases(db, guildId, { limit: 4 })
    expect(new Set(taken.map((c: Case) => c.about))).toEqual(new Set(cases.map((c) => c?.number)))
    for (const c of taken) expect(c).toMatchObject({ kind: 'unban', status: 'done', sweepId: undo.id })
    const again = await plan({ source: { type: 'sweep', sweepId: sweep.id }, deed: { kind: 'reverse', reason: '' } })
    expect(again.verdicts).toEqual({ reversed: 4 })
  })
})

test('what one moderator did lately is undone as one sweep, and what nothing takes back is said to be so', async () => {
  const from = Date.now()
  const [one = '', two = ''] = await strangers(2)
  for (const deed of [{ kind: 'timeout', duration: 60_000 }, { kind: 'warn', reason: 'noise' }, { kind: 'kick' }]) {
    const sweep = await plan({ source: { type: 'ids', ids: [deed.kind === 'kick' ? two : one] }, deed }, people.ines)
    await order(sweep, 'start', { by: people.ines })
    await ended(sweep)
  }
  await saveMembers(db, guildId, [memberOf(one, { timeoutUntil: Date.now() + 60_000 })])
  const source = { type: 'moderator', userId: people.ines, from, to: Date.now() }
  const undo = await plan({ source, deed: { kind: 'reverse', reason: 'not agreed' } })
  expect(undo.verdicts).toEqual({ act: 2, not_reversible: 1 })
  await order(undo, 'start')
  expect((await ended(undo)).counts).toMatchObject({ done: 2, failed: 0 })
})

describe('above the size a server sets', () => {
  test('someone other than who started it must approve', async () => {
    const settings: Settings = await guild().settings()
    await guild().saveSettings({ sweeps: { ...settings.sweeps, approvalAbove: 1 } })
    const sweep = await plan({
      source: { type: 'ids', ids: await strangers(2) },
      deed: { kind: 'timeout', duration: 60_000 },
    })
    expect(sweep.needsApproval).toBe(true)
    expect(await order(sweep, 'start')).toMatchObject({ ok: true, sweep: { state: 'awaiting_approval' } })
    expect(await order(sweep, 'approve')).toMatchObject({ ok: false, code: 'sweep_needs_another' })
    expect(await order(sweep, 'approve', { by: people.ines })).toMatchObject({ ok: true })
    expect(await ended(sweep)).toMatchObject({ approvedBy: { id: people.ines }, counts: { done: 2 } })
    await guild().saveSettings({ sweeps: settings.sweeps })
  })
})

test('an order that was not signed, or is meant for another server, moves nothing', async () => {
  const sweep = await plan({ source: { type: 'ids', ids: await strangers(1) }, deed: { kind: 'ban' } })
  const at = Date.now()
  const body = { sweepId: sweep.id, guildId, command: 'start', actor: person(people.mara), requestId: null, at }
  const forged = await sign('action', keys, body, { now: at, lifetime: 60_000 })
  expect(await guild().commandSweep(forged)).toMatchObject({
    ok: false,
    code: 'bad_signature',
  } satisfies Partial<Failure>)
  expect(await order(sweep, 'start', { guildId: servers.quiet })).toMatchObject({ ok: false, code: 'bad_request' })
  expect(await order(sweep, 'start', { by: people.priya })).toMatchObject({ ok: false })
  expect((await now(sweep)).state).toBe('planned')
})
