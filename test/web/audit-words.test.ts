import { describe, expect, test } from 'vitest'
import type { AuditRow } from '#schema/contract/audit.ts'
import { categoriesOf, readAuditFilter, toggled, writeAuditFilter } from '#web/pages/audit-log/audit-filter.ts'
import { actorWords, deedWords, glance, keyWords, targetWords, typeLabel } from '#web/pages/audit-log/audit-words.ts'
import { changesOf, factsOf } from '#web/pages/audit-log/changes-of.ts'

const row = (more: Partial<AuditRow>): AuditRow => ({
  guildId: '100000000000000001',
  seq: 1,
  prev: '',
  hash: '',
  category: 'action',
  type: 'action.done',
  at: 0,
  actor: { id: '300000000000000001', name: 'Mara' },
  surface: 'dashboard',
  target: { type: 'user', id: '300000000000000002', name: 'Rick' },
  before: null,
  after: { kind: 'ban', case: 4, reason: 'spam' },
  requestId: null,
  ...more,
})
const sentence = (one: AuditRow): string =>
  [actorWords(one), deedWords(one), targetWords(one)].filter(Boolean).join(' ')

test('a row reads as a sentence', () => {
  expect(sentence(row({}))).toBe('Mara banned Rick')
  expect(sentence(row({ type: 'action.refused' }))).toBe('Mara was refused “Ban” on Rick')
  expect(sentence(row({ actor: null, surface: 'schedule', after: { kind: 'unban' } }))).toBe('Wardroom unbanned Rick')
  const role = { type: 'role', id: '300000000000000003', name: 'Helper' } as const
  expect(sentence(row({ category: 'seat', type: 'seat.given', target: role, after: { level: 'viewer' } }))).toBe(
    'Mara gave a seat to @Helper',
  )
  const discord = { category: 'discord', surface: 'discord', actor: null, after: {} } as const
  expect(sentence(row({ ...discord, type: 'discord.channel_created', target: null }))).toBe('Someone created a channel')
  expect(sentence(row({ ...discord, type: 'discord.entry', target: null }))).toBe('Someone did something in Discord')
  expect(sentence(row({ category: 'sweep', type: 'sweep.made_up_later', target: null, after: null }))).toBe(
    'Mara sweep made up later',
  )
})

test('a glance gives the reason, or what changed', () => {
  expect(glance(row({}))).toBe('spam')
  expect(glance(row({ after: { kind: 'ban', reason: '' } }))).toBe('')
  expect(glance(row({ category: 'seat', before: { level: 'viewer' }, after: { level: 'admin' } }))).toBe(
    'Level: viewer → admin',
  )
  expect(
    glance(row({ category: 'settings', before: { dm: true, appealText: '' }, after: { appealText: 'x', labels: [] } })),
  ).toBe('Appeal text, Labels')
})

test('a glance gives counts as counts, and no bare ids', () => {
  const sweep = { category: 'sweep', type: 'sweep.finished' } as const
  expect(glance(row({ ...sweep, after: { done: 6000, failed: 0, unknown: 1 } }))).toBe('6,000 done, 1 unknown')
  const filed = { topic: 'scam', text: '', message: '573711407386460986' }
  const report = { category: 'report', type: 'report.opened' } as const
  expect(glance(row({ ...report, after: { ...filed, text: 'He asks for my password' } }))).toBe(
    'He asks for my password',
  )
  expect(glance(row({ ...report, after: { topic: filed.topic, message: filed.message } }))).toBe('Topic: scam')
})

test('names of details read as words', () => {
  expect(keyWords('raid.alertChannelId')).toBe('Raid: alert channel')
  expect(keyWords('reasonTemplates.Spam')).toBe('Reason templates: Spam')
  expect(keyWords('options.delete_member_days')).toBe('Delete member days')
  expect(typeLabel('discord.role_updated')).toBe('Discord: changed a role')
  expect(typeLabel('action.refused')).toBe('Action that was refused')
})

describe('what changed', () => {
  test('is told apart as added, removed and changed, and what only says more is left out', () => {
    const changes = changesOf(
      row({
        before: { name: 'Helper', color: 0, topic: 'old' },
        after: { name: 'Deckhand', color: 5, entry: '1', reason: 'x', nsfw: true },
      }),
    )
    expect(changes.map(({ key, how }) => [key, how])).toEqual([
      ['name', 'changed'],
      ['color', 'changed'],
      ['topic', 'removed'],
      ['nsfw', 'added'],
    ])
    expect(factsOf(row({ after: { entry: '1', 'options.count': 3, name: 'x' } }))).toEqual([
      ['entry', '1'],
      ['options.count', 3],
    ])
  })
})

describe('filters in the address', () => {
  test('are read, and what is no filter is left out', () => {
    expect(
      readAuditFilter({ category: 'seat,action', actor: 'wardroom', from: '5', q: ' ban ', type: 'x', to: 'y' }),
    ).toEqual({
      category: 'seat,action',
      actor: 'wardroom',
      from: 5,
      q: 'ban',
    })
    expect(readAuditFilter({ category: 'seat,nonsense', target: '"' })).toEqual({})
    expect(writeAuditFilter({ q: '', category: 'seat' })).toEqual({ q: null, category: 'seat' })
  })
  test('take any number of categories', () => {
    expect(toggled({}, 'seat')).toBe('seat')
    expect(toggled({ category: 'seat' }, 'action')).toBe('action,seat')
    expect(toggled({ category: 'seat' }, 'seat')).toBeUndefined()
    expect(categoriesOf({ category: 'seat,action' })).toEqual(['action', 'seat'])
  })
})
