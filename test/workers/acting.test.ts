import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import type { Outcome } from '#schema/contract/action.ts'
import type { CasePage } from '#schema/contract/case.ts'
import { LiveClose } from '#schema/contract/live.ts'
import { getCase, lastCaseNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { Visitor, visitorOf } from './visitor.ts'

let guild: string
const db = guildDb(env, 0)
const ban = (targetId: string, id: string = crypto.randomUUID()) => ({
  id,
  deed: { kind: 'ban', targetId, reason: 'selling things' },
})
const act = (visitor: Visitor, body: unknown) => visitor.send('POST', `/api/guilds/${guild}/actions`, body)

beforeAll(async () => {
  guild = await installHarbour()
  await seat(guild, people.priya, 'moderator')
})

test('a ban from the dashboard is done, recorded, and asked twice it is still one', async () => {
  const mara = await visitorOf(people.mara)
  const asked = ban(people.invisible)
  const first = await act(mara, asked)
  expect(first.status).toBe(200)
  const done = await first.json<Extract<Outcome, { ok: true }>>()
  expect(done).toMatchObject({ ok: true, state: 'done', actionId: asked.id })
  const again = await (await act(mara, asked)).json<Extract<Outcome, { ok: true }>>()
  expect(again).toMatchObject({ number: done.number, duplicate: true })
  await expect
    .poll(() => getCase(db, guild, done.number ?? 0))
    .toMatchObject({
      kind: 'ban',
      source: 'dashboard',
      moderator: { id: people.mara },
      target: { id: people.invisible },
      signature: { keyId: 'local' },
    })
  const home = await mara.fetch(`/api/guilds/${guild}/members/${people.invisible}`)
  expect(await home.json()).toMatchObject({ banned: true, member: null })
})

test('what is running is found until it ends', async () => {
  const mara = await visitorOf(people.mara)
  const running = async () => {
    const page = await (await mara.fetch(`/api/guilds/${guild}/cases?status=running`)).json<CasePage>()
    return page.cases.map((one) => one.target?.id)
  }
  const about = { targetId: people.nitro, reason: 'insults' }
  await act(mara, { id: crypto.randomUUID(), deed: { kind: 'timeout', duration: 3600_000, ...about } })
  await expect.poll(running).toEqual([people.nitro])
  await act(mara, { id: crypto.randomUUID(), deed: { kind: 'untimeout', ...about } })
  await expect.poll(running).toEqual([])
})

test('a seat without the permission on Discord is not enough, and leaves no case', async () => {
  const before = await lastCaseNumber(db, guild)
  const priya = await visitorOf(people.priya)
  expect(await verdict(await act(priya, ban(people.backwards)))).toBe('403 missing_permission')
  expect(await lastCaseNumber(db, guild)).toBe(before)
})

test('nobody acts on the owner, on themselves, or on the bot', async () => {
  const before = await lastCaseNumber(db, guild)
  const ines = await visitorOf(people.ines)
  expect(await verdict(await act(ines, ban(people.mara)))).toBe('422 target_is_owner')
  expect(await verdict(await act(ines, ban(people.ines)))).toBe('422 target_is_self')
  expect(await verdict(await act(ines, ban(people.wardroom)))).toBe('422 target_is_bot')
  expect(await lastCaseNumber(db, guild)).toBe(before)
})

test('signing out closes the live pages of that session', async () => {
  const visitor = new Visitor()
  await visitor.signIn(people.mara)
  const answer = await visitor.fetch(`/api/guilds/${guild}/live`, {
    headers: { upgrade: 'websocket', origin: env.APP_ORIGIN },
  })
  const socket = answer.webSocket
  if (!socket) throw new Error(`no socket: ${answer.status}`)
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)))
  socket.accept()
  await visitor.fetch('/auth/logout', { method: 'POST' })
  expect(await closed).toBe(LiveClose.signedOut)
})
