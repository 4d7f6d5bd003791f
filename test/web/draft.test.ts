import { describe, expect, test } from 'vitest'
import { MAX_REASON } from '#schema/contract/action.ts'
import { defaultsOf, type Draft, readDraft } from '#web/pages/act/draft.ts'

const target = '200000000000000002'
const channel = '300000000000000001'
const draft = (other: Partial<Draft>): Draft => ({
  kind: 'warn',
  targetId: target,
  channelId: null,
  fromId: null,
  reason: 'Scam links',
  count: '20',
  slowmode: '10',
  evidence: null,
  severity: '',
  ...defaultsOf(other.kind ?? 'warn'),
  ...other,
})
const deedOf = (other: Partial<Draft>) => {
  const read = readDraft(draft(other))
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.deed
}
const errorsOf = (other: Partial<Draft>) => {
  const read = readDraft(draft(other))
  return read.ok ? {} : read.errors
}

describe('what is sent is what the form said', () => {
  test('a ban deletes nothing unless asked to, a softban the last day', () => {
    expect(deedOf({ kind: 'ban' })).toMatchObject({ kind: 'ban', targetId: target, deleteSeconds: 0 })
    expect(deedOf({ kind: 'ban', deleteSeconds: 3600 })).toMatchObject({ deleteSeconds: 3600 })
    expect(deedOf({ kind: 'softban' })).toMatchObject({ deleteSeconds: 86_400 })
  })
  test('lengths are read as people write them', () => {
    expect(deedOf({ kind: 'tempban' })).toMatchObject({ duration: 7 * 86_400_000 })
    expect(deedOf({ kind: 'timeout', duration: '1h 30m' })).toMatchObject({ duration: 90 * 60_000 })
  })
  test('fields of another kind, left filled in, are not sent', () => {
    const deed = deedOf({ kind: 'lock', channelId: channel, fromId: target })
    expect(deed).toEqual({ kind: 'lock', channelId: channel, reason: 'Scam links' })
  })
  test('a purge is of everyone, or of one author', () => {
    expect(deedOf({ kind: 'purge', channelId: channel })).not.toHaveProperty('fromId')
    expect(deedOf({ kind: 'purge', channelId: channel, fromId: target })).toMatchObject({ count: 20, fromId: target })
  })
  test('a reason may be left out where it may, and loses its outer spaces', () => {
    expect(deedOf({ kind: 'kick', reason: '' })).toMatchObject({ reason: '' })
    expect(deedOf({ kind: 'kick', reason: '  raid ' })).toMatchObject({ reason: 'raid' })
  })
})

describe('nothing is sent while a field is wrong, and the field says what is', () => {
  test('a kind, and whom or where', () => {
    expect(errorsOf({ kind: null })).toEqual({ kind: 'Choose what to do.' })
    expect(errorsOf({ kind: 'ban', targetId: null })).toEqual({ target: 'Choose a person.' })
    expect(errorsOf({ kind: 'unlock' })).toEqual({ channel: 'Choose a channel.' })
  })
  test('a warning and a note need their text', () => {
    expect(errorsOf({ kind: 'warn', reason: ' ' })).toEqual({ reason: 'A warning needs a reason.' })
    expect(errorsOf({ kind: 'note', reason: '' })).toEqual({ reason: 'A note needs a text.' })
  })
  test('a reason is as long as Discord takes, not longer', () => {
    expect(errorsOf({ reason: 'x'.repeat(MAX_REASON) })).toEqual({})
    expect(errorsOf({ reason: 'x'.repeat(MAX_REASON + 1) })).toEqual({ reason: 'At most 512 characters.' })
  })
  test.each([
    ['soon', 'Write a length such as 30m, 12h or 7d.'],
    ['30s', 'At least one minute.'],
    ['29d', 'At most 28 days.'],
  ])('a timeout of %s', (duration, sentence) => {
    expect(errorsOf({ kind: 'timeout', duration })).toEqual({ duration: sentence })
  })
  test.each(['0', '501', '-3', '1.5', ''])('a purge of "%s" messages', (count) => {
    expect(errorsOf({ kind: 'purge', channelId: channel, count })).toEqual({ count: 'A number from 1 to 500.' })
  })
})
