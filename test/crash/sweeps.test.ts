import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { ItemPage, Sweep, SweepCommand, SweepItem } from '#schema/contract/sweep.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer, stranger } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower, holdAt } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { modLog } = channels.harbour
const bulk = { method: 'POST', path: `/guilds/${guild}/bulk-ban` }
const api = `/api/guilds/${guild}/sweeps`

let stage: Stage
let mara: PersonAtDesk

const ask = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
  const answer = await mara.request(`${api}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
const plan = (ids: string[], more: object = {}): Promise<Sweep> =>
  ask('', 'POST', { source: { type: 'ids', ids }, deed: { kind: 'ban', reason: 'raid' }, ...more })
const order = ({ id, counts }: Sweep, command: SweepCommand): Promise<Sweep> =>
  ask(`/${id}/${command}`, 'POST', { acting: counts.acting })
const now = ({ id }: Sweep): Promise<Sweep> => ask(`/${id}`)
const reaches = (sweep: Sweep, state: Sweep['state'], patience = 40_000): Promise<Sweep> =>
  eventually(
    async () => {
      const one = await now(sweep).catch(() => null)
      return one?.state === state && one
    },
    `the sweep ${state}`,
    patience,
  )

async function itemsOf(sweep: Sweep): Promise<SweepItem[]> {
  const items: SweepItem[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: ItemPage = await ask(`/${sweep.id}/items?after=${after}`)
    items.push(...page.items)
    after = page.next
  }
  return items
}

/** As members that Wardroom has heard of. */
async function crowd(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newcomer(stage, guild))
  await eventually(async () => {
    const { verdicts } = await plan(ids)
    return verdicts.act === count
  }, 'news of who joined')
  return ids
}

const casesOf = async (sweep: Sweep): Promise<Case[]> =>
  (await mara.cases(guild)).filter(({ sweepId }) => sweepId === sweep.id)

/** Each once on record and once in Discord, confirmed by Discord, and told in one message. */
async function expectEachOnce(sweep: Sweep, ids: string[], entry: number): Promise<void> {
  const done = await reaches(sweep, 'done')
  expect(done.counts).toMatchObject({ done: ids.length, failed: 0, unknown: 0 })
  const cases = await eventually(
    async () => {
      const found = await casesOf(sweep)
      return found.length === ids.length && found.every(({ confirmation }) => confirmation !== null) && found
    },
    'every case, confirmed',
    40_000,
  )
  expect(new Set(cases.map(({ target }) => target?.id))).toEqual(new Set(ids))
  expect(cases.filter(({ status }) => status !== 'done')).toEqual([])
  const numbers = new Map((await itemsOf(sweep)).map(({ targetId, caseNumber }) => [targetId, caseNumber]))
  for (const { target, number } of cases) expect(numbers.get(target?.id ?? '')).toBe(number)
  const { audit } = stage.sandbox.world.mustGuild(guild)
  for (const id of ids) expect(audit.filter((e) => e.target_id === id && e.action_type === entry)).toHaveLength(1)
  const link = `/sweeps/${sweep.id}`
  const logs = stage.sandbox.world.messages(modLog).filter(({ embeds }) => JSON.stringify(embeds).includes(link))
  expect(logs).toHaveLength(1)
  expect(JSON.stringify(logs)).toContain(`${ids.length} done of ${ids.length}`)
}

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
})
afterAll(() => stage.close())

describe.each(['before', 'after'] as const)('kill -9 of workerd, %s Discord bans in bulk', (when) => {
  it('each is banned once and on record once', async () => {
    const ids = await crowd(230)
    const sweep = await plan(ids)
    await holdAt(stage, { ...bulk, when }, () => order(sweep, 'start'))
    await cutPower(stage)
    await stage.product.restart()
    await expectEachOnce(sweep, ids, auditType.ban)
  })
})

it('what Discord tells before it answers settles the cases and opens none', async () => {
  const ids = await crowd(5)
  const sweep = await plan(ids)
  const { faults } = stage.sandbox
  await holdAt(stage, { ...bulk, when: 'after' }, () => order(sweep, 'start'))
  const left = async (): Promise<boolean> => {
    const again = await plan(ids)
    return again.verdicts.already === ids.length
  }
  await eventually(left, 'news of the bans')
  faults.clear()
  await expectEachOnce(sweep, ids, auditType.ban)
  expect((await mara.cases(guild)).filter(({ target }) => ids.includes(target?.id ?? ''))).toHaveLength(ids.length)
})

it('kicks, which must not be sent twice: killed after one of them, each is kicked once', async () => {
  const ids = await crowd(8)
  const sweep = await plan(ids, { deed: { kind: 'kick', reason: 'raid' } })
  const path = `/guilds/${guild}/members/${ids[3]}`
  await holdAt(stage, { method: 'DELETE', path, when: 'after' }, () => order(sweep, 'start'))
  await cutPower(stage)
  await stage.product.restart()
  await expectEachOnce(sweep, ids, auditType.kick)
})

it('while Discord is down it waits, says so, and goes on by itself', async () => {
  const ids = await crowd(4)
  const sweep = await plan(ids)
  stage.sandbox.faults.setOutage('down')
  await order(sweep, 'start')
  expect(await reaches(sweep, 'parked')).toMatchObject({ why: { code: 'discord_down' } })
  stage.sandbox.faults.setOutage('none')
  await expectEachOnce(sweep, ids, auditType.ban)
})

it.each([
  ['in bulk', false],
  ['one by one', true],
])(
  "at Discord's limit on bans of strangers, %s: it parks, says until when, and goes on by itself",
  async (_how, dm) => {
    const { outsideBans } = stage.sandbox.world.mustGuild(guild)
    stage.sandbox.options.outsideBansPerDay = outsideBans.count + 3
    const ids = Array.from({ length: 6 }, () => stranger(stage))
    const sweep = await plan(ids, { dm })
    await order(sweep, 'start')
    const parked = await reaches(sweep, 'parked')
    expect(parked).toMatchObject({ why: { code: 'discord_ban_limit' }, counts: { done: 3, failed: 0 } })
    expect(parked.parkedUntil).toBeGreaterThan(Date.now())
    stage.sandbox.options.outsideBansPerDay = 1_000
    await expectEachOnce(sweep, ids, auditType.ban)
  },
)

it('and the record of all of it is whole', async () => {
  expectWholeRecord(await mara.cases(guild))
  expectNoViolations(stage)
})
