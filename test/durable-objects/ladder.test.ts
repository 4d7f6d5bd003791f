import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Action, DeedInput, Outcome } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { defaultWarnings, type LadderStep } from '#schema/contract/warnings.ts'
import { getCase, lastCaseNumber, listCasesOfTarget } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { people, servers } from '#sandbox/world/cast.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const db = guildDb(env, 0)
const HOUR = 3_600_000

const signed = (deed: DeedInput, { by = people.tomas, ...over }: Partial<Action> & { by?: string } = {}) => {
  const action = {
    id: crypto.randomUUID(),
    guildId,
    deed,
    actor: { type: 'user', user: { id: by, name: 'Tomas' } },
    source: 'slash',
    at: Date.now(),
    ...over,
  }
  return sign('action', parseKeys(env.ACTION_KEYS), action, { now: Date.now(), lifetime: 60_000 })
}
const act = async (...how: Parameters<typeof signed>): Promise<Outcome> => guild().submit(await signed(...how))
const warn = (targetId: string, severity?: string, over: Parameters<typeof signed>[1] = {}) =>
  act({ kind: 'warn', targetId, reason: 'caps', ...(severity ? { severity } : {}) }, over)
const numberOf = (outcome: Outcome): number => (outcome.ok ? (outcome.number ?? 0) : 0)
const caseOf = (outcome: Outcome): Promise<Case | undefined> => getCase(db, guildId, numberOf(outcome))
const kindsOf = async (userId: string): Promise<string[]> =>
  (await listCasesOfTarget(db, guildId, userId)).map(({ kind, status }) => `${kind} ${status}`).toReversed()
const climb = (ladder: LadderStep[]) => guild().saveSettings({ warnings: { ...defaultWarnings, ladder } })
const at = (points: number, deed: LadderStep['deed']): LadderStep => ({ when: { points }, withinDays: null, deed })
const ladder = [at(4, { kind: 'timeout', duration: HOUR }), at(6, { kind: 'timeout', duration: 24 * HOUR })]

beforeAll(async () => {
  await guild().saveSettings({ dm: false })
})
beforeEach(() => climb(ladder).then(() => {}))

test('a warning keeps what it weighs, and an unknown severity is refused', async () => {
  const outcome = await warn(people.echo, 'severe')
  expect(await caseOf(outcome)).toMatchObject({ points: { severity: 'Severe', points: 4, until: expect.any(Number) } })
  expect(outcome).toMatchObject({ message: expect.stringContaining('Severe, 4 points') })
  expect(await warn(people.echo, 'Awful')).toMatchObject({ ok: false, code: 'no_such_severity' })
})

test('the step that a warning reaches is done once, as a case of its own about the warning', async () => {
  await warn(people.rick)
  expect(await kindsOf(people.rick)).toEqual(['warn done'])
  const second = await warn(people.rick)
  await expect.poll(() => kindsOf(people.rick)).toEqual(['warn done', 'warn done', 'timeout done'])
  const [timeout] = await listCasesOfTarget(db, guildId, people.rick)
  expect(timeout).toMatchObject({
    source: 'escalation',
    about: numberOf(second),
    moderator: { id: people.tomas },
    reason: `4 points with case ${numberOf(second)}: caps`,
    deed: { duration: HOUR },
  })
  await expect
    .poll(async () => (await caseOf(second))?.result)
    .toEqual({ reached: '4 points', leadsTo: 'timeout for 1 hour', followedBy: timeout?.number })
  await guild().wake()
  await runDurableObjectAlarm(guild())
  expect(await kindsOf(people.rick)).toHaveLength(3)
})

test('an object that dies right after the warning climbs in its next life, and no more than once', async () => {
  const target = people.nitro
  const actionId = crypto.randomUUID()
  const outcome = await warn(target, 'Severe', { id: actionId })
  await expect.poll(() => kindsOf(target)).toEqual(['warn done', 'timeout done'])
  // as if it had died before it knew that the step was taken
  await runInDurableObject(guild(), (_, { storage }) => {
    const warned = {
      actionId,
      targetId: target,
      moderator: { id: people.tomas, name: 'Tomas' },
      reason: 'caps',
      weighed: { number: numberOf(outcome), at: Date.now(), severity: 'Severe', given: 4, until: null, voidedBy: null },
    }
    storage.sql.exec(
      `INSERT INTO ladder (number, warned, next_at) VALUES (?, ?, 1)`,
      numberOf(outcome),
      JSON.stringify(warned),
    )
  })
  await evictDurableObject(guild())
  await guild().wake()
  await runDurableObjectAlarm(guild())
  const left = () =>
    runInDurableObject(guild(), (_, { storage }) => storage.sql.exec(`SELECT count(*) AS n FROM ladder`).one().n)
  await expect.poll(left).toBe(0)
  expect(await kindsOf(target)).toEqual(['warn done', 'timeout done'])
})

test('two warnings at the same moment reach the step once', async () => {
  const target = people.kev
  await Promise.all([warn(target), warn(target)])
  await expect.poll(() => kindsOf(target)).toContain('timeout done')
  expect((await kindsOf(target)).filter((kind) => kind === 'timeout done')).toHaveLength(1)
})

test('what the moderator may not do is refused, and their warning says so', async () => {
  await climb([at(1, { kind: 'ban', deleteSeconds: 0 })])
  // Priya may time out and warn, and not ban
  const outcome = await warn(people.leo, undefined, { by: people.priya })
  await expect
    .poll(async () => (await caseOf(outcome))?.result)
    .toMatchObject({ leadsTo: 'ban', refused: expect.stringContaining('Ban Members') })
  expect(await kindsOf(people.leo)).toEqual(['warn done'])
})

test('a revoked warning weighs nothing, says by which case, and is revoked once', async () => {
  const target = people.markup
  const first = await warn(target, 'Severe', { by: people.ines })
  await expect.poll(() => kindsOf(target)).toContain('timeout done')
  const revoked = await act({ kind: 'unwarn', targetId: target, reason: 'mistaken' }, { about: numberOf(first) })
  expect(revoked).toMatchObject({ ok: true, state: 'done' })
  await expect.poll(async () => (await caseOf(first))?.points?.voidedBy).toBe(numberOf(revoked))
  expect(await act({ kind: 'unwarn', targetId: target }, { about: numberOf(first) })).toMatchObject({
    code: 'already_revoked',
  })
  expect(await act({ kind: 'unwarn', targetId: target })).toMatchObject({ code: 'no_such_warning' })
  const before = await lastCaseNumber(db, guildId)
  await warn(target, 'Minor', { by: people.ines })
  await guild().wake()
  expect(await lastCaseNumber(db, guildId)).toBe(before + 1)
})
