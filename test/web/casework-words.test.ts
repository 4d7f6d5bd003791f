import { describe, expect, test } from 'vitest'
import { readMessageLinks } from '#web/pages/act/message-links.ts'
import { isDeletedBy } from '#schema/contract/fate.ts'
import { formatBytes } from '#web/pages/cases/evidence-words.ts'
import { relationOf } from '#web/pages/cases/relation-of.ts'
import { changeWords } from '#web/pages/cases/thread-words.ts'
import { aCase } from './a-case.ts'

const guild = '562244773478400100'
const link = (message: number, host = 'discord.com', at = guild): string =>
  `https://${host}/channels/${at}/562244773478400142/${1_573_679_859_853_427_000n + BigInt(message)}`

describe('pasted links to messages', () => {
  test('are read from whatever stands between them, each once', () => {
    const text = `${link(1)} <${link(2, 'ptb.discord.com')}>,\n${link(1, 'canary.discord.com')} ${link(3, 'discordapp.com')}/`
    const read = readMessageLinks(text, guild)
    expect(read.ok && read.refs).toHaveLength(3)
    expect(readMessageLinks('  ', guild)).toEqual({ ok: true, refs: [] })
  })
  test.for([
    ['of another server', link(1, 'discord.com', '662244773478400100'), 'another server'],
    ['to somewhere else', 'https://discord.com.evil.example/channels/1/2/3', 'is not a link to a message'],
    ['that are words', 'see above', 'is not a link to a message'],
    ['too many', Array.from({ length: 11 }, (_, n) => link(n * 1000)).join(' '), 'At most 10'],
  ] as const)('are refused: %s', ([, text, why]) => {
    const read = readMessageLinks(text, guild)
    expect(read.ok ? '' : read.error).toContain(why)
  })
})

test('what was changed of a case is said in words', () => {
  expect(
    changeWords({
      reason: { from: '', to: 'spam' },
      labels: { from: ['Spam', 'Raid'], to: ['Spam', 'Scam'] },
      assignee: { from: null, to: 'Tomas' },
      reviewed: { from: 'Mara', to: null },
      links: { from: [], to: [4, 7] },
    }),
  ).toEqual([
    'changed the reason from nothing to “spam”',
    'added the label Scam',
    'removed the label Raid',
    'assigned it to Tomas',
    'marked it as not reviewed',
    'linked #4, #7',
  ])
})

test('how cases belong together is said from both sides', () => {
  const first = aCase({ number: 1, kind: 'timeout', endsAt: 9, endedAt: 5 })
  const longer = aCase({ number: 2, kind: 'timeout', endsAt: 20, about: 1 })
  const ended = aCase({ number: 3, kind: 'untimeout', about: 2 })
  expect(relationOf(first, 2, longer)).toBe('Replaced by')
  expect(relationOf(longer, 1, first)).toBe('Replaces')
  expect(relationOf(longer, 3, ended)).toBe('Ended by')
  expect(relationOf(ended, 2, longer)).toBe('Ends')
  expect(relationOf(aCase({ number: 4, kind: 'ban' }), 5, aCase({ number: 5, kind: 'unban', about: 4 }))).toBe(
    'Reversed by',
  )
  expect(relationOf(aCase({ number: 4, links: [9] }), 9, undefined)).toBe('Linked:')
  expect(relationOf(aCase({ number: 4 }), 9, undefined)).toBeNull()
})

test('a message is gone when the action itself deleted it', () => {
  const ban = aCase({
    kind: 'ban',
    createdAt: 10_000_000,
    deed: { kind: 'ban', targetId: '1', reason: '', deleteSeconds: 3600 },
  })
  expect(isDeletedBy(ban, 10_000_000 - 3_000_000)).toBe(true)
  expect(isDeletedBy(ban, 10_000_000 - 4_000_000)).toBe(false)
  expect(isDeletedBy({ ...ban, status: 'refused' }, 9_999_000)).toBe(false)
  expect(isDeletedBy(aCase({ kind: 'purge', result: { deleted: 3 } }), 1)).toBe(true)
})

test('sizes are said as people say them', () => {
  expect([0, 1023, 1536, 300_000, 8 * 1024 * 1024].map(formatBytes)).toEqual([
    '0 B',
    '1023 B',
    '1.5 KB',
    '293 KB',
    '8.0 MB',
  ])
})
