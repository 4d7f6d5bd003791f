import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Action, DeedInput, Outcome } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { RaidMode } from '#schema/contract/raid.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { getCase } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { Page } from './page.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const db = guildDb(env, 0)
const HOUR = 3_600_000
const console_ = new URL(env.DISCORD_API).origin

async function act(deed: DeedInput, over: Partial<Action> & { by?: string } = {}): Promise<Outcome> {
  const { by = people.ines, ...more } = over
  const action = {
    id: crypto.randomUUID(),
    guildId,
    deed,
    actor: { type: 'user', user: { id: by, name: 'Ines' } },
    source: 'dashboard',
    at: Date.now(),
    ...more,
  }
  return guild().submit(await sign('action', parseKeys(env.ACTION_KEYS), action, { now: Date.now(), lifetime: 60_000 }))
}
const contain = (more: object = {}) => act({ kind: 'contain', duration: HOUR, reason: 'raid', ...more })
const release = () => act({ kind: 'release' })

/** Something done in the sandbox: by a person in Discord's own client, or by fate. */
async function byHand(deed: string, body: object): Promise<void> {
  const answer = await fetch(`${console_}/console/api/${deed}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: console_ },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${deed}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}
const setSafety = (wish: { verificationLevel?: number; invitesMs?: number; dmsMs?: number }): Promise<void> =>
  byHand('safety', { userId: people.mara, guildId, ...wish })

interface Outside {
  verification_level: number
  incidents_data: { invites_disabled_until: string | null; dms_disabled_until: string | null } | null
}
async function outside(): Promise<{ level: number; invites: string | null; dms: string | null }> {
  const answer = await fetch(`${env.DISCORD_API}/v10/guilds/${guildId}`, {
    headers: { authorization: `Bot ${env.DISCORD_BOT_TOKEN}`, 'user-agent': 'DiscordBot (https://wardroom.test, 1)' },
  })
  // the sandbox has Discord's limits, and tests ask more often than a product would
  if (answer.status === 429) return new Promise((resolve) => setTimeout(() => resolve(outside()), 1_000))
  const { verification_level: level, incidents_data: data } = await answer.json<Outside>()
  return { level, invites: data?.invites_disabled_until ?? null, dms: data?.dms_disabled_until ?? null }
}
const modeNow = async (): Promise<RaidMode | null> => (await guild().raid()).mode
const caseOf = async (outcome: Outcome): Promise<Case | undefined> =>
  outcome.ok && outcome.number ? getCase(db, guildId, outcome.number) : undefined

/** The clock strikes: what is due is done. */
async function ring(): Promise<void> {
  await runInDurableObject(guild(), (_, { storage }) => void storage.sql.exec(`UPDATE dues SET next_at = 1`))
  await runDurableObjectAlarm(guild())
}

let epoch = Date.now()
/** What the gateway tells of the server as it is now. */
async function tell(): Promise<void> {
  const { level, invites, dms } = await outside()
  const safety = {
    invitesUntil: invites && Date.parse(invites),
    dmsUntil: dms && Date.parse(dms),
    verification: level,
  } as const
  const event: GatewayEvent = {
    type: 'guild.updated',
    at: Date.now(),
    name: 'Harbour Lights',
    icon: null,
    ownerId: people.mara,
    safety: { ...safety, invitesUntil: safety.invitesUntil || null, dmsUntil: safety.dmsUntil || null },
  }
  await guild().ingest({ epoch: ++epoch, batch: 1, events: [event] })
  await runDurableObjectAlarm(guild())
}

beforeEach(async () => {
  await byHand('clear-faults', {})
  await release()
  await setSafety({ verificationLevel: 1, invitesMs: 0, dmsMs: 0 })
})

describe('raid mode', () => {
  test('pauses and raises all by one action, is a case, and by its end all is exactly as before', async () => {
    const page = await Page.open(guildId, { userId: people.mara })
    const before = await outside()
    const on = await contain()
    expect(on).toMatchObject({ ok: true, state: 'done' })
    const { level, invites, dms } = await outside()
    expect(level).toBe(4)
    expect([invites, dms].every((until) => until && Date.parse(until) > Date.now() + HOUR - 60_000)).toBe(true)
    expect(await modeNow()).toMatchObject({ by: { id: people.ines }, held: ['invites', 'dms', 'verification'] })
    await page.until(() => page.frames.some((f) => f.type === 'raid.changed' && f.data.mode !== null))
    await ring()
    await expect.poll(outside).toEqual(before)
    expect(await modeNow()).toBeNull()
    await page.until(() => page.frames.some((f) => f.type === 'raid.changed' && f.data.mode === null))
    await expect.poll(async () => (await caseOf(on))?.endedAt).toBeGreaterThan(0)
    expect(await caseOf(on)).toMatchObject({
      kind: 'contain',
      target: null,
      result: { invites: 'paused', dms: 'paused', verification: 'Low → Highest' },
    })
  })

  test('survives the object being thrown out in the middle', async () => {
    const before = await outside()
    await contain()
    await evictDurableObject(guild())
    expect(await modeNow()).toMatchObject({ held: ['invites', 'dms', 'verification'] })
    await evictDurableObject(guild())
    expect(await release()).toMatchObject({ ok: true, state: 'done' })
    expect(await outside()).toEqual(before)
  })

  test('gives back a pause and a level that were there already, and touches none that goes further', async () => {
    await setSafety({ verificationLevel: 4, invitesMs: 2 * HOUR })
    const before = await outside()
    const on = await contain()
    expect(await outside()).toMatchObject({ level: 4, invites: before.invites })
    expect(await caseOf(on)).toMatchObject({ result: { invites: 'already paused', dms: 'paused' } })
    await release()
    expect(await outside()).toEqual(before)
  })

  test('outlasts a shorter pause of somebody else, and puts that one back', async () => {
    await setSafety({ invitesMs: HOUR / 2 })
    const before = await outside()
    await contain()
    expect(Date.parse((await outside()).invites ?? '')).toBeGreaterThan(Date.now() + HOUR - 60_000)
    await release()
    expect(await outside()).toEqual(before)
  })

  test('is extended and shortened, and what was before stays what it was before the first', async () => {
    const before = await outside()
    const first = await contain()
    const second = await contain({ duration: 3 * HOUR })
    expect((await modeNow())?.until).toBeGreaterThan(Date.now() + 2 * HOUR)
    const third = await contain({ duration: HOUR / 2 })
    expect(Date.parse((await outside()).invites ?? '')).toBeLessThan(Date.now() + HOUR)
    for (const over of [first, second]) await expect.poll(async () => (await caseOf(over))?.endedAt).toBeGreaterThan(0)
    expect(await caseOf(third)).toMatchObject({ endedAt: null, status: 'done' })
    await release()
    expect(await outside()).toEqual(before)
  })

  test('holds only what was asked', async () => {
    await contain({ dms: false, verification: null })
    expect(await outside()).toMatchObject({ level: 1, dms: null })
    expect(await modeNow()).toMatchObject({ held: ['invites'], level: null })
    expect(await contain({ invites: false, dms: false, verification: null })).toMatchObject({
      code: 'nothing_to_contain',
    })
  })

  test('says which part Discord refused, and holds the others', async () => {
    const path = `/guilds/${guildId}`
    await byHand('fault', { match: { method: 'PATCH', path }, kind: 'status', status: 403, times: 1 })
    const on = await contain()
    expect(on).toMatchObject({ ok: true, message: expect.stringContaining('verification refused') })
    expect(await modeNow()).toMatchObject({ held: ['invites', 'dms'], failed: [{ part: 'verification' }] })
  })

  test('that Discord does not let go of is tried again, and the page says so', async () => {
    const before = await outside()
    const on = await contain()
    await byHand('fault', { match: { method: 'PUT', path: '*/incident-actions' }, kind: 'status', status: 403 })
    const error = async () => {
      await ring()
      return (await modeNow())?.endError
    }
    await expect.poll(error, { timeout: 15_000 }).toBeTruthy()
    await expect.poll(async () => (await caseOf(on))?.endError, { timeout: 5_000 }).toBeTruthy()
    await byHand('clear-faults', {})
    await expect
      .poll(
        async () => {
          await ring()
          return modeNow()
        },
        { timeout: 15_000 },
      )
      .toBeNull()
    expect(await outside()).toEqual(before)
  })

  test('needs Manage Server of who asks, and is not on twice', async () => {
    expect(await act({ kind: 'contain', duration: HOUR }, { by: people.tomas })).toMatchObject({
      code: 'missing_permission',
    })
    expect(await release()).toMatchObject({ code: 'not_contained' })
  })

  test('follows what is undone by hand in Discord, and ends when all of it is', async () => {
    const on = await contain()
    await tell()
    expect(await modeNow()).toMatchObject({ byHand: [] })
    await setSafety({ invitesMs: 0 })
    await tell()
    await expect.poll(modeNow).toMatchObject({ byHand: ['invites'], held: ['dms', 'verification'] })
    await setSafety({ dmsMs: 0, verificationLevel: 2 })
    await tell()
    await expect.poll(modeNow).toBeNull()
    await expect.poll(async () => (await caseOf(on))?.endedAt).toBeGreaterThan(0)
    expect((await outside()).level).toBe(2)
  })

  test('leaves to others what they changed since', async () => {
    await contain()
    await setSafety({ verificationLevel: 3 })
    await release()
    expect(await outside()).toMatchObject({ level: 3, invites: null, dms: null })
  })
})
