import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { GatewayEvent, RelayBatch } from '#schema/contract/gateway.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer, stranger } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { general } = channels.harbour

let stage: Stage
let mara: PersonAtDesk
let joined = 0
/** audit entries made by hand so far; each is to be one case */
const byHand: string[] = []

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild })
})
afterAll(() => stage.close())

/** People join, write and are banned, kicked, timed out and released by hand, as fast as it goes. */
function live(times: number): void {
  const { world, live: alive } = stage.sandbox
  const guildState = world.mustGuild(guild)
  for (let i = 0; i < times; i++) {
    const before = guildState.audit.length
    const targetId = newcomer(stage, guild)
    joined++
    world.writeMessage(general, targetId, { content: 'hello' })
    const act = { guildId: guild, userId: people.tomas, targetId, reason: `by hand ${i}` }
    if (i % 4 === 0) alive.hand.ban(act)
    if (i % 4 === 1) alive.hand.kick(act)
    if (i % 4 === 2) alive.hand.timeout({ ...act, ms: 3_600_000 })
    if (i % 8 === 0) alive.hand.unban(act)
    byHand.push(...guildState.audit.slice(before).map(({ id }) => id))
  }
}

/** Everything that happened by hand is a case, once, under the name of who did it; every join is counted once. */
async function expectAllOfIt(): Promise<void> {
  const cases = await eventually(
    async () => {
      const found = await mara.cases(guild)
      const { kpis } = await mara.overview(guild)
      // a leave may be told after the audit entry of the ban that caused it
      const counted = kpis.joins >= joined && kpis.members === stage.sandbox.world.mustGuild(guild).members.size
      return found.length >= byHand.length && counted && found
    },
    `${byHand.length} cases, ${joined} joins, and as many members as there are`,
    40_000,
  )
  expectWholeRecord(cases)
  expect(cases.map(entryOf).toSorted()).toEqual(byHand.toSorted())
  expect(cases.filter((c) => c.moderator?.name !== 'Tomas' || c.source !== 'discord')).toEqual([])
  expect((await mara.overview(guild)).kpis.joins).toBe(joined)
}
const entryOf = (c: Case): string => c.confirmation?.auditEntryId ?? ''

const noted = (t: string): number =>
  stage.sandbox.live.feed.recent.filter((entry) => entry.kind === 'gateway' && entry.t === t).length

it('kill -9 of the relay in mid-stream: it resumes, and nothing is lost or told twice', async () => {
  const identified = noted('IDENTIFY')
  live(8)
  await stage.relay.kill()
  live(8)
  stage.relay.start()
  live(4)
  await expectAllOfIt()
  expect(noted('IDENTIFY')).toBe(identified)
  expect(noted('RESUME')).toBeGreaterThan(0)
})

it('kill -9 of the relay again and again at any moment: still nothing', async () => {
  for (let i = 0; i < 3; i++) {
    live(3)
    await eventually(async () => (await mara.overview(guild)).kpis.joins >= joined - 2, 'most of the joins')
    live(3)
    await stage.relay.kill()
    stage.relay.start()
  }
  await expectAllOfIt()
})

it('kill -9 of workerd while the relay posts: what it did not take is posted again, and counted once', async () => {
  for (let i = 0; i < 2; i++) {
    live(6)
    await stage.product.kill()
    live(2)
    await stage.product.restart()
  }
  await expectAllOfIt()
})

it("Discord's own incidents, a dropped line and a reconnect asked for, lose nothing either", async () => {
  const { gateway } = stage.sandbox.live
  live(4)
  gateway.turbulence.hold()
  live(4)
  gateway.turbulence.release()
  gateway.drop()
  live(4)
  await expectAllOfIt()
  gateway.askReconnect()
  live(4)
  await expectAllOfIt()
})

it('a session that Discord gave up while the relay was dead: its audit log tells what was done by hand', async () => {
  const { gateway, hand } = stage.sandbox.live
  const guildState = stage.sandbox.world.mustGuild(guild)
  const identified = noted('IDENTIFY')
  await stage.relay.kill()
  const before = guildState.audit.length
  for (let i = 0; i < 3; i++)
    hand.ban({ guildId: guild, userId: people.tomas, targetId: stranger(stage), reason: 'nobody looked' })
  byHand.push(...guildState.audit.slice(before).map(({ id }) => id))
  gateway.invalidate()
  stage.relay.start()
  await eventually(() => noted('IDENTIFY') > identified, 'a new session')
  live(3)
  await expectAllOfIt()
})

it('a batch posted twice counts once, and an audit entry told in two batches is one case', async () => {
  await stage.relay.stop()
  const keys = parseKeys(stage.environment.RELAY_KEYS ?? '')
  const epoch = Date.now()
  const send = async (batch: number, events: GatewayEvent[]): Promise<number[]> => {
    const body: RelayBatch = { epoch, batch, shards: [], dropped: 0, guilds: [{ guildId: guild, events }] }
    const signed = JSON.stringify(await sign('relay', keys, body, { now: Date.now(), lifetime: 60_000 }))
    const post = () => fetch(`${stage.product.url}/relay/batches`, { method: 'POST', body: signed })
    return [await post(), await post()].map(({ status }) => status)
  }
  const { world } = stage.sandbox
  const targetId = stranger(stage)
  const user = world.mustUser(targetId)
  const member = {
    id: targetId,
    username: user.username,
    globalName: null,
    nick: null,
    avatar: null,
    bot: false,
    roleIds: [],
    joinedAt: Date.now(),
    leftAt: null,
    timeoutUntil: null,
  }
  const entry = {
    id: world.newId(),
    actionType: auditType.ban,
    userId: people.tomas,
    targetId,
    reason: 'told twice',
    changes: [],
    options: null,
  }
  const at = Date.now()
  world.seat(guild, targetId, {})
  byHand.push(entry.id)
  joined++
  expect(await send(1, [{ type: 'audit.entry', at, entry }])).toEqual([200, 200])
  expect(await send(2, [{ type: 'member.joined', at, member }])).toEqual([200, 200])
  expect(await send(3, [{ type: 'audit.entry', at, entry }])).toEqual([200, 200])
  expect(await send(2, [{ type: 'member.joined', at, member }])).toEqual([200, 200])
  await expectAllOfIt()
  expectNoViolations(stage)
})
