import { describe, expect, test } from 'vitest'
import { untouched, type Case } from '#schema/contract/case.ts'
import { defaultSettings } from '#schema/contract/settings.ts'
import { refusal } from '#durable-objects/discord/refusal.ts'
import { amended } from '#durable-objects/guild/casework/patch.ts'
import { deedByHand } from '#durable-objects/guild/by-hand.ts'
import { plain, plainName } from '#durable-objects/guild/plain.ts'
import { newRun, type Run } from '#durable-objects/guild/run.ts'
import { auditReason, caseNumberIn, logEmbed, noticeEmbed, outcomeOf } from '#durable-objects/guild/wording.ts'

const nasty = '@everyone **[x](https://evil.test)** <@1> `\u202Egnp.exe` \ud800'
const run: Run = {
  ...newRun(
    {
      id: 'action-1',
      guildId: '100000000000000001',
      deed: {
        kind: 'tempban',
        targetId: '200000000000000001',
        reason: nasty.repeat(10),
        deleteSeconds: 0,
        duration: 5_400_000,
      },
      actor: { type: 'user', user: { id: '300000000000000001', name: nasty.repeat(5) } },
      source: 'slash',
      at: 1_700_000_000_000,
    },
    null,
    0,
  ),
  number: 42,
  status: 'done',
  target: { id: '200000000000000001', name: 'spam.goblin' },
  dm: { status: 'sent' },
}
const aCase: Case = {
  guildId: '100000000000000001',
  number: 42,
  actionId: 'action-1',
  kind: 'tempban',
  status: 'done',
  source: 'slash',
  moderator: { id: '300000000000000001', name: nasty.repeat(50) },
  target: { id: '200000000000000001', name: nasty.repeat(50) },
  channelId: null,
  channelName: null,
  reason: nasty.repeat(100),
  deed: run.action.deed,
  createdAt: 1_700_000_000_000,
  endsAt: 1_700_005_400_000,
  endedAt: null,
  endError: null,
  about: 7,
  dm: { status: 'failed', code: 50007, message: 'Cannot send messages to this user' },
  log: null,
  failure: { code: 'discord_refused', message: nasty.repeat(50) },
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
}
const size = (embed: ReturnType<typeof logEmbed>): number =>
  JSON.stringify([embed.title, embed.description, embed.fields?.flatMap((f) => [f.name, f.value]), embed.footer]).length

describe('the audit-log reason', () => {
  test('names the case and the moderator, and leads back to the case', () => {
    expect(auditReason(42, 'ada', 'spam')).toBe('[#42] ada: spam')
    expect(auditReason(7, null, '')).toBe('[#7] Wardroom')
    expect(caseNumberIn(auditReason(42, 'ada', 'spam'))).toBe(42)
    expect(caseNumberIn('cleaning up [#42]')).toBeUndefined()
  })
  test('stays within 512 characters without splitting one, whatever it is made of', () => {
    for (let pad = 0; pad < 4; pad++) {
      const reason = auditReason(42, 'ada', 'x'.repeat(pad) + '🐟'.repeat(400))
      expect(reason.length).toBeLessThanOrEqual(512)
      expect(() => encodeURIComponent(reason)).not.toThrow()
    }
    expect(() => encodeURIComponent(auditReason(1, '\ud800', '\udfff'))).not.toThrow()
  })
})

