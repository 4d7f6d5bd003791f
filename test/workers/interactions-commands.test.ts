import { afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import {
  answers,
  channelId,
  guildId,
  interaction,
  moderator,
  newId,
  press,
  run,
  someone,
  submitted,
  type,
} from './interactions-press.ts'

afterEach(() => {
  answers.outcome = null
})

const other = '200000000000000077'
const cases: [string, Record<string, string | number>, Record<string, unknown>][] = [
  ['ban', { user: someone }, { kind: 'ban', targetId: someone, reason: '', deleteSeconds: 0 }],
  [
    'ban',
    { user: someone, reason: ' scam ', delete: 604_800 },
    { kind: 'ban', targetId: someone, reason: 'scam', deleteSeconds: 604_800 },
  ],
  [
    'ban',
    { user: someone, duration: '7d' },
    { kind: 'tempban', targetId: someone, reason: '', deleteSeconds: 0, duration: 7 * DAY },
  ],
  [
    'tempban',
    { user: someone, duration: '1d 12h', reason: 'r' },
    { kind: 'tempban', targetId: someone, reason: 'r', deleteSeconds: 0, duration: 36 * HOUR },
  ],
  ['softban', { user: someone }, { kind: 'softban', targetId: someone, reason: '', deleteSeconds: 86_400 }],
  ['unban', { user: someone }, { kind: 'unban', targetId: someone, reason: '' }],
  ['unban', { id: someone, reason: 'r' }, { kind: 'unban', targetId: someone, reason: 'r' }],
  ['kick', { user: someone, reason: 'r' }, { kind: 'kick', targetId: someone, reason: 'r' }],
  [
    'timeout',
    { user: someone, duration: '10 minutes' },
    { kind: 'timeout', targetId: someone, reason: '', duration: 10 * MINUTE },
  ],
  ['untimeout', { user: someone }, { kind: 'untimeout', targetId: someone, reason: '' }],
  ['warn', { user: someone, reason: 'r' }, { kind: 'warn', targetId: someone, reason: 'r' }],
  ['note', { user: someone, text: 'was nice' }, { kind: 'note', targetId: someone, reason: 'was nice' }],
  ['purge', { count: 50 }, { kind: 'purge', channelId, reason: '', count: 50 }],
  [
    'purge',
    { count: 5, user: someone, channel: other },
    { kind: 'purge', channelId: other, reason: '', count: 5, fromId: someone },
  ],
  ['slowmode', { interval: 30 }, { kind: 'slowmode', channelId, reason: '', seconds: 30 }],
  ['lock', { reason: 'raid' }, { kind: 'lock', channelId, reason: 'raid' }],
  ['unlock', { channel: other }, { kind: 'unlock', channelId: other, reason: '' }],
]

describe('a slash command becomes one signed action', () => {
  test.each(cases)('/%s %j', async (name, options, deed) => {
    const id = newId()
    const { body, edits } = await run(name, options, { id })
    expect(body).toEqual({ type: 5, data: { flags: 64 } })
    expect(edits).toEqual([])
    expect(submitted.at(-1)).toMatchObject({
      id: `interaction-${id}`,
      guildId,
      source: 'slash',
      actor: { type: 'user', user: { id: moderator, name: 'Mo' } },
      reply: { token: 'interaction-token' },
    })
    expect(submitted.at(-1)?.deed).toEqual(deed)
  })
})

describe('what cannot be is refused at once, in words, and nothing is submitted', () => {
  const refused: [string, Record<string, string | number>, RegExp][] = [
    ['timeout', { user: someone, duration: 'a while' }, /write it like 10m/],
    ['timeout', { user: someone, duration: '29d' }, /longer than 28 days/],
    ['timeout', { user: someone, duration: '5s' }, /shorter than a minute/],
    ['ban', { user: someone, duration: '-1d' }, /write it like/],
    ['ban', { user: 'everyone' }, /not a Discord id/],
    ['ban', { user: someone, reason: 'x'.repeat(513) }, /longer than 512/],
    ['warn', { user: someone, reason: ' ' }, /needs a reason/],
    ['unban', {}, /name a user or give an id/],
    ['purge', { count: 100_000 }, /count/],
  ]
  test.each(refused)('/%s %j', async (name, options, words) => {
    const before = submitted.length
    const { body } = await run(name, options)
    expect([body.type, body.data?.flags]).toEqual([4, 64])
    expect(body.data?.embeds?.[0]?.description?.replaceAll('\\', '')).toMatch(words)
    expect(body.data?.allowed_mentions).toEqual({ parse: [] })
    expect(submitted.length).toBe(before)
  })

  test('someone without the permission is told which one, whatever Discord let them open', async () => {
    const before = submitted.length
    const { body } = await run('ban', { user: someone }, { can: ['kickMembers'] })
    expect(body.data?.embeds?.[0]?.description).toContain('Ban Members')
    expect(submitted.length).toBe(before)
  })
})

test('a refusal by the guild before it took the action in is edited in; one after is left to the guild', async () => {
  answers.outcome = fail('bot_not_in_guild')
  expect((await run('kick', { user: someone })).edits).toHaveLength(1)
  answers.outcome = fail('target_outranks_actor')
  expect((await run('kick', { user: someone })).edits).toHaveLength(0)
})

test('an outcome nobody knows is said to be unknown', async () => {
  answers.outcome = fail('unknown_outcome')
  const { edits } = await run('kick', { user: someone })
  expect(JSON.stringify(edits)).toContain('not known whether')
  expect(edits[0]?.allowed_mentions).toEqual({ parse: [] })
})

describe('the Timeout… menu', () => {
  const menu = {
    id: '1',
    type: 2,
    name: 'Timeout…',
    target_id: someone,
    resolved: { users: { [someone]: { id: someone, username: 'troll' } } },
  }
  const form = (duration: string, customId = `timeout:${someone}`) =>
    interaction(5, {
      custom_id: customId,
      components: [
        { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'duration', value: duration } },
        { type: 18, id: 3, component: { type: 4, id: 4, custom_id: 'reason', value: 'loud' } },
      ],
    })

  test('opens a form, and the form becomes an action', async () => {
    const { body } = await press(interaction(2, menu))
    expect(body.type).toBe(9)
    expect(body.data).toMatchObject({ custom_id: `timeout:${someone}`, title: 'Time out troll' })
    expect((await press(form('2h'))).body.type).toBe(5)
    expect(submitted.at(-1)).toMatchObject({
      source: 'context_menu',
      deed: { kind: 'timeout', targetId: someone, duration: 2 * HOUR, reason: 'loud' },
    })
  })

  test('a form with nonsense in it, or one that is not ours, does nothing', async () => {
    const before = submitted.length
    expect((await press(form('soon'))).body.type).toBe(4)
    expect((await press(form('2h', 'timeout:1'))).body.type).toBe(4)
    expect((await press(form('2h', 'something:else'))).body.type).toBe(4)
    expect(submitted.length).toBe(before)
  })
})

