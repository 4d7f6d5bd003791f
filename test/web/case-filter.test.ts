import { describe, expect, test } from 'vitest'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { readChoice, writeChoice } from '#schema/contract/choice.ts'
import {
  type CaseFilterKey,
  isFiltered,
  matchesFilter,
  noCaseFilter,
  readCaseFilter,
  toggled,
  writeCaseFilter,
} from '#web/pages/cases/case-filter.ts'
import { filterWords } from '#web/pages/cases/facet-words.ts'
import { aCase, mia, troll } from './a-case.ts'

describe('the filters in an address', () => {
  test('a pasted link shows what the colleague saw', () => {
    const shared = { kind: 'ban', status: 'refused', target: troll.id, from: '1000', q: 'raid' }
    expect(readCaseFilter(shared)).toEqual({ kind: 'ban', status: 'refused', target: troll.id, from: 1000, q: 'raid' })
  })
  test('a mangled link still opens: what is not valid in it is left out', () => {
    expect(readCaseFilter({ kind: 'explode', target: 'mia', from: 'monday', status: 'done', q: '  ' })).toEqual({
      status: 'done',
    })
  })
  test('choosing nothing takes a filter out of the address, and clearing takes out all of them', () => {
    expect(writeCaseFilter({ kind: '', status: 'done', from: undefined })).toEqual({
      kind: null,
      status: 'done',
      from: null,
    })
    const cleared = noCaseFilter()
    for (const key of ['kind', 'source', 'status', 'moderator', 'target', 'from', 'to', 'q'])
      expect(cleared).toHaveProperty(key, null)
    expect(isFiltered(readCaseFilter({ page: 'x' }))).toBe(false)
  })
})

describe('several values of one filter', () => {
  test('are put in and taken out one by one, and turned round', () => {
    expect(toggled(undefined, 'ban')).toBe('ban')
    expect(toggled('ban', 'kick')).toBe('ban,kick')
    expect(toggled('ban,kick', 'ban')).toBe('kick')
    expect(toggled('ban,kick', 'ban', true)).toBe('kick,-ban')
    expect(toggled('ban', 'ban')).toBeUndefined()
  })
  test('survive any text in a label', () => {
    const label = '-50%, or more'
    expect(readChoice(writeChoice({ any: [label], not: ['a,b'] }))).toEqual({ any: [label], not: ['a,b'] })
  })
  test('are said in words', () => {
    const words = (filter: CaseFilter, key: CaseFilterKey) => filterWords(filter, key, () => 'Mia')
    expect(words({ kind: 'ban,kick,-warn' }, 'kind')).toBe('Ban or Kick, not Warn')
    expect(words({ moderator: 'none' }, 'moderator')).toBe('Nobody')
    expect(words({ reviewed: 'no' }, 'reviewed')).toBe('No')
  })
})

describe('a case that arrives while a filter is on joins the list only when it belongs there', () => {
  test.each([
    ['one of several kinds', { kind: 'ban,warn' }, { kind: 'ban,kick' }],
    ['what its kind is not', { kind: '-ban' }, { kind: '-warn' }],
    ['whether it is reviewed', { reviewed: 'no' }, { reviewed: 'yes' }],
    ['its labels', { label: '-spam' }, { label: 'spam' }],
    ['who is on it', { assignee: 'none' }, { assignee: mia.id }],
    ['its message', { dm: 'none' }, { dm: 'failed' }],
    ['its kind', { kind: 'warn' }, { kind: 'ban' }],
    ['where it came from', { source: 'dashboard' }, { source: 'slash' }],
    ['what became of it', { status: 'done' }, { status: 'unknown' }],
    ['who did it', { moderator: mia.id }, { moderator: troll.id }],
    ['to whom', { target: troll.id }, { target: mia.id }],
    ['the first moment', { from: 1_000_000 }, { from: 1_000_001 }],
    ['the last moment', { to: 1_000_000 }, { to: 999_999 }],
  ] as const)('by %s', (_, fits, fitsNot) => {
    expect(matchesFilter(aCase(), fits)).toBe(true)
    expect(matchesFilter(aCase(), fitsNot)).toBe(false)
  })
  test('by words of the reason and the names, each from its beginning, in any order', () => {
    expect(matchesFilter(aCase(), { q: 'göb SCAM' })).toBe(true)
    expect(matchesFilter(aCase(), { q: 'mia general' })).toBe(true)
    expect(matchesFilter(aCase(), { q: 'inks' })).toBe(false)
    expect(matchesFilter(aCase(), { q: 'scam raid' })).toBe(false)
  })
  test('running means temporary and not over, however late it is', () => {
    const temporary = { kind: 'tempban', endsAt: 2_000_000 } as const
    const running = { status: 'running' } as const
    expect(matchesFilter(aCase(temporary), running)).toBe(true)
    expect(matchesFilter(aCase({ ...temporary, endError: 'Missing Permissions' }), running)).toBe(true)
    expect(matchesFilter(aCase({ ...temporary, endedAt: 1_500_000 }), running)).toBe(false)
    expect(matchesFilter(aCase({ ...temporary, status: 'refused' }), running)).toBe(false)
    expect(matchesFilter(aCase(), running)).toBe(false)
  })
})