describe('names and reasons of strangers', () => {
  test('neither format, nor mention, nor turn the text around', () => {
    const shown = plainName(nasty)
    expect(shown).not.toMatch(/@everyone|(?<!\\)[*<[`]|\u202e/)
    expect(plain('a\nb')).toBe('a\nb')
  })
  test('keep messages below the limits of Discord', () => {
    for (const embed of [
      logEmbed(aCase, 'https://wardroom.test', defaultSettings),
      noticeEmbed(run, { guildName: nasty.repeat(20), settings: { ...defaultSettings, dmNamesModerator: true } }),
    ]) {
      expect(embed.title.length).toBeLessThanOrEqual(256)
      expect(embed.description?.length ?? 0).toBeLessThanOrEqual(4096)
      for (const field of embed.fields ?? []) expect(field.value.length).toBeLessThanOrEqual(1024)
      expect(size(embed)).toBeLessThanOrEqual(6000)
    }
  })
})

test('a server’s own colour is that of its mod log and its DMs', () => {
  const settings = { ...defaultSettings, embedColor: 0x123456 }
  expect(logEmbed(aCase, 'https://wardroom.test', settings).color).toBe(0x123456)
  expect(noticeEmbed(run, { guildName: 'Harbour', settings }).color).toBe(0x123456)
})

describe('the answer to the asker', () => {
  test('says what was done, to whom, the case, and the DM', () => {
    expect(outcomeOf(run)).toMatchObject({
      ok: true,
      state: 'done',
      number: 42,
      message: 'Banned **spam.goblin** for 1 hour 30 minutes · case 42 · DM sent',
    })
  })
})

describe('refusals of Discord', () => {
  test.each([
    [50013, 'bot_missing_permission'],
    [50001, 'bot_missing_permission'],
    [10003, 'unknown_channel'],
    [10004, 'bot_not_in_guild'],
    [10007, 'target_not_member'],
    [10013, 'unknown_user'],
    [10026, 'not_banned'],
    [30035, 'discord_ban_limit'],
    [50024, 'wrong_channel'],
    [60003, 'owner_needs_2fa'],
    [50035, 'discord_refused'],
  ])('%i is %s', (code, failure) => {
    expect(refusal({ code, status: 403, message: 'No' }, 'banMembers').code).toBe(failure)
  })
  test('without a code of their own keep the words of Discord', () => {
    expect(refusal({ code: 0, status: 401, message: '401: Unauthorized' }).message).toBe(
      'Discord refused: 401: Unauthorized (401).',
    )
  })
})

describe('a case that changes', () => {
  const confirmation = { auditEntryId: '500000000000000001', at: 1 }
  test('is settled by the audit entry of Discord, and by the first only', () => {
    const settled = amended({ ...aCase, status: 'unknown' }, { confirmation })
    expect(settled).toMatchObject({ status: 'done', failure: null, confirmation })
    expect(amended(settled, { confirmation: { ...confirmation, at: 2 } }).confirmation?.at).toBe(1)
  })
  test('ends once', () => {
    expect(amended(amended(aCase, { endedAt: 5 }), { endedAt: 9 }).endedAt).toBe(5)
  })
})

describe('what is done by hand in Discord', () => {
  const entry = {
    id: '1174000000000000000',
    userId: '300000000000000001',
    targetId: '200000000000000001',
    reason: null,
    changes: [],
    options: null,
  }
  test('is a ban, an unban, a kick, a timeout, or nothing we keep', () => {
    expect(deedByHand({ ...entry, actionType: 22 })?.deed.kind).toBe('ban')
    expect(deedByHand({ ...entry, actionType: 23 })?.deed.kind).toBe('unban')
    expect(deedByHand({ ...entry, actionType: 20 })?.deed.kind).toBe('kick')
    expect(deedByHand({ ...entry, actionType: 25 })).toBeNull()
    const key = 'communication_disabled_until'
    const until = '2026-11-21T08:00:00.000Z'
    expect(deedByHand({ ...entry, actionType: 24, changes: [{ key, new: until }] })).toMatchObject({
      deed: { kind: 'timeout' },
      endsAt: Date.parse(until),
    })
    expect(deedByHand({ ...entry, actionType: 24, changes: [{ key, old: until }] })?.deed.kind).toBe('untimeout')
    expect(deedByHand({ ...entry, actionType: 24, changes: [{ key: 'nick', new: 'x' }] })).toBeNull()
  })
})
