import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, signIn, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { general, modLog } = channels.harbour

let stage: Stage
let mara: PersonAtDesk
const cases: Case[] = []
const targets: string[] = []
let wanted: string

/** Bans from one of the two entry points; gives what the moderator reads in the end. Told that somebody was faster, they go on. */
type Ban = (target: string) => Promise<string>

const atDesk =
  (person: PersonAtDesk): Ban =>
  async (targetId) => {
    const deed = { kind: 'ban' as const, targetId, reason: 'all at once' }
    const first = await person.act(guild, deed)
    if (first.ok || first.code !== 'collision') return first.message
    return (await person.act(guild, deed, crypto.randomUUID(), { despite: true })).message
  }

const inDiscord =
  (userId: string): Ban =>
  async (user) => {
    const options = { user, reason: 'all at once' }
    const where = { guildId: guild, channelId: general, userId }
    const pressed = await stage.sandbox.live.interactions.press({ ...where, command: 'ban', options })
    return (await pressed.final(60_000)).content
  }

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
  const seat = { subjectType: 'role', subjectId: roles.harbour.moderator, level: 'moderator' }
  const seated = await mara.request(`/api/guilds/${guild}/seats`, { method: 'PUT', body: JSON.stringify(seat) })
  expect(seated.status).toBe(200)
  const moderators = Array.from({ length: 20 }, () => newcomer(stage, guild, [roles.harbour.moderator]))
  const dashboards = await Promise.all(moderators.slice(0, 10).map((userId) => signIn(stage, userId)))
  const bans = [...dashboards.map(atDesk), ...moderators.slice(10).map(inDiscord)]
  targets.push(...bans.map(() => newcomer(stage, guild)))
  wanted = newcomer(stage, guild)
  const asked = bans.map((ban, i) => ban(targets[i] ?? ''))
  const same = [bans[0], bans[5], bans[10], bans[15], bans[19]].map((ban) => ban?.(wanted))
  const told = await Promise.all([...asked, ...same])
  expect(told.filter((words) => !words?.includes('Banned') && !words?.includes('kept'))).toEqual([])
  const all = await eventually(
    async () => {
      const found = await mara.cases(guild)
      return found.length >= 25 && found.every((c) => c.log && (c.confirmation || c.target?.id === wanted)) && found
    },
    'twenty-five cases, announced and confirmed',
    60_000,
  )
  cases.push(...all)
})
afterAll(() => stage.close())

it('twenty moderators banning twenty people at once get consecutive numbers, without gaps or doubles', () => {
  expect(cases).toHaveLength(25)
  expectWholeRecord(cases)
})

it("each of those bans is once in Discord, under its own number and its own moderator's name", () => {
  for (const target of targets) {
    const [found, ...more] = cases.filter((c) => c.target?.id === target)
    expect(more).toEqual([])
    if (!found) throw new Error(`no case on ${target}`)
    expect(found).toMatchObject({ status: 'done', dm: { status: 'sent' } })
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.ban], dms: 1, logs: 1 })
    const entry = stage.sandbox.world.mustGuild(guild).audit.find(({ id }) => id === found.confirmation?.auditEntryId)
    expect(entry).toMatchObject({
      target_id: target,
      reason: `[#${found.number}] ${found.moderator?.name}: all at once`,
    })
  }
})

it('five moderators banning the same person at once ban them once, tell them once, and each has a case', () => {
  const same = cases.filter((c) => c.target?.id === wanted).toSorted((a, b) => a.number - b.number)
  expect(same).toHaveLength(5)
  expect(new Set(same.map((c) => c.moderator?.id)).size).toBe(5)
  const evidence = same.map((c) => evidenceOf(stage, c))
  expect(evidence.map(({ entries }) => entries)).toEqual([[auditType.ban], [], [], [], []])
  expect(evidence.map(({ dms, logs }) => [dms, logs])).toEqual([
    [1, 1],
    [0, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ])
  expect(same[0]?.confirmation).not.toBeNull()
  expectNoViolations(stage)
})
