import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { FaultWish } from '#sandbox/faults.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { general, modLog } = channels.harbour

let stage: Stage
let mara: PersonAtDesk

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
})
afterEach(async () => {
  stage.sandbox.faults.clear()
  expectWholeRecord(await mara.cases(guild))
  expectNoViolations(stage)
})
afterAll(() => stage.close())

const confirmed = (target: string): Promise<Case> =>
  eventually(
    async () => (await mara.cases(guild)).find((c) => c.target?.id === target && c.log && c.confirmation),
    `the case on ${target}, announced and confirmed`,
    40_000,
  )

async function expectOnce(target: string, kind: 'ban' | 'kick'): Promise<void> {
  const found = await confirmed(target)
  expect(found).toMatchObject({ kind, status: 'done', dm: { status: 'sent' }, failure: null })
  expect(evidenceOf(stage, found)).toEqual({ entries: [auditType[kind]], dms: 1, logs: 1 })
  const same = stage.sandbox.world.mustGuild(guild).audit.filter((e) => e.target_id === target)
  expect(same.filter((e) => e.action_type === auditType[kind])).toHaveLength(1)
}

/** How many calls about this person Discord has failed to answer since `from`. */
const failedCalls = (target: string, from: number): number =>
  stage.sandbox.requests.list.filter(
    (r) => r.at >= from && r.path.includes(target) && (r.status === 0 || r.status >= 429),
  ).length

describe.each(['down', 'gone'] as const)('while Discord is %s', (outage) => {
  it('actions are kept, answered in words, and go through once by themselves when it is back', async () => {
    const { faults, live } = stage.sandbox
    const [banned, kicked, pressed] = [newcomer(stage, guild), newcomer(stage, guild), newcomer(stage, guild)]
    const userId = newcomer(stage, guild, [roles.harbour.moderator])
    const began = Date.now()
    faults.setOutage(outage)
    const reason = 'while it was away'
    const told = await Promise.all([
      mara.act(guild, { kind: 'ban', targetId: banned, reason }),
      mara.act(guild, { kind: 'kick', targetId: kicked, reason }),
    ])
    for (const outcome of told)
      expect(outcome).toMatchObject({
        ok: true,
        state: 'pending',
        message: 'Discord does not answer. The action is kept and will be tried again.',
      })
    const where = { guildId: guild, channelId: general, userId }
    const answer = await live.interactions.press({ ...where, command: 'ban', options: { user: pressed, reason } })
    expect(answer.failure).toBeNull()
    expect((await mara.cases(guild)).filter((c) => [banned, kicked, pressed].includes(c.target?.id ?? ''))).toEqual([])
    await eventually(() => failedCalls(banned, began) >= 2, 'a second try')
    faults.setOutage('none')
    await expectOnce(banned, 'ban')
    await expectOnce(kicked, 'kick')
    await expectOnce(pressed, 'ban')
    expect((await answer.final(30_000)).content).toContain('Banned')
  })
})

const ban = (target: string) => ({ method: 'PUT', path: `/guilds/${guild}/bans/${target}` })
const kick = (target: string) => ({ method: 'DELETE', path: `/guilds/${guild}/members/${target}` })

const troubles: [what: string, kind: 'ban' | 'kick', wish: Omit<FaultWish, 'match'>][] = [
  ['answers a ban with 500 three times', 'ban', { kind: 'status', status: 500, times: 3 }],
  ['answers a kick with 502 twice', 'kick', { kind: 'status', status: 502, times: 2 }],
  ['bans and drops the connection', 'ban', { kind: 'drop', when: 'after', times: 1 }],
  ['kicks and drops the connection', 'kick', { kind: 'drop', when: 'after', times: 1 }],
  ['drops the connection before it kicks', 'kick', { kind: 'drop', when: 'before', times: 1 }],
]

it.each(troubles)('when Discord %s, it is done once', async (_what, kind, wish) => {
  const target = newcomer(stage, guild)
  stage.sandbox.faults.add({ ...wish, match: kind === 'ban' ? ban(target) : kick(target) })
  const outcome = await mara.act(guild, { kind, targetId: target, reason: 'trouble' })
  expect(outcome).toMatchObject({ ok: true, state: 'pending' })
  await expectOnce(target, kind)
})

it('a storm of 429 and error 1015 makes everybody wait and loses nothing', async () => {
  const { faults, requests } = stage.sandbox
  const targets = Array.from({ length: 4 }, () => newcomer(stage, guild))
  const began = Date.now()
  faults.add({ kind: '429', scope: 'global', ms: 1_500, times: 2, match: { path: `/guilds/${guild}/members/*` } })
  faults.add({ kind: '1015', ms: 2_000, times: 1, match: { method: 'POST', path: '/users/@me/channels' } })
  const told = await Promise.all(targets.map((targetId) => mara.act(guild, { kind: 'ban', targetId, reason: 'storm' })))
  expect(told.filter((outcome) => !outcome.ok)).toEqual([])
  for (const target of targets) await expectOnce(target, 'ban')
  const limited = requests.list.filter((r) => r.at >= began && r.status === 429)
  expect(limited.length).toBeLessThanOrEqual(3)
})
