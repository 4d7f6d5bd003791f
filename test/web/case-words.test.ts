import { expect, test } from 'vitest'
import { dmWords, endState, resultWords, statusWords, targetName } from '#web/pages/cases/case-words.ts'
import { aCase } from './a-case.ts'

const MINUTE = 60_000
const ends = 10 * MINUTE
const temporary = aCase({ kind: 'tempban', endsAt: ends })

test('a moderator reads whether the person heard of it, and why not', () => {
  expect(dmWords({ status: 'sent' }).text).toBe('Delivered')
  expect(dmWords({ status: 'failed', code: 50_007, message: 'Cannot send messages to this user' }).text).toContain(
    'do not accept direct messages',
  )
  expect(dmWords({ status: 'failed', code: 0, message: 'Discord did not answer' }).text).toBe(
    'Not delivered: Discord did not answer',
  )
  expect(dmWords({ status: 'skipped', why: 'not_a_member' }).text).toContain('not in the server')
  expect(dmWords({ status: 'withdrawn' }).text).toContain('Discord refused')
  expect(dmWords(null).text).toBe('None')
})

test('a temporary action runs until its end, is given a minute, and is overdue then', () => {
  expect(statusWords(temporary, ends - 1).text).toBe('Running')
  expect(statusWords(temporary, ends + MINUTE).text).toBe('Running')
  expect(statusWords(temporary, ends + MINUTE + 1)).toEqual({ tone: 'danger', text: 'Overdue' })
})
test('it is overdue at once when Discord refused to end it', () => {
  expect(statusWords({ ...temporary, endError: 'Missing Permissions' }, ends + 1).text).toBe('Overdue')
})
test('once ended it is ended, however late that was', () => {
  expect(statusWords({ ...temporary, endedAt: ends + 90 * MINUTE }, ends + 91 * MINUTE).text).toBe('Ended')
})
test('what Discord refused, or nobody knows, is never shown as running', () => {
  expect(statusWords({ ...temporary, status: 'refused' }, 0).text).toBe('Refused')
  expect(endState({ ...temporary, status: 'refused' }, 0)).toBeNull()
  expect(statusWords({ ...temporary, status: 'unknown' }, 0).text).toBe('Unknown')
})
test('what has no end is simply done', () => {
  expect(statusWords(aCase(), 0)).toEqual({ tone: 'ok', text: 'Done' })
})

test('a case is about a person, a channel by name, or one that is gone', () => {
  expect(targetName(aCase())).toBe('Spam Göblin')
  expect(targetName({ kind: 'lock', target: null, channelId: '1', channelName: 'general' })).toBe('#general')
  expect(targetName({ kind: 'lock', target: null, channelId: '1', channelName: null })).toBe('a channel')
})
test('counts are named for people, unknown ones too', () => {
  expect(resultWords({ purged: 12, overwritesKept: 2 })).toEqual([
    ['Messages deleted', '12'],
    ['Overwrites Kept', '2'],
  ])
})

test('an imported case says when it happened as a date, and its number there', () => {
  const [happened, number] = resultWords({ happenedAt: '2024-05-01T12:00:00.000Z', originalNumber: 17 })
  expect(happened).toEqual(['Happened', expect.stringMatching(/^[A-Z][a-z]+ \d+, 2024/)])
  expect(number).toEqual(['Number there', '17'])
})
