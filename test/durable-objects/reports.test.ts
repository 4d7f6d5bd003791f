import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Action } from '#schema/contract/action.ts'
import type { Filing, Report, ReportChangeInput, ReportedMessage } from '#schema/contract/report.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { listAuditRows } from '#schema/queries/audit-rows.ts'
import { getCase } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { saveGuild } from '#schema/queries/guilds.ts'
import { getReport } from '#schema/queries/reports.ts'
import { saveSeat } from '#schema/queries/seats.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { Page } from './page.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const db = guildDb(env, 0)
const tomas = { id: people.tomas, name: 'Tomas' }
let made = 0n
const newId = (): string => String(800_000_000_000_000_000n + ++made)

const messageBy = (authorId: string): ReportedMessage => ({
  channelId: channels.harbour.general,
  messageId: newId(),
  author: { id: authorId, name: 'rick' },
  text: 'free nitro <@1> **here**',
  attachments: [{ name: 'prize.png', type: 'image/png', bytes: 12 }],
  embeds: [],
  sentAt: 1,
  editedAt: null,
})

type Wish = { message?: ReportedMessage | null; target?: string; text?: string; id?: string }
/** Opens the form and sends it, as a member does from a menu. */
async function file(by: string, { message = null, target = people.rick, text = 'look', id = newId() }: Wish = {}) {
  const draftId = newId()
  await guild().keepReportDraft(by, { id: draftId, target: { id: target, name: 'rick' }, message })
  return guild().fileReport(filing(by, { text, id, of: { draftId } }))
}
const filing = (by: string, rest: Pick<Filing, 'of'> & Partial<Filing>): Filing => ({
  id: newId(),
  reporter: { id: by, name: `person ${by}` },
  surface: 'context_menu',
  topic: 'scam',
  text: 'look',
  ...rest,
})
async function filed(by: string, wish?: Wish): Promise<number> {
  const answer = await file(by, wish)
  if (!answer.ok) throw new Error(answer.message)
  return answer.number
}
const change = async (number: number, change: ReportChangeInput, by = tomas) =>
  guild().changeReport({ number, change: { ...change } as never, by, requestId: null })
const reportOf = async (number: number): Promise<Report> => {
  const found = await getReport(db, guildId, number)
  if (!found) throw new Error(`no report ${number}`)
  return found
}
const members = [people.leo, people.nils, people.juno, people.echo, people.kev, people.markup]

async function act(over: Partial<Action> & Pick<Action, 'deed'>) {
  const action = {
    id: `report-test-${++made}`,
    guildId,
    actor: { type: 'user', user: tomas },
    source: 'report',
    at: Date.now(),
    ...over,
  }
  const signed = await sign('action', parseKeys(env.ACTION_KEYS), action, { now: Date.now(), lifetime: 60_000 })
  return guild().submit(signed)
}