describe('autocomplete', () => {
  test('reads durations and offers a bare number in each unit', async () => {
    const durations = async (text: string) =>
      (await type('timeout', { user: someone, duration: text }, { focused: 'duration' })).map((c) => c.name)
    expect(await durations('3')).toEqual(['3 minutes', '3 hours', '3 days'])
    expect((await durations('90m'))[0]).toBe('1 hour 30 minutes')
    expect(await durations('')).toContain('7 days')
    // Discord times nobody out for longer than four weeks
    expect(await durations('90')).toEqual(['1 hour 30 minutes', '3 days 18 hours'])
    expect((await durations('99d'))[0]).toBe('10 minutes')
  })

  test('offers what was typed and reasons used before, none too long for Discord', async () => {
    const choices = await type('kick', { user: someone, reason: 'spam' }, { focused: 'reason' })
    expect(choices.map((c) => c.value)).toEqual(['spam', 'spam and scam'])
  })

  test('tells nothing to people who may not use the command', async () => {
    const can = ['sendMessages'] as const
    expect(await type('kick', { reason: '' }, { focused: 'reason', can: [...can] })).toEqual([])
    expect(await type('case', { number: '' }, { focused: 'number', sub: 'view', can: [...can] })).toEqual([])
  })
})

test('/help lists what the asker may use and nothing else', async () => {
  const help = async (can: Parameters<typeof run>[2]) =>
    (await run('help', {}, can)).body.data?.embeds?.[0]?.description
  const all = await help({})
  expect(all).toContain('/ban')
  expect(all).toContain('Timeout…')
  const few = await help({ can: ['kickMembers'] })
  expect(few).toContain('/kick')
  expect(few).toContain('/ping')
  expect(few).not.toContain('/ban')
})

test("/dashboard leads to this server's pages", async () => {
  const { body } = await run('dashboard')
  expect(JSON.stringify(body.data?.components)).toContain(`/dashboard/${guildId}`)
})
