import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { EvidencePage } from '#schema/contract/evidence.ts'
import type { RaidState } from '#schema/contract/raid.ts'
import type { Report, ReportPage } from '#schema/contract/report.ts'
import { defaultWarnings } from '#schema/contract/warnings.ts'
import type { Pressed } from '#sandbox/interactions/pressed.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower, holdAt } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { modLog, photos, staff } = channels.harbour
const HOUR = 3_600_000
const api = `/api/guilds/${guild}`
const at = (path: string): string => `/guilds/${guild}${path}`
/** Somebody had DMs paused before, for less long than raid mode will. */
const before = {
  verification_level: 2,
  incidents_data: {
    invites_disabled_until: null,
    dms_disabled_until: new Date(Date.now() + HOUR / 2).toISOString(),
  },
}

let stage: Stage
let mara: PersonAtDesk
let warned: string, banned: string, reporter: string
let messageId: string
let filed: Promise<Pressed>

const ask = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
  const answer = await mara.request(api + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
const casesOf = async (id: string): Promise<Case[]> =>
  (await mara.cases(guild)).filter((c) => c.target?.id === id).toReversed()
const reports = async (): Promise<Report[]> => (await ask<ReportPage>('/reports')).reports
const outside = () => {
  const { verification_level, incidents_data } = stage.sandbox.world.mustGuild(guild)
  return { verification_level, incidents_data }
}
const posts = () => stage.sandbox.world.messages(staff).filter(({ embeds }) => JSON.stringify(embeds).includes('coins'))

/** Right-click on the message → Apps → Report message → the form. */
async function report(): Promise<Pressed> {
  const { interactions } = stage.sandbox.live
  const where = { userId: reporter, guildId: guild, channelId: photos }
  const opened = await interactions.pressMessageMenu({ ...where, command: 'Report message', messageId })
  // a person takes longer to fill in a form than what it is about takes to be kept
  await ask('/reports/desk')
  return interactions.submit({ ...where, opened: opened.interactionId, values: { topic: 'scam', text: 'look' } })
}

// One power cut in the middle of four things, and one in the middle of ending two of them.
beforeAll(async () => {
  stage = await startStage()
  const { world } = stage.sandbox
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
  const ladder = [{ when: { points: 4 }, withinDays: null, deed: { kind: 'timeout', duration: HOUR } }]
  const warnings = { ...defaultWarnings, ladder }
  await ask('/settings', 'PATCH', { warnings, reports: { channelId: staff, answerReporter: true } })
  world.editGuild(guild, before, { by: people.dana })
  ;[warned, banned, reporter] = [newcomer(stage, guild), newcomer(stage, guild), newcomer(stage, guild)]
  messageId = world.writeMessage(photos, banned, { content: 'free coins' }).id

  await holdAt(stage, { method: 'POST', path: `/channels/${staff}/messages`, when: 'after' }, () => (filed = report()))
  await holdAt(stage, { method: 'PATCH', path: at(`/members/${warned}`), when: 'after' }, () =>
    mara.act(guild, { kind: 'warn', targetId: warned, reason: 'caps', severity: 'Severe' }),
  )
  await holdAt(stage, { method: 'PUT', path: at(`/bans/${banned}`), when: 'after' }, () =>
    mara.act(guild, { kind: 'ban', targetId: banned, reason: 'coins', deleteSeconds: 3_600 }, undefined, {
      evidence: [{ channelId: photos, messageId }],
    }),
  )
  await holdAt(stage, { method: 'PATCH', path: at(''), when: 'before' }, () =>
    mara.act(guild, { kind: 'contain', duration: HOUR, reason: 'raid' }),
  )
  await cutPower(stage)
  await stage.product.restart()
})
afterAll(() => stage.close())

it('killed between pausing and raising: raid mode is on, whole, and knows what was before', async () => {
  const isOn = async () => (await ask<RaidState>('/raid')).mode?.held.length === 3
  await eventually(isOn, 'raid mode')
  expect(outside().verification_level).toBe(4)
  expect(Date.parse(outside().incidents_data?.invites_disabled_until ?? '')).toBeGreaterThan(Date.now() + HOUR / 2)
})

it('killed while a step of the ladder is taken: it is taken once, as one case about the warning', async () => {
  const [warning, timeout, ...more] = await eventually(async () => {
    const found = await casesOf(warned)
    return found[0]?.result && found[1]?.confirmation && found
  }, 'the timeout, confirmed')
  expect(more).toEqual([])
  expect(timeout).toMatchObject({ kind: 'timeout', status: 'done', source: 'escalation', about: warning?.number })
  expect(warning?.result).toMatchObject({ followedBy: timeout?.number })
  if (timeout) expect(evidenceOf(stage, timeout)).toEqual({ entries: [auditType.memberUpdate], dms: 1, logs: 1 })
})

it('killed once a ban has deleted the message: it was kept before, and is on record', async () => {
  const [ban, ...more] = await eventually(async () => {
    const found = await casesOf(banned)
    return found[0]?.confirmation && found
  }, 'the ban, confirmed')
  expect(more).toEqual([])
  expect(stage.sandbox.world.messages(photos).some(({ id }) => id === messageId)).toBe(false)
  expect(ban).toMatchObject({ status: 'done', evidence: 1 })
  const { evidence } = await ask<EvidencePage>(`/cases/${ban?.number}/evidence`)
  expect(evidence).toMatchObject([{ messageId, snapshot: { state: 'kept', text: 'free coins' } }])
})

it('killed while a report is posted: it is filed once and posted once, and its reporter is told so', async () => {
  const [one, ...more] = await eventually(async () => {
    const found = await reports()
    return found[0]?.post && found
  }, 'the report, posted')
  expect(more).toEqual([])
  expect(one).toMatchObject({ count: 1, reporters: [{ person: { id: reporter } }], message: { text: 'free coins' } })
  expect(posts()).toHaveLength(1)
  expect(JSON.stringify((await (await filed).final(30_000)).embeds)).toContain('Report 1')
})

it('killed while all is put back, and while a reporter is answered: it is exactly as before, and told once', async () => {
  const { world } = stage.sandbox
  const [one] = await reports()
  const dm = world.openDm(reporter).id
  const told = () => world.directMessages(reporter).filter(({ embeds }) => JSON.stringify(embeds).includes('Handled.'))
  await holdAt(stage, { method: 'PUT', path: at('/incident-actions'), when: 'after' }, () =>
    mara.act(guild, { kind: 'release', reason: 'over' }),
  )
  await holdAt(stage, { method: 'POST', path: `/channels/${dm}/messages`, when: 'after' }, () =>
    ask('/reports/1', 'PATCH', { do: 'dismiss', turn: one?.turn, why: 'banned already', answer: 'Handled.' }),
  )
  await cutPower(stage)
  await stage.product.restart()
  await eventually(async () => (await ask<RaidState>('/raid')).mode === null, 'raid mode over')
  expect(outside()).toEqual(before)
  const answered = async () => (await reports())[0]?.reporters[0]?.told?.status === 'sent'
  await eventually(answered, 'the answer on record')
  expect(told()).toHaveLength(1)
})

it('and the record of all of it is whole', async () => {
  const kinds = (await mara.cases(guild)).map(({ kind, status }) => `${kind} ${status}`).toSorted()
  expect(kinds).toEqual(['ban done', 'contain done', 'release done', 'timeout done', 'warn done'])
  expectWholeRecord(await mara.cases(guild))
  expectNoViolations(stage)
})
