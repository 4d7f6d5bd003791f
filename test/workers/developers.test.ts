import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CommandReport, CommandsLately, LogPage, Switches } from '#schema/contract/ops.ts'
import type { Sweep } from '#schema/contract/sweep.ts'
import { people } from '#sandbox/world/cast.ts'
import type { Developer } from '#workers/api/developer/developers.ts'
import { installHarbour, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const base = '/api/developer'
let mara: Visitor
let harbour: string
beforeAll(async () => {
  harbour = await installHarbour()
  mara = await visitorOf(people.mara)
})
const json = async <T>(response: Promise<Response>): Promise<T> => (await response).json<T>()
const remove = (by: Visitor, id: string) => by.fetch(`${base}/developers/${id}`, { method: 'DELETE' })

describe('developers', () => {
  test('are named before they are added, and then may look', async () => {
    expect(await json(mara.fetch(`${base}/developers/${people.tomas}`))).toMatchObject({
      id: people.tomas,
      name: 'Tomas',
    })
    const tomas = await visitorOf(people.tomas)
    expect(await verdict(await tomas.fetch(`${base}/log`))).toBe('403 developers_only')
    expect((await mara.send('PUT', `${base}/developers/${people.tomas}`, {})).status).toBe(200)
    expect((await tomas.fetch(`${base}/log`)).status).toBe(200)
    const { developers } = await json<{ developers: Developer[] }>(mara.fetch(`${base}/developers`))
    expect(developers.map(({ person, primary, addedBy }) => [person.name, primary, addedBy?.name])).toEqual([
      ['Mara', true, undefined],
      ['Tomas', false, 'Mara'],
    ])
  })

  test('nobody removes the primary one, or themselves; whoever is removed is out at once', async () => {
    const tomas = await visitorOf(people.tomas)
    await mara.send('PUT', `${base}/developers/${people.tomas}`, {})
    expect(await verdict(await remove(tomas, people.mara))).toBe('422 primary_developer')
    expect(await verdict(await remove(tomas, people.tomas))).toBe('422 own_developer')
    expect(await verdict(await remove(mara, people.mara))).toBe('422 primary_developer')
    expect(await verdict(await remove(mara, people.tomas))).toBe('200')
    expect(await verdict(await tomas.fetch(`${base}/log`))).toBe('403 developers_only')
  })

  test('bots and unknown accounts are refused', async () => {
    const add = (id: string) => mara.send('PUT', `${base}/developers/${id}`, {})
    expect(await verdict(await add(people.jukebox))).toBe('422 bots_are_no_developers')
    expect(await verdict(await add('999999999999999999'))).toBe('404 unknown_user')
    expect(await verdict(await add('mara'))).toBe('404 unknown_user')
  })
})

test('how long the log is kept is a developer’s choice, and stands in the log', async () => {
  const path = `${base}/log/retention`
  expect(await json(mara.fetch(path))).toEqual({ days: 30 })
  for (const days of [6, 366, 7.5])
    expect(await verdict(await mara.send('PUT', path, { days }))).toBe('400 bad_request')
  expect(await verdict(await mara.send('PUT', path, { days: 90 }))).toBe('200')
  expect(await json(mara.fetch(path))).toEqual({ days: 90 })
  await vi.waitFor(async () => {
    const { rows } = await json<LogPage>(mara.fetch(`${base}/log?type=retention_changed`))
    expect(rows.map(({ message }) => message)).toEqual(['Mara changed how long this log is kept, from 30 to 90 days'])
  })
})

describe('in an incident', () => {
  const change = (name: string, reason: string | null) => mara.send('POST', `${base}/switches`, { name, reason })
  test('writes are switched off with a reason, which whoever tries to write reads', async () => {
    expect(await verdict(await change('writes', ''))).toBe('400 bad_request')
    expect(await json<Switches>(change('writes', 'D1 is moving'))).toMatchObject({ writes: { reason: 'D1 is moving' } })
    const path = `/api/guilds/${harbour}/settings`
    const refused = await mara.send('PATCH', path, { dm: false })
    expect(await refused.clone().text()).toContain('D1 is moving')
    expect(await verdict(refused)).toBe('503 read_only')
    expect((await mara.fetch(path)).status).toBe(200)
    await change('writes', null)
    expect((await mara.send('PATCH', path, { dm: true })).status).toBe(200)
  })
  test('a sweep waits while sweeps are switched off, says why, and goes on when they are on', async () => {
    await change('sweeps', 'Discord is unwell')
    const plan = { source: { type: 'ids', ids: [people.leo] }, deed: { kind: 'note', reason: 'looked at' } }
    const planned = await json<{ id: string; counts: { acting: number } }>(
      mara.send('POST', `/api/guilds/${harbour}/sweeps`, plan),
    )
    const path = `/api/guilds/${harbour}/sweeps/${planned.id}`
    expect((await mara.send('POST', `${path}/start`, { acting: planned.counts.acting })).status).toBe(200)
    const sweep = () => json<Sweep>(mara.fetch(path))
    await vi.waitFor(async () =>
      expect(await sweep()).toMatchObject({ state: 'parked', why: { message: expect.stringContaining('unwell') } }),
    )
    await change('sweeps', null)
    await mara.send('POST', `${path}/resume`, {})
    await vi.waitFor(async () => expect(await sweep()).toMatchObject({ state: 'done', counts: { done: 1 } }))
  })
  test('what was switched stands in the log, with who did it', async () => {
    await vi.waitFor(async () => {
      const { rows } = await json<LogPage>(mara.fetch(`${base}/log?type=switched_off`))
      expect(rows.map(({ message, severity }) => [message, severity])).toContainEqual([
        'Mara switched writes off: D1 is moving',
        'warning',
      ])
    })
  })
})

test('the use of commands is told by day, of one command and in one server', async () => {
  const use = { guildId: harbour, userId: people.tomas, at: Date.now(), ok: true }
  const other = '100000000000000009'
  await env.OPS.getByName('ops').used([
    { ...use, command: 'ban', ms: 40 },
    { ...use, command: 'ban', ms: 900, ok: false },
    { ...use, command: 'warn', ms: 5, guildId: other },
  ])
  const report = (asked: string) => json<CommandReport>(mara.fetch(`${base}/commands?${asked}`))
  const all = await report('days=7')
  expect(all.days.map(({ uses }) => uses)).toEqual([0, 0, 0, 0, 0, 0, 3])
  expect(all.commands.map(({ command, uses, failed }) => [command, uses, failed])).toEqual([
    ['ban', 2, 1],
    ['warn', 1, 0],
  ])
  expect(await report('days=7&command=warn')).toMatchObject({ all: { uses: 1, failed: 0 }, days: { length: 7 } })
  expect(await report(`guild=${other}`)).toMatchObject({ all: { uses: 1, p95: 6 }, days: { length: 30 } })
  expect(await verdict(await mara.fetch(`${base}/commands?days=91`))).toBe('400 bad_request')
  expect(await verdict(await mara.fetch(`${base}/commands?guild=nowhere`))).toBe('400 bad_request')
  const lately = await json<CommandsLately>(mara.fetch(`${base}/commands/lately`))
  expect(lately).toMatchObject({ users: 1, all: { uses: 3, failed: 1 }, hours: { length: 48 } })
})
