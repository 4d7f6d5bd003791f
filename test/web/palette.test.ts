import { describe, expect, test } from 'vitest'
import type { Member } from '#schema/contract/guild.ts'
import { askedName, entriesFor, type Known } from '#web/pages/palette/palette-entries.ts'
import { readCommand } from '#web/pages/palette/read-command.ts'

const mia: Member = {
  id: '200000000000000001',
  username: 'mia.k',
  globalName: 'Mia',
  nick: null,
  avatar: null,
  bot: false,
  roleIds: [],
  joinedAt: 1,
  leftAt: null,
  timeoutUntil: null,
}
const known = (text: string, other: Partial<Known> = {}): Known => ({
  text,
  pages: [{ path: '/cases', label: 'Cases', icon: () => null, needs: 'viewer', key: 'c', locked: false }],
  places: [{ id: 'settings:dm', label: 'Direct messages', note: 'Settings', path: '/settings#dm' }],
  channels: [],
  recents: [],
  members: [],
  refusalOf: () => null,
  ...other,
})
const labels = (text: string, other?: Partial<Known>) => entriesFor(known(text, other)).map(({ label }) => label)

describe('verb first', () => {
  test('a length makes a ban a temporary one, and the rest is the reason', () => {
    expect(readCommand('ban mia 7d spam and more')).toEqual({
      kind: 'tempban',
      who: 'mia',
      duration: '7d',
      reason: 'spam and more',
    })
    expect(readCommand('ban mia spam')).toEqual({ kind: 'ban', who: 'mia', reason: 'spam' })
    expect(readCommand('MUTE @mia 1h')).toMatchObject({ kind: 'timeout', who: 'mia', duration: '1h', reason: '' })
  })
  test('names in quotes, mentions and ids are read', () => {
    expect(readCommand('warn "Mia K" shouting')).toMatchObject({ who: 'Mia K', reason: 'shouting' })
    expect(readCommand('kick <@200000000000000001>')).toMatchObject({ who: mia.id })
    expect(readCommand('purge #general 50 spam')).toMatchObject({ who: 'general', count: '50', reason: 'spam' })
    expect(readCommand('slowmode general 30s')).toMatchObject({ slowmode: '30' })
  })
  test('what is no verb is no command', () => {
    for (const text of ['', 'mia', 'banned mia', 'toString x', 'ban', '42']) expect(readCommand(text)).toBeNull()
  })
  test('fills the dialog with the person, the length and the reason', () => {
    const [first] = entriesFor(known('ban mia 7d spam', { members: [mia] }))
    expect(first).toMatchObject({
      label: 'Temporary ban Mia',
      choice: {
        to: 'act',
        act: { kind: 'tempban', reason: 'spam', fields: { duration: '7d' }, target: { id: mia.id, name: 'Mia' } },
      },
    })
  })
  test('of several with one name each says who it is, and what is filled in', () => {
    const other = { ...mia, id: '200000000000000002', username: 'mia.two', leftAt: 2 }
    const notes = (text: string, more: Partial<Known>) => entriesFor(known(text, more)).map(({ note }) => note)
    expect(notes('ban mia 7d spam', { members: [mia, other] })).toEqual([
      '@mia.k · for 7 days · spam',
      '@mia.two · left · for 7 days · spam',
      'for 7 days · spam',
    ])
    expect(labels('ban nobody')).toEqual(['Ban…'])
    expect(notes('purge general 20 spam', {})).toEqual(['20 messages · spam'])
    expect(notes('slowmode general 30', {})).toEqual(['30 seconds between messages'])
  })
  test('what one may not do stays in view with its reason', () => {
    const [first] = entriesFor(
      known('ban mia', { members: [mia], refusalOf: () => 'You need the Ban Members permission.' }),
    )
    expect(first).toMatchObject({ label: 'Ban Mia', refusal: 'You need the Ban Members permission.' })
  })
})

describe('anything else', () => {
  test('a number is a case, an id is a person', () => {
    expect(labels('42')[0]).toBe('Case #42')
    expect(labels('case 42')[0]).toBe('Case #42')
    expect(labels('#42')[0]).toBe('Case #42')
    expect(entriesFor(known(mia.id))[0]).toMatchObject({ choice: { to: 'page', path: `/members/${mia.id}` } })
  })
  test('what was there at once stands before what the server adds', () => {
    expect(labels('ca', { members: [mia] })).toEqual(['Cases', 'Mia', 'Search cases for “ca”'])
    expect(labels('dir')).toContain('Direct messages')
  })
  test('the server is asked for names only', () => {
    expect(askedName('mia')).toBe('mia')
    expect(askedName('ban mia 7d')).toBe('mia')
    expect(askedName('case 42')).toBeUndefined()
    expect(askedName('lock general')).toBeUndefined()
    expect(askedName('')).toBeUndefined()
  })
})
