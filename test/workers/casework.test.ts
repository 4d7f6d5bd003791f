import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import type { DeedInput, Outcome } from '#schema/contract/action.ts'
import type { CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { getCase } from '#schema/queries/cases.ts'
import type { CaseWorkPage } from '#workers/api/case-work.ts'
import type { Choices } from '#workers/api/choices.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let guild: string
let mara: Visitor
let tomas: Visitor
let priya: Visitor

beforeAll(async () => {
  guild = await installHarbour()
  await seat(guild, people.tomas, 'moderator')
  await seat(guild, people.priya, 'moderator')
  await seat(guild, people.leo, 'viewer')
  mara = await visitorOf(people.mara)
  tomas = await visitorOf(people.tomas)
  priya = await visitorOf(people.priya)
})

const act = async (deed: DeedInput, about?: number): Promise<Outcome> => {
  const answer = await mara.send('POST', `/api/guilds/${guild}/actions`, { id: crypto.randomUUID(), deed, about })
  return answer.json()
}
const open = async (reason: string): Promise<number> => {
  const done = await act({ kind: 'note', targetId: people.rick, reason })
  const number = done.ok ? (done.number ?? 0) : 0
  await expect.poll(() => getCase(guildDb(env, 0), guild, number)).toBeDefined()
  return number
}
const at = (number: number, rest = ''): string => `/api/guilds/${guild}/cases/${number}${rest}`
const change = (visitor: Visitor, number: number, what: CaseChange) => visitor.send('PATCH', at(number), what)
const changed = async (visitor: Visitor, number: number, what: CaseChange): Promise<Case> =>
  (await change(visitor, number, what)).json()
const write = (visitor: Visitor, number: number, text: string, key: string = crypto.randomUUID()) =>
  visitor.send('POST', at(number, '/comments'), { key, text })
const work = async (number: number): Promise<CaseWorkPage> => (await mara.fetch(at(number, '/work'))).json()
const caseNow = async (number: number): Promise<Case> => (await mara.fetch(at(number))).json()
const told = (entries: readonly ThreadEntry[]): unknown[] => entries.map((e) => e.changes ?? e.text)

describe('a case’s thread', () => {
  test('holds what the staff wrote and what they changed, in order, by whom', async () => {
    const number = await open('a first word')
    await write(tomas, number, 'He came back under another name.')
    await change(priya, number, { reason: 'a better word' })
    await change(mara, number, { addLabels: ['spam', 'Raid'], assigneeId: people.tomas, reviewed: true })
    const { thread } = await work(number)
    expect(told(thread.entries)).toEqual([
      'He came back under another name.',
      { reason: { from: 'a first word', to: 'a better word' } },
      {
        labels: { from: [], to: ['Spam', 'Raid'] },
        assignee: { from: null, to: expect.stringMatching(/tomas/i) },
        reviewed: { from: null, to: expect.stringMatching(/mara/i) },
      },
    ])
    expect(thread.entries.map((entry) => entry.author?.id)).toEqual([people.tomas, people.priya, people.mara])
    expect(await caseNow(number)).toMatchObject({
      reason: 'a better word',
      editedBy: { id: people.priya },
      labels: ['Spam', 'Raid'],
      assignee: { id: people.tomas },
      reviewed: { by: { id: people.mara } },
      comments: 1,
    })
  })

  test('takes a new reason only from who has read the one that stands', async () => {
    const number = await open('as it was')
    const { editedAt } = await caseNow(number)
    const both = [
      change(priya, number, { reason: 'one', editedAt }),
      change(tomas, number, { reason: 'two', editedAt }),
    ]
    const verdicts = await Promise.all(both.map(async (answer) => verdict(await answer)))
    expect(verdicts.toSorted()).toEqual(['200', '409 reason_changed'])
    const now = await caseNow(number)
    expect(await verdict(await change(mara, number, { reason: now.reason, editedAt }))).toBe('200')
    expect(await verdict(await change(mara, number, { reason: 'three', editedAt }))).toBe('409 reason_changed')
    const { editedAt: seen } = await caseNow(number)
    expect(await changed(mara, number, { reason: 'three', editedAt: seen })).toMatchObject({ reason: 'three' })
  })

  test('keeps words without what cannot be seen or turns them round, in their lines', async () => {
    const number = await open('cl\u0000ean\u0007\r\nsecond\tline')
    expect((await caseNow(number)).reason).toBe('clean\nsecond\tline')
    await change(priya, number, { reason: '\u202e398\u202c members\u0000' })
    await write(tomas, number, '\u0000Hello\u001b, \u2066all\u2069\n👩‍👧')
    expect(await verdict(await write(tomas, number, '\u0000\u202e'))).toBe('400 bad_request')
    const { thread } = await work(number)
    expect(told(thread.entries)).toEqual([
      { reason: { from: 'clean\nsecond\tline', to: '398 members' } },
      'Hello, all\n👩‍👧',
    ])
  })

  test('takes a comment sent twice once', async () => {
    const number = await open('twice')
    const key = crypto.randomUUID()
    const answers = await Promise.all([write(tomas, number, 'once', key), write(tomas, number, 'once', key)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await work(number)).thread.entries).toHaveLength(1)
    expect((await caseNow(number)).comments).toBe(1)
  })

  test('lets people rewrite their own words only, and keeps a trace of what was deleted', async () => {
    const number = await open('words')
    const { id } = await (await write(tomas, number, 'hasty')).json<ThreadEntry>()
    const path = at(number, `/comments/${id}`)
    expect(await verdict(await priya.send('PATCH', path, { text: 'mine now' }))).toBe('403 not_your_comment')
    expect(await verdict(await mara.send('PATCH', path, { text: 'mine now' }))).toBe('403 not_your_comment')
    expect(await verdict(await priya.fetch(path, { method: 'DELETE' }))).toBe('403 not_your_comment')
    expect(await (await tomas.send('PATCH', path, { text: 'considered' })).json()).toMatchObject({
      text: 'considered',
      editedAt: expect.any(Number),
    })
    expect(await verdict(await mara.fetch(path, { method: 'DELETE' }))).toBe('200')
    expect((await work(number)).thread.entries).toMatchObject([
      { text: '', deletedBy: { id: people.mara }, author: { id: people.tomas } },
    ])
    expect((await caseNow(number)).comments).toBe(0)
    expect(await verdict(await tomas.send('PATCH', path, { text: 'again' }))).toBe('404 no_such_comment')
  })

  test('is read page by page, the latest first', async () => {
    const number = await open('long')
    for (let n = 1; n <= 53; n++) await write(tomas, number, `word ${n}`)
    const { thread } = await work(number)
    expect(told(thread.entries)).toEqual(Array.from({ length: 50 }, (_, n) => `word ${n + 4}`))
    const earlier = await (
      await mara.fetch(at(number, `/thread?before=${thread.before}`))
    ).json<CaseWorkPage['thread']>()
    expect(told(earlier.entries)).toEqual(['word 1', 'word 2', 'word 3'])
    expect(earlier.before).toBeNull()
    expect((await caseNow(number)).comments).toBe(53)
  })
})

describe('what the staff change', () => {
  test('by two people at once is not lost', async () => {
    const number = await open('together')
    await Promise.all([
      change(mara, number, { addLabels: ['Spam'] }),
      change(tomas, number, { addLabels: ['Raid'] }),
      change(priya, number, { addLabels: ['Scam'] }),
    ])
    expect((await caseNow(number)).labels.toSorted()).toEqual(['Raid', 'Scam', 'Spam'])
    expect((await changed(mara, number, { removeLabels: ['Raid'] })).labels.toSorted()).toEqual(['Scam', 'Spam'])
  })

  test('links two cases both ways, and takes the link from both', async () => {
    const [one, other] = [await open('one'), await open('other')]
    expect((await changed(tomas, one, { addLinks: [other] })).links).toEqual([other])
    await expect.poll(async () => (await caseNow(other)).links).toEqual([one])
    expect((await work(one)).related.map((c) => c.number)).toEqual([other])
    await change(tomas, other, { removeLinks: [one] })
    await expect.poll(async () => (await caseNow(one)).links).toEqual([])
  })

  test.for<[string, (number: number) => CaseChange, string]>([
    ['a label that is not in the settings', () => ({ addLabels: ['Nonsense'] }), '422 unknown_label'],
    ['a link to itself', (number) => ({ addLinks: [number] }), '422 link_to_itself'],
    ['a link to no case', () => ({ addLinks: [999_999] }), '404 no_such_case'],
    ['an assignee without a seat', () => ({ assigneeId: people.rick }), '422 not_staff'],
    ['an assignee who may only look', () => ({ assigneeId: people.leo }), '422 not_staff'],
    ['an empty reason', () => ({ reason: '  ' }), '400 bad_request'],
  ])('is refused: %s', async ([, what, refusal]) => {
    const number = await open('refused')
    expect(await verdict(await change(mara, number, what(number)))).toBe(refusal)
    expect((await work(number)).thread.entries).toEqual([])
  })

  test('that is as it was leaves no entry', async () => {
    const number = await open('same')
    await change(mara, number, { reviewed: false, assigneeId: null, removeLabels: ['Spam'] })
    expect((await work(number)).thread.entries).toEqual([])
  })

  test('is refused of a case that is not there', async () => {
    expect(await verdict(await change(mara, 999_999, { reviewed: true }))).toBe('404 no_such_case')
    expect(await verdict(await write(mara, 999_999, 'hello'))).toBe('404 no_such_case')
    expect(await verdict(await mara.fetch(at(999_999, '/work')))).toBe('404 no_such_case')
  })
})

test('labels, templates and the staff are there to choose from', async () => {
  const choices = await (await mara.fetch(`/api/guilds/${guild}/choices`)).json<Choices>()
  expect(choices.labels).toContain('Spam')
  expect(choices.staff.every(({ id }) => id !== people.leo && id !== people.rick)).toBe(true)
})

test('the server’s own reasons are suggested before those used before', async () => {
  const stub = env.GUILD.getByName(guild)
  await open('advertising a casino')
  await stub.saveSettings({ reasonTemplates: [{ name: 'Ads', reason: 'Advertising (rule 4)' }] })
  const found = await stub.suggestReasons('adv')
  expect(found.slice(0, 2)).toEqual(['Advertising (rule 4)', 'advertising a casino'])
  expect(await stub.suggestReasons('rule 4')).toEqual(['Advertising (rule 4)'])
})
