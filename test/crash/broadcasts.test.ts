import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { expectNoViolations } from '#test/product/evidence.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower, holdAt } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const SERVERS = 45
const api = '/api/developer/broadcasts'

let stage: Stage
let mara: PersonAtDesk

const ask = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
  const answer = await mara.request(api + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
const send = async (title: string): Promise<Broadcast> => {
  const draft = { category: 'changelog', title, content: 'x', composed: null, audience: {} }
  const { id, revision } = await ask<Broadcast>('', 'POST', draft)
  return ask<Broadcast>(`/${id}/send`, 'POST', { confirm: title, at: null, revision })
}
/** How often each server of the fleet was told. */
const told = (title: string): number[] =>
  stage.sandbox.live.fleet.settled.map((guildId) => {
    const channels = [...stage.sandbox.world.mustGuild(guildId).channels.keys()]
    const all = channels.flatMap((id) => stage.sandbox.world.messages(id))
    return all.filter(({ embeds }) => JSON.stringify(embeds).includes(title)).length
  })

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: servers.harbour })
  stage.sandbox.live.fleet.grow({ servers: SERVERS, perSecond: 30, undecidedIn: 0 })
  await eventually(() => stage.sandbox.live.fleet.settled.length === SERVERS, 'the fleet', 110_000)
}, 120_000)
afterAll(() => stage.close())

const aPost = { method: 'POST', path: '/channels/*/messages' }
it.each([
  ['before the first message', { ...aPost, when: 'before' as const }, 0],
  ['when Discord has taken one and not said so', { ...aPost, when: 'after' as const }, 0],
  ['half way', { ...aPost, when: 'after' as const }, SERVERS / 2],
])('kill -9 of workerd %s: every server is told once, and the report adds up', async (name, moment, sooner) => {
  const title = `Killed ${name}`
  let sent: Broadcast
  if (sooner === 0) sent = await (await holdAt(stage, moment, () => send(title))).begun
  else {
    sent = await send(title)
    await eventually(() => told(title).filter((times) => times > 0).length >= sooner, 'half of it')
  }
  await cutPower(stage)
  await stage.product.restart()
  const done = await eventually(
    async () => {
      const now = await ask<Broadcast>(`/${sent.id}`).catch(() => null)
      return now?.state === 'done' && now
    },
    `${title}: done`,
    40_000,
  )
  expect(new Set(told(title))).toEqual(new Set([1]))
  // the three servers of the cast have chosen no channel
  expect(done.counts).toEqual({
    targeted: SERVERS + 3,
    pending: 0,
    sent: SERVERS,
    followed: 0,
    skipped: { no_channel: 3 },
    failed: {},
  })
})

it('and nothing of it was more than Discord allows', () => expectNoViolations(stage))
