import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower, holdAt } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const MINUTE = 60_000
const names = ['missed', 'refused', 'cut', 'lifted', 'byHand', 'timedOut'] as const
type Name = (typeof names)[number]

let stage: Stage
let mara: PersonAtDesk
const targets = new Map<Name, string>()
const target = (name: Name): string => targets.get(name) ?? ''
const isBanned = (name: Name): boolean => stage.sandbox.world.mustGuild(guild).bans.has(target(name))
const unbanOf = (name: Name) => ({ method: 'DELETE', path: `/guilds/${guild}/bans/${target(name)}` })

const casesOn = async (name: Name): Promise<Case[]> =>
  (await mara.cases(guild)).filter((c) => c.target?.id === target(name)).toSorted((a, b) => a.number - b.number)
const begun = async (name: Name): Promise<Case | undefined> => (await casesOn(name))[0]
const ended = (name: Name): Promise<Case> =>
  eventually(async () => {
    const found = await begun(name)
    return found?.endedAt && found
  }, `the end of ${name}`)

// One minute, the shortest there is, passes for all of them together; what is told of each follows below.
beforeAll(async () => {
  stage = await startStage()
  const { faults, live } = stage.sandbox
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: channels.harbour.modLog })
  for (const name of names) targets.set(name, newcomer(stage, guild))
  const asked = await Promise.all(
    names.map((name) => {
      const kind = name === 'timedOut' ? 'timeout' : 'tempban'
      return mara.act(guild, { kind, targetId: target(name), duration: MINUTE, reason: 'a minute' })
    }),
  )
  expect(asked.filter((outcome) => !outcome.ok || outcome.state !== 'done')).toEqual([])
  const endsAt = Math.max(...(await mara.cases(guild)).map((c) => c.endsAt ?? 0))
  expect(await mara.act(guild, { kind: 'unban', targetId: target('lifted') })).toMatchObject({ ok: true })
  live.hand.unban({ guildId: guild, userId: people.tomas, targetId: target('byHand') })
  await ended('byHand')
  await stage.product.kill()
  await eventually(() => Date.now() > endsAt, 'the minute', 2 * MINUTE)
  expect(names.filter(isBanned)).toEqual(['missed', 'refused', 'cut'])
  const refuse = (): string => faults.add({ id: 'no', kind: 'status', status: 403, match: unbanOf('refused') })
  refuse()
  await holdAt(stage, { ...unbanOf('cut'), when: 'after' }, () => stage.product.restart())
  await cutPower(stage)
  refuse()
  await stage.product.restart()
})
afterAll(() => stage.close())

it('a temporary ban whose end passes while workerd is down ends as soon as it is back, by an action of its own', async () => {
  const found = await ended('missed')
  expect(isBanned('missed')).toBe(false)
  const [, unban, ...more] = await eventually(async () => {
    const both = await casesOn('missed')
    return both[1]?.confirmation && both
  }, 'the unban on record')
  expect(more).toEqual([])
  expect(unban).toMatchObject({
    kind: 'unban',
    status: 'done',
    source: 'schedule',
    moderator: null,
    about: found.number,
  })
  if (unban) expect(evidenceOf(stage, unban)).toEqual({ entries: [auditType.unban], dms: 0, logs: 1 })
})

it('an unban Discord refuses is tried again and visible, and done when Discord agrees', async () => {
  const late = await eventually(async () => {
    const found = await begun('refused')
    return found?.endError && found
  }, 'why it has not ended')
  expect(late.endedAt).toBeNull()
  expect((await mara.overview(guild)).kpis.overdue).toBeGreaterThan(0)
  expect(isBanned('refused')).toBe(true)
  stage.sandbox.faults.remove('no')
  expect(await ended('refused')).toMatchObject({ endError: null })
  expect(isBanned('refused')).toBe(false)
})

it('kill -9 of workerd in the middle of an unban that is due: it ends once, on record and in Discord', async () => {
  const { audit } = stage.sandbox.world.mustGuild(guild)
  await ended('cut')
  const [, unban, ...more] = await eventually(async () => {
    const both = await casesOn('cut')
    return both[1]?.confirmation && both
  }, 'the unban on record')
  expect(more).toEqual([])
  expect(unban).toMatchObject({ kind: 'unban', status: 'done', source: 'schedule' })
  expect(audit.filter((e) => e.target_id === target('cut') && e.action_type === auditType.unban)).toHaveLength(1)
})

it('an unban before the end, in Wardroom or by hand in Discord, closes it, and nothing follows', async () => {
  expect(await begun('lifted')).toMatchObject({ endedAt: expect.any(Number) })
  expect(await begun('byHand')).toMatchObject({ endedAt: expect.any(Number) })
  expect((await casesOn('lifted')).map((c) => [c.kind, c.source])).toEqual([
    ['tempban', 'dashboard'],
    ['unban', 'dashboard'],
  ])
  expect((await casesOn('byHand')).map((c) => [c.kind, c.source])).toEqual([
    ['tempban', 'dashboard'],
    ['unban', 'discord'],
  ])
})

it('a timeout that Discord ended by itself is closed, and nothing is left running', async () => {
  expect(await ended('timedOut')).toMatchObject({ kind: 'timeout', endError: null })
  const { kpis } = await mara.overview(guild)
  expect(kpis).toMatchObject({ running: 0, overdue: 0 })
  expectWholeRecord(await mara.cases(guild))
  expectNoViolations(stage)
})
