import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { untouched, type Case } from '#schema/contract/case.ts'
import type { CaseQuery } from '#schema/contract/case-query.ts'
import { insertCase } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'

const guildId = '900000000000000300'
const mods = ['510000000000000001', '510000000000000002']
const targets = ['520000000000000001', '520000000000000002', '520000000000000003']
const guild = () => env.GUILD.getByName(guildId)
const reasons = ['spam links in #general', 'Scam — "free nitro"', 'ünfreundlich zu allen', 'スパム 広告', '']
const kinds = ['ban', 'kick', 'timeout', 'warn'] as const

const caseOf = (number: number): Case => ({
  guildId,
  number,
  actionId: `action-${number}`,
  kind: kinds[number % 4] ?? 'ban',
  status: number % 10 === 0 ? 'refused' : 'done',
  source: number % 2 === 0 ? 'dashboard' : 'context_menu',
  moderator: { id: mods[number % 2] ?? '', name: number % 2 === 0 ? 'Mara' : 'Tomas' },
  target: { id: targets[number % 3] ?? '', name: ['goblin', 'Rick', "O'Hara"][number % 3] ?? '' },
  channelId: null,
  channelName: null,
  reason: reasons[number % 5] ?? '',
  deed: null,
  createdAt: number * 1000,
  endsAt: number % 4 === 2 ? number * 1000 + 1 : null,
  endedAt: number % 8 === 2 ? number * 1000 + 1 : null,
  endError: null,
  about: null,
  dm: number % 9 === 0 ? { status: 'failed', code: 50_007, message: 'closed' } : null,
  log: null,
  failure: null,
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
  labels: number % 11 === 0 ? ['Spam Wave'] : [],
  reviewed: number % 13 === 0 ? { by: { id: mods[0] ?? '', name: 'Mara' }, at: 1 } : null,
  assignee: number % 17 === 0 ? { id: mods[1] ?? '', name: 'Tomas' } : null,
})
const all = Array.from({ length: 120 }, (_, index) => caseOf(index + 1))

beforeAll(async () => {
  for (const c of all) await insertCase(guildDb(env, 0), c)
})

const numbersOf = async (query: CaseQuery): Promise<number[]> => {
  const found: number[] = []
  for (let before = query.before; ;) {
    const { numbers, next } = await guild().findCases({ ...query, before })
    expect(numbers.length).toBeLessThanOrEqual(50)
    found.push(...numbers)
    if (next === null) return found
    before = next
  }
}
const expected = (fits: (c: Case) => boolean): number[] =>
  all
    .filter(fits)
    .map((c) => c.number)
    .toReversed()

