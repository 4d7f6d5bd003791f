import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import type { BulkOutcome } from '#schema/contract/bulk.ts'
import type { CaseFacets } from '#schema/contract/case-query.ts'
import type { LadderTrial } from '#schema/contract/ladder-trial.ts'
import { untouched, type Case, type CasePage } from '#schema/contract/case.ts'
import type { SavedView } from '#schema/contract/view.ts'
import { defaultWarnings } from '#schema/contract/warnings.ts'
import { insertCases } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { readCsv } from '#workers/files/csv.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const CASES = 620
let guild: string
let mara: Visitor
let tomas: Visitor
let leo: Visitor

const caseOf = (number: number): Case => ({
  guildId: guild,
  number,
  actionId: `made-${number}`,
  kind: number % 3 === 0 ? 'ban' : 'warn',
  status: 'done',
  source: 'dashboard',
  moderator: { id: people.mara, name: 'Mara' },
  target: { id: people.rick, name: 'Rick' },
  channelId: null,
  channelName: null,
  reason: number === 5 ? '=HYPERLINK("http://evil")' : `reason, ${number} "quoted"\nand a line`,
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

beforeAll(async () => {
  guild = await installHarbour()
  const all = Array.from({ length: CASES }, (_, index) => caseOf(index + 1))
  for (let i = 0; i < CASES; i += 250) await insertCases(guildDb(env, 0), all.slice(i, i + 250))
  await seat(guild, people.tomas, 'moderator')
  await seat(guild, people.leo, 'viewer')
  mara = await visitorOf(people.mara)
  tomas = await visitorOf(people.tomas)
  leo = await visitorOf(people.leo)
})

const at = (path: string): string => `/api/guilds/${guild}${path}`
const list = async (query: string): Promise<Case[]> =>
  ((await (await mara.fetch(at(`/cases?${query}`))).json()) as CasePage).cases
const bulk = (who: Visitor, cases: object, change: object) =>
  who.send('POST', at('/cases/bulk'), { id: crypto.randomUUID(), cases, change })
const matching = (filter: object) => ({ by: 'filter', filter, upTo: CASES })
const done = async (answer: Response): Promise<BulkOutcome> => {
  expect(answer.status).toBe(200)
  return answer.json()
}

describe('many cases at once', () => {
  test('are labelled, however many match, each once, and found by it at once', async () => {
    const outcome = await done(await bulk(tomas, matching({ kind: 'ban' }), { addLabels: ['raid'] }))
    expect(outcome).toMatchObject({ changed: 206, untouched: 0 })
    const [newest] = await list('label=Raid')
    // as the settings write it
    expect(newest).toMatchObject({ number: 618, labels: ['Raid'] })
    expect((await list('label=raid&kind=warn')).length).toBe(0)
    expect(await done(await bulk(tomas, matching({ kind: 'ban' }), { addLabels: ['Raid'] }))).toMatchObject({
      changed: 0,
      untouched: 206,
    })
    const undone = { by: 'numbers', numbers: outcome.numbers }
    expect(await done(await bulk(tomas, undone, { removeLabels: ['Raid'] }))).toMatchObject({ changed: 206 })
    expect(await list('label=raid')).toEqual([])
  })

  test('are reviewed and assigned by number, and their threads say by whom', async () => {
    const chosen = { by: 'numbers', numbers: '10-12,15' }
    await done(await bulk(tomas, chosen, { reviewed: true, assigneeId: people.tomas }))
    expect((await list('reviewed=yes')).map((one) => one.number)).toEqual([15, 12, 11, 10])
    expect(await list(`assignee=${people.tomas}`)).toMatchObject([
      { reviewed: { by: { id: people.tomas } }, assignee: { id: people.tomas } },
      {},
      {},
      {},
    ])
    const thread = await (await mara.fetch(at('/cases/11/thread'))).json<{ entries: object[] }>()
    expect(thread.entries).toMatchObject([{ kind: 'edit', author: { id: people.tomas } }])
  })

  test('that came after the asker looked are left alone', async () => {
    const outcome = await done(await bulk(tomas, { by: 'filter', filter: {}, upTo: 20 }, { addLabels: ['Spam'] }))
    expect(outcome).toMatchObject({ changed: 20, numbers: '1-20' })
  })

  test('are not changed by who may not, nor to what there is not', async () => {
    expect(await verdict(await bulk(leo, matching({}), { reviewed: true }))).toBe('403 seat_too_low')
    expect(await verdict(await bulk(tomas, matching({}), { addLabels: ['Nonsense'] }))).toBe('422 unknown_label')
    expect(await verdict(await bulk(tomas, matching({}), { assigneeId: people.leo }))).toBe('422 not_staff')
    expect(await verdict(await bulk(tomas, { by: 'numbers', numbers: '1-99999' }, {}))).toBe('400 bad_request')
  })
})

describe('counts', () => {
  test('of facets respect the other filters', async () => {
    const answer = await mara.fetch(at('/cases/facets?kind=ban'))
    const { facets, total } = await answer.json<CaseFacets>()
    expect(total).toEqual({ count: 206, more: false })
    expect(facets.moderator.values).toEqual([{ value: people.mara, count: 206, name: 'Mara' }])
    expect(facets.kind.values.find((one) => one.value === 'warn')?.count).toBe(414)
  })
  test('of several filters come together, and stop where they were told to', async () => {
    const answer = await mara.send('POST', at('/cases/count'), { filters: [{ kind: 'ban' }, { kind: 'lock' }, {}] })
    expect(await answer.json()).toEqual({
      counts: [
        { count: 99, more: true },
        { count: 0, more: false },
        { count: 99, more: true },
      ],
    })
  })
})

describe('an export', () => {
  const rows = async (query: string) => {
    const answer = await tomas.fetch(at(`/cases/export?format=csv&${query}`))
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const text = await answer.text()
    return { text, rows: readCsv(text, 10_000)?.slice(1) ?? [] }
  }
  test('is the filtered list, whole, and no formula in a spreadsheet', async () => {
    expect((await rows('')).rows.length).toBe(CASES)
    const { text, rows: bans } = await rows('kind=ban')
    expect(bans.map(({ cells }) => Number(cells[0]))).toEqual(Array.from({ length: 206 }, (_, i) => 618 - i * 3))
    expect(text).not.toMatch(/(^|,)"?=/m)
    expect((await rows('numbers=5')).text).toContain(`"'=HYPERLINK(""http://evil"")"`)
    expect((await rows('numbers=3-4,9')).rows.length).toBe(3)
  })
  test('as JSON has the same records', async () => {
    const records = await (
      await tomas.fetch(at('/cases/export?format=json&kind=ban'))
    ).json<Record<string, unknown>[]>()
    expect(records.length).toBe(206)
    expect(records[0]).toMatchObject({ number: 618, target_id: people.rick, at: '2023-11-14T22:13:20.618Z' })
    expect(await (await tomas.fetch(at('/cases/export?format=json&kind=lock'))).json()).toEqual([])
  })
})

describe('a ladder that is not saved', () => {
  test('is tried on the warnings of the last 30 days, with what came before them', async () => {
    const DAY = 86_400_000
    const warned = (number: number, daysAgo: number, over: Partial<Case> = {}): Case => ({
      ...caseOf(number),
      kind: 'warn',
      target: { id: people.kev, name: 'Kev' },
      createdAt: Date.now() - daysAgo * DAY,
      points: { severity: 'Normal', points: 2, until: null },
      ...over,
    })
    const toRick = { target: { id: people.rick, name: 'Rick' } }
    const revoked = { points: { severity: 'Normal', points: 2, until: null, voidedBy: 999 } }
    const list = [warned(701, 40), warned(702, 20), warned(703, 10, toRick), warned(704, 5, revoked), warned(705, 1)]
    await insertCases(guildDb(env, 0), list)
    await env.GUILD.getByName(guild).rebuildSearch()
    const ladder = [{ when: { points: 6 }, withinDays: null, deed: { kind: 'kick' } }]
    const severities = [{ name: 'normal', points: 3, expireDays: null }]
    const tried = { ...defaultWarnings, severities, usual: 'normal', ladder }
    const before = await env.GUILD.getByName(guild).settings()
    const trial = await (await mara.send('POST', at('/settings/ladder-trial'), tried)).json<LadderTrial>()
    // newer than all is what is warned of here: 3 points each now, whatever they weighed then
    expect(trial).toMatchObject({ warnings: 4, people: 2, since: null })
    expect(trial.strikes).toMatchObject([{ number: 702, target: { name: 'Kev' }, step: 0, reached: '6 points' }])
    // Rick has 414 of old, more than are read
    expect(trial.partial).toBe(true)
    expect(await env.GUILD.getByName(guild).settings()).toEqual(before)
    expect(await verdict(await tomas.send('POST', at('/settings/ladder-trial'), tried))).toBe('403 seat_too_low')
  })
})

describe('saved views', () => {
  const save = (who: Visitor, view: object) =>
    who.send('POST', at('/views'), { page: 'cases', name: 'Bans', query: 'kind=ban', shared: false, ...view })
  const seen = async (who: Visitor): Promise<string[]> =>
    (await (await who.fetch(at('/views?page=cases'))).json<{ views: SavedView[] }>()).views.map((view) => view.name)

  test('are their owner’s alone until they are shared', async () => {
    const view = await (await save(tomas, { name: 'Mine' })).json<SavedView>()
    expect([await seen(tomas), await seen(mara)]).toEqual([['Mine'], []])
    expect(await verdict(await mara.send('PATCH', at(`/views/${view.id}`), { name: 'x' }))).toBe('404 no_such_view')
    await tomas.send('PATCH', at(`/views/${view.id}`), { shared: true, name: 'Ours' })
    expect([await seen(tomas), await seen(mara), await seen(leo)]).toEqual([['Ours'], ['Ours'], ['Ours']])
  })
  test('are there for who may open their list', async () => {
    const view = { page: 'audit', name: 'Settings', query: 'category=settings' }
    expect(await verdict(await save(tomas, view))).toBe('403 seat_too_low')
    expect((await save(mara, { ...view, shared: true })).status).toBe(201)
    const all = async (who: Visitor) =>
      (await (await who.fetch(at('/views'))).json<{ views: SavedView[] }>()).views.map((one) => one.page)
    expect([await all(mara), await all(tomas)]).toEqual([['cases', 'audit'], ['cases']])
  })
  test('that are shared are changed by their owner and administrators', async () => {
    const view = await (await save(mara, { name: 'Hers', shared: true })).json<SavedView>()
    expect(await verdict(await tomas.send('PATCH', at(`/views/${view.id}`), { name: 'x' }))).toBe('403 not_your_view')
    expect(await verdict(await leo.send('DELETE', at(`/views/${view.id}`), {}))).toBe('403 not_your_view')
    expect(await verdict(await save(leo, { shared: true }))).toBe('403 seat_too_low')
    expect((await mara.send('DELETE', at(`/views/${view.id}`), {})).status).toBe(200)
    expect(await seen(mara)).toEqual(['Ours'])
  })
})