describe('filing', () => {
  test('opens a report with a copy of the message, in the record and on the pages of moderators', async () => {
    await saveGuild(
      registryDb(env),
      { id: guildId, name: 'Harbour Lights', icon: null, ownerId: people.mara, memberCount: 5 },
      { shard: 0, now: 1 },
    )
    const page = await Page.open(guildId, { userId: people.tomas, level: 'moderator' })
    const viewer = await Page.open(guildId, { userId: people.priya, level: 'viewer' })
    const message = messageBy(people.rick)
    const number = await filed(people.leo, { message })
    expect(number).toBe(1)
    expect(await reportOf(number)).toMatchObject({ state: 'open', message, count: 1, target: { id: people.rick } })
    await page.until(() => page.types.includes('report.opened'))
    expect(page.frames.find((frame) => frame.type === 'report.opened')).toMatchObject({
      data: { report: { number }, open: 1 },
    })
    await viewer.until(() => viewer.frames.length > 0)
    expect(JSON.stringify(viewer.messages)).not.toContain('free nitro')
    const late = await Page.open(guildId, { userId: people.priya, level: 'viewer', after: 0 })
    await late.until(() => late.frames.length > 0)
    expect(JSON.stringify(late.messages)).not.toContain('free nitro')
  })

  test('the same message reported by others is one report, and by the same person it is said which', async () => {
    const message = messageBy(people.rick)
    const [one, two] = await Promise.all([file(people.nils, { message }), file(people.juno, { message })])
    const numbers = [one, two].map((answer) => answer.ok && answer.number)
    expect(numbers[0]).toBe(numbers[1])
    expect([one, two].filter((answer) => answer.ok && answer.joined)).toHaveLength(1)
    const report = await reportOf(Number(numbers[0]))
    expect(report).toMatchObject({ count: 2 })
    expect(report.reporters.map(({ person }) => person.id).sort()).toEqual([people.nils, people.juno].sort())
    expect(await file(people.nils, { message })).toMatchObject({
      code: 'report_repeated',
      details: numbers[0] && { number: numbers[0] },
    })
  })

  test('of one interaction that arrives twice makes one report', async () => {
    const again = filing(people.echo, { of: { target: { id: people.kev, name: 'kev' } }, surface: 'slash' })
    const first = await guild().fileReport(again)
    expect(await guild().fileReport(again)).toMatchObject({ ok: true, number: first.ok && first.number })
  })

  test.for([
    ['oneself', people.leo, people.leo, 'report_of_self'],
    ['the owner', people.leo, people.mara, 'report_of_staff'],
    ['an administrator', people.leo, people.ines, 'report_of_staff'],
    ['who moderates on Discord without a seat', people.leo, people.dana, 'report_of_staff'],
  ] as const)('of %s is refused', async ([, by, target, code]) => {
    expect(await file(by, { target })).toMatchObject({ ok: false, code })
  })

  test('of a bot is refused', async () => {
    const target = { id: people.jukebox, name: 'Jukebox', bot: true }
    const answer = await guild().fileReport(filing(people.leo, { of: { target } }))
    expect(answer).toMatchObject({ ok: false, code: 'report_of_bot' })
  })

  test('from a form that nobody remembers is refused', async () => {
    const answer = await guild().fileReport(filing(people.leo, { of: { draftId: newId() } }))
    expect(answer).toMatchObject({ ok: false, code: 'report_form_expired' })
  })

  test('the sixth within ten minutes is refused, also after the object slept', async () => {
    for (let n = 0; n < 5; n++) await filed(people.backwards, { message: messageBy(people.rick) })
    await evictDurableObject(guild())
    expect(await file(people.backwards, { message: messageBy(people.rick) })).toMatchObject({
      ok: false,
      code: 'too_many_reports',
    })
    expect(await file(people.emoji, { message: messageBy(people.rick) })).toMatchObject({ ok: true })
  })
})

