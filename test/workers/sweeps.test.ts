import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import type { ItemPage, Sweep, SweepPage } from '#schema/contract/sweep.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { saveMembers } from '#schema/queries/members.ts'
import { people } from '#sandbox/world/cast.ts'
import { memberOf } from '#test/durable-objects/events.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let api: string
const strange = '500000000000000077'

beforeAll(async () => {
  const guild = await installHarbour()
  api = `/api/guilds/${guild}/sweeps`
  await seat(guild, people.leo, 'viewer')
  await seat(guild, people.priya, 'moderator')
  await saveMembers(guildDb(env, 0), guild, [memberOf(strange, { username: '=1+1', nick: '=HYPERLINK("x")' })])
})

const planBy = (visitor: Visitor, body: object): Promise<Response> => visitor.send('POST', api, body)
const ban = { source: { type: 'ids', ids: [strange] }, deed: { kind: 'ban', reason: 'raid' } }

test('a plan has an address of its own, that whoever may look can open, and only who may act can use', async () => {
  const planned = await planBy(await visitorOf(people.mara), ban)
  expect(planned.status).toBe(201)
  const sweep = await planned.json<Sweep>()
  const leo = await visitorOf(people.leo)
  expect(await (await leo.fetch(`${api}/${sweep.id}`)).json()).toMatchObject({ id: sweep.id, state: 'planned' })
  expect((await (await leo.fetch(api)).json<SweepPage>()).sweeps.map(({ id }) => id)).toContain(sweep.id)
  const items = await (await leo.fetch(`${api}/${sweep.id}/items?verdict=act`)).json<ItemPage>()
  expect(items.items.map(({ targetId }) => targetId)).toEqual([strange])
  expect(await verdict(await planBy(leo, ban))).toBe('403 seat_too_low')
  const priya = await visitorOf(people.priya)
  expect(await verdict(await priya.send('POST', `${api}/${sweep.id}/start`, {}))).toBe('403 missing_permission')
  expect(await verdict(await priya.send('POST', `${api}/${sweep.id}/explode`, {}))).toBe('404 not_found')
})

test('the file of results holds nothing that a spreadsheet takes for a formula', async () => {
  const mara = await visitorOf(people.mara)
  const sweep = await (await planBy(mara, ban)).json<Sweep>()
  const answer = await mara.fetch(`${api}/${sweep.id}/results.csv`)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const [, line] = (await answer.text()).split('\r\n')
  expect(line).toContain(`"'=HYPERLINK(""x"")"`)
  expect(line).toContain('"planned"')
})

test('ten thousand ids are taken, one more is not, and neither is somebody without a name', async () => {
  const mara = await visitorOf(people.mara)
  const ids = Array.from({ length: 10_000 }, (_, i) => String(500_000_000_000_100_000n + BigInt(i)))
  const many = await planBy(mara, { ...ban, source: { type: 'ids', ids } })
  expect(many.status).toBe(201)
  const sweep = await many.json<Sweep>()
  expect(sweep.counts.total).toBe(10_000)
  expect(sweep.source).toMatchObject({ type: 'ids', ids: ids.slice(0, 25) })
  expect(sweep.needsApproval).toBe(true)
  const more = { ...ban, source: { type: 'ids', ids: [...ids, strange] } }
  expect(await verdict(await planBy(mara, more))).toBe('400 bad_request')
  expect(await verdict(await planBy(mara, { ...ban, source: { type: 'ids', ids: ['x'] } }))).toBe('400 bad_request')
  const nobody = { ...ban, source: { type: 'members', filter: { name: 'nobody-is-called-so' } } }
  expect(await verdict(await planBy(mara, nobody))).toBe('422 sweep_nobody')
})