describe('cases that were on record before are found', () => {
  test.for<[string, CaseQuery, (c: Case) => boolean]>([
    ['all of them', {}, () => true],
    ['by kind', { kind: 'ban' }, (c) => c.kind === 'ban'],
    ['by a source of two words', { source: 'context_menu' }, (c) => c.source === 'context_menu'],
    ['by status', { status: 'refused' }, (c) => c.status === 'refused'],
    ['by either of two kinds', { kind: 'ban,kick' }, (c) => c.kind === 'ban' || c.kind === 'kick'],
    ['but for a kind', { kind: '-ban' }, (c) => c.kind !== 'ban'],
    [
      'but for what was done',
      { status: '-done', source: 'dashboard' },
      (c) => c.status !== 'done' && c.number % 2 === 0,
    ],
    ['by a label, however it is written', { label: 'SPAM wave' }, (c) => c.labels.includes('Spam Wave')],
    ['without a label', { label: '-spam wave', kind: 'warn' }, (c) => c.kind === 'warn' && c.labels.length === 0],
    ['that nobody has reviewed', { reviewed: 'no' }, (c) => c.reviewed === null],
    ['that nobody is on', { assignee: 'none' }, (c) => c.assignee === null],
    ['whose message did not arrive', { dm: 'failed' }, (c) => c.dm?.status === 'failed'],
    ['that are running', { status: 'running' }, (c) => c.endsAt !== null && c.endedAt === null && c.status === 'done'],
    ['by moderator', { moderator: mods[0] }, (c) => c.moderator?.id === mods[0]],
    ['by target', { target: targets[2] }, (c) => c.target?.id === targets[2]],
    ['from a moment on', { from: 100_000 }, (c) => c.createdAt >= 100_000],
    ['within a time', { from: 50_000, to: 60_000 }, (c) => c.createdAt >= 50_000 && c.createdAt <= 60_000],
    ['by words, in any order', { q: 'nitro scam' }, (c) => c.number % 5 === 1],
    ['by the beginning of a word', { q: 'lin' }, (c) => c.number % 5 === 0],
    ['without regard to accents and case', { q: 'UNFREUNDLICH' }, (c) => c.number % 5 === 2],
    ['in other scripts', { q: 'スパム' }, (c) => c.number % 5 === 3],
    ['by the name of either person', { q: 'rick tomas' }, (c) => c.number % 3 === 1 && c.number % 2 === 1],
    ['by an id', { q: targets[0] }, (c) => c.target?.id === targets[0]],
    ['below a number', { kind: 'warn', before: 20 }, (c) => c.kind === 'warn' && c.number < 20],
    [
      'by everything at once',
      {
        kind: 'kick',
        source: 'context_menu',
        status: 'done',
        moderator: mods[1],
        q: 'o hara',
        from: 9000,
        to: 110_000,
      },
      (c) => c.kind === 'kick' && c.number % 3 === 2 && c.status === 'done' && c.number >= 9 && c.number <= 110,
    ],
  ])('%s', async ([, query, fits]) => {
    expect(await numbersOf(query)).toEqual(expected(fits))
  })
})

describe('text that was not meant to be searched for', () => {
  test.for([
    '"',
    "'",
    '*',
    '" OR rowid > 0 --',
    'NEAR(spam links)',
    'tags:kban',
    'tags : kban OR spam',
    '^spam',
    'spam*',
    '-spam',
    '(',
    ')',
    'AND',
    'NOT',
    'OR OR OR',
    '{reason} : x',
    '\u0000',
    '😀',
    '%',
    '_',
    '\\',
    'a'.repeat(100),
    '"; DROP TABLE case_words; --',
  ])('does no harm: %s', async (q) => {
    await guild().findCases({ q })
    await guild().suggestReasons(q)
    expect((await guild().findCases({})).numbers).toHaveLength(50)
  })

  test('is no way around a filter', async () => {
    expect(await numbersOf({ kind: 'ban', q: 'spam" OR tags:"kkick' })).toEqual([])
    expect(await numbersOf({ q: 'kban' })).toEqual([])
  })
})

describe('the index', () => {
  test('can be made anew from the record', async () => {
    await guild().rebuildSearch()
    expect(await numbersOf({ q: 'nitro' })).toEqual(expected((c) => c.number % 5 === 1))
  })
})

describe('a time', () => {
  test('is told by numbers, as what Discord told late has a number of its own', async () => {
    expect(await numbersOf({ from: 119_500 })).toEqual([120])
    expect(await numbersOf({ from: 120_001 })).toEqual([])
    expect(await numbersOf({ to: 999 })).toEqual([])
    expect(await numbersOf({ last: '24h' })).toEqual([])
  })
})

describe('reasons', () => {
  test('are suggested, the most used first', async () => {
    expect(await guild().suggestReasons('')).toHaveLength(4)
    expect(await guild().suggestReasons('spam li')).toEqual(['spam links in #general'])
    expect(await guild().suggestReasons('nothing like it')).toEqual([])
  })
})

test('every letter and digit there is can be asked for', async () => {
  const signs: string[] = []
  for (let code = 1; code < 0x110000; code++) {
    const sign = String.fromCodePoint(code)
    if (/^[\p{L}\p{N}]$/u.test(sign)) signs.push(sign)
  }
  const words = signs.flatMap((_, at) => (at % 18 === 0 ? [signs.slice(at, at + 18).join('')] : []))
  for (let at = 0; at < words.length; at += 8)
    expect((await guild().findCases({ q: words.slice(at, at + 8).join(' ') })).numbers).toEqual([])
})