describe('a report', () => {
  test('is taken, given on, let go, dismissed and reopened', async () => {
    const number = await filed(people.everyone, { message: messageBy(people.kev), target: people.kev })
    expect(await change(number, { do: 'take', turn: 1 })).toMatchObject({
      ok: true,
      report: { state: 'taken', turn: 2, assignee: { id: people.tomas } },
    })
    expect(await change(number, { do: 'take', turn: 2, to: people.ines })).toMatchObject({
      report: { state: 'taken', assignee: { id: people.ines, name: 'Ines' } },
    })
    expect(await change(number, { do: 'take', turn: 3, to: people.leo })).toMatchObject({ code: 'not_staff' })
    expect(await change(number, { do: 'release', turn: 3 })).toMatchObject({
      report: { state: 'open', assignee: null },
    })
    expect(await change(number, { do: 'reopen', turn: 4 })).toMatchObject({ code: 'report_open' })
    const dismissed = await change(number, { do: 'dismiss', turn: 4, why: 'a joke', answer: null })
    expect(dismissed).toMatchObject({ report: { state: 'dismissed', why: 'a joke', endedBy: { id: people.tomas } } })
    expect(await change(number, { do: 'take', turn: 5 })).toMatchObject({ code: 'report_not_open' })
    await evictDurableObject(guild())
    expect(await change(number, { do: 'reopen', turn: 5 })).toMatchObject({ report: { state: 'open', turn: 6 } })
    expect(await reportOf(number)).toMatchObject({ state: 'open', endedAt: null, why: '' })
    const logged = async () => {
      const rows = await listAuditRows(db, guildId, { limit: 100 })
      return rows.filter(({ target }) => target?.type === 'report' && target.id === String(number))
    }
    const steps = ['opened', 'taken', 'taken', 'released', 'dismissed', 'reopened'].map((step) => `report.${step}`)
    await expect
      .poll(async () => (await logged()).map(({ type }) => type).toReversed(), { timeout: 5_000 })
      .toEqual(steps)
    expect((await logged()).find(({ type }) => type === 'report.dismissed')).toMatchObject({
      actor: { id: people.tomas },
      before: { state: 'open', why: '' },
      after: { state: 'dismissed', why: 'a joke' },
    })
  })

  test('decided on by two at once is decided once; the other learns how it stands', async () => {
    const number = await filed(people.endless, { message: messageBy(people.kev), target: people.kev })
    const answers = await Promise.all([
      change(number, { do: 'take', turn: 1 }),
      change(number, { do: 'take', turn: 1 }, { id: people.ines, name: 'Ines' }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const refused = answers.find((answer) => !answer.ok)
    expect(refused).toMatchObject({
      code: 'report_changed',
      message: expect.stringMatching(/taken by (Tomas|Ines) now/),
    })
  })

  test('that there is none of cannot be decided on', async () => {
    expect(await change(999, { do: 'take', turn: 1 })).toMatchObject({ code: 'no_such_report' })
  })
})

describe('an action that answers a report', () => {
  test('resolves it, is linked with it both ways, and its reporters are told once', async () => {
    await saveSeat(registryDb(env), guildId, {
      subjectType: 'user',
      subjectId: people.tomas,
      level: 'moderator',
      givenBy: people.mara,
      givenAt: 1,
    })
    const message = messageBy(people.everyone)
    const number = await filed(people.leo, { message, target: people.everyone })
    // Nils takes no direct messages
    await filed(people.nils, { message, target: people.everyone })
    const deed = { kind: 'warn' as const, targetId: people.everyone, reason: 'scam' }
    const outcome = await act({ deed, report: number, answer: 'Thank you, we **acted**.' })
    expect(outcome).toMatchObject({ ok: true, state: 'done' })
    const caseNumber = (outcome.ok && outcome.number) || 0
    expect(await getCase(db, guildId, caseNumber)).toMatchObject({ source: 'report', report: number })
    await expect
      .poll(async () => (await reportOf(number)).reporters.map(({ told }) => told?.status), { timeout: 5_000 })
      .toEqual(['sent', 'failed'])
    expect(await reportOf(number)).toMatchObject({
      state: 'resolved',
      cases: [caseNumber],
      endedBy: { id: people.tomas },
      answer: 'Thank you, we **acted**.',
    })
  })

  test('is refused for a report about somebody else, and for one that does not exist', async () => {
    const number = await filed(people.invisible, { message: messageBy(people.kev), target: people.kev })
    const deed = { kind: 'warn' as const, targetId: people.nitro, reason: 'x' }
    expect(await act({ deed, report: number })).toMatchObject({ ok: false, code: 'report_of_another' })
    expect(await act({ deed, report: 999 })).toMatchObject({ ok: false, code: 'no_such_report' })
  })

  test('that Discord does not allow leaves the report as it is', async () => {
    const number = await filed(people.markup, { target: people.lurker })
    const deed = { kind: 'kick' as const, targetId: people.lurker, reason: 'x' }
    expect(await act({ deed, report: number })).toMatchObject({ ok: false, code: 'target_not_member' })
    expect(await reportOf(number)).toMatchObject({ state: 'open', cases: [] })
  })
})

test('the channel for reports gets one message, changed as the report changes', async () => {
  await guild().saveSettings({ reports: { channelId: channels.harbour.staff, answerReporter: true } })
  const number = await filed(members[2] ?? '', { message: messageBy(people.echo), target: people.echo })
  await expect
    .poll(async () => (await reportOf(number)).post, { timeout: 5_000 })
    .toMatchObject({
      channelId: channels.harbour.staff,
    })
  await change(number, { do: 'dismiss', turn: 1, why: 'nothing *there*', answer: null })
  const read = async () => {
    const headers = { Authorization: `Bot ${env.DISCORD_BOT_TOKEN}`, 'User-Agent': 'DiscordBot (https://x.test, 1)' }
    const answer = await fetch(`${env.DISCORD_API}/v10/channels/${channels.harbour.staff}/messages?limit=50`, {
      headers,
    })
    const messages = await answer.json<{ embeds: { title?: string }[] }[]>()
    return messages.map((one) => one.embeds[0]?.title).filter((title) => title?.startsWith(`Report ${number} `))
  }
  await expect.poll(read, { timeout: 5_000 }).toEqual([`Report ${number} · dismissed`])
})

test('closed reports go when the guild keeps them no longer', async () => {
  const number = await filed(people.kev, { message: messageBy(people.echo), target: people.echo })
  await change(number, { do: 'dismiss', turn: 1, why: 'old', answer: null })
  await env.GUILDS_0.prepare(`UPDATE reports SET ended_at = 1 WHERE guild_id = ? AND number = ?`)
    .bind(guildId, number)
    .run()
  await guild().saveSettings({ retention: { auditDays: 30, reportDays: 30 } })
  await guild().sweepReports()
  expect(await getReport(db, guildId, number)).toBeUndefined()
})
