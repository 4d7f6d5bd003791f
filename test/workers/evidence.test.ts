import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import type { DeedInput, MessageRef, Outcome } from '#schema/contract/action.ts'
import { MOST_FILE_BYTES, type Evidence, type KeptMessage, type Snapshot } from '#schema/contract/evidence.ts'
import type { Fate } from '#schema/contract/fate.ts'
import { getCase } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import type { CaseWorkPage } from '#workers/api/case-work.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

// channels and people that no other file uses: they share one Discord
const { photos, introductions, staff } = channels.harbour
let guild: string
let mara: Visitor

beforeAll(async () => {
  guild = await installHarbour()
  await seat(guild, people.leo, 'viewer')
  mara = await visitorOf(people.mara)
})

interface Written {
  content: string
  userId?: string
  channelId?: string
  guildId?: string
  files?: { name: string; size: number }[]
}
/** Somebody writes in Discord. */
async function write({ userId = people.leo, channelId = photos, guildId = guild, ...said }: Written): Promise<string> {
  const answer = await fetch(new URL('/console/api/write', env.DISCORD_API), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, channelId, guildId, ...said }),
  })
  const message: { id: string } = await answer.json()
  expect(answer.status).toBe(200)
  return message.id
}
const remove = (messageId: string) =>
  fetch(new URL('/console/api/delete-message', env.DISCORD_API), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: people.mara, guildId: guild, channelId: photos, messageId }),
  })

async function act(visitor: Visitor, deed: DeedInput, evidence?: MessageRef[]): Promise<number> {
  const answer = await visitor.send('POST', `/api/guilds/${guild}/actions`, { id: crypto.randomUUID(), deed, evidence })
  const done: Outcome = await answer.json()
  if (!done.ok) throw new Error(done.message)
  const number = done.number ?? 0
  await expect.poll(() => getCase(guildDb(env, 0), guild, number)).toBeDefined()
  return number
}
const warn = (reason: string): DeedInput => ({ kind: 'warn', targetId: people.rick, reason })
const evidenceOf = async (number: number): Promise<Evidence[]> => {
  const page: CaseWorkPage = await (await mara.fetch(`/api/guilds/${guild}/cases/${number}/work`)).json()
  return page.evidence.evidence
}
const only = async (number: number): Promise<Snapshot> => {
  const [first, ...more] = await evidenceOf(number)
  expect(more).toEqual([])
  if (!first) throw new Error('no evidence')
  return first.snapshot
}

describe('a message named with an action', () => {
  test('is said to be gone once it is, and since when that is known', async () => {
    const refs = [{ content: 'going' }, { content: 'staying' }].map(async (said) => ({
      channelId: photos,
      messageId: await write(said),
    }))
    const [going, staying] = await Promise.all(refs)
    const number = await act(mara, warn('noise'), [going!, staying!])
    await remove(going!.messageId)
    const fates = async () =>
      (await (await mara.fetch(`/api/guilds/${guild}/cases/${number}/evidence/fates`)).json<{ fates: Fate[] }>()).fates
    const first = await fates()
    const states = new Map(first.map((fate) => [fate.messageId, fate.state]))
    expect([states.get(going!.messageId), states.get(staying!.messageId)]).toEqual(['gone', 'there'])
    // noticed once, also by an object that begins anew
    await evictDurableObject(env.GUILD.getByName(guild))
    expect((await fates()).find((fate) => fate.state === 'gone')).toEqual(first.find((fate) => fate.state === 'gone'))
  })

  test('is kept as it was, and stays when the message goes', async () => {
    const messageId = await write({ content: '<b>buy</b> my "course" =1+1' })
    const number = await act(mara, warn('selling'), [{ channelId: photos, messageId }])
    await remove(messageId)
    expect(await only(number)).toMatchObject({
      state: 'kept',
      author: { id: people.leo },
      text: '<b>buy</b> my "course" =1+1',
      channelName: 'photos',
      withheld: false,
    })
    expect(await getCase(guildDb(env, 0), guild, number)).toMatchObject({ evidence: 1 })
  })

  test('has a hash that anybody can make again from what is shown', async () => {
    const messageId = await write({ content: 'hash me' })
    const number = await act(mara, warn('hash'), [{ channelId: photos, messageId }])
    const [kept] = await evidenceOf(number)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(kept?.snapshot)))
    expect(kept?.hash).toBe([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
  })

  test('that is gone already does not stop the action, and the record says so', async () => {
    const messageId = await write({ content: 'soon gone' })
    await remove(messageId)
    const number = await act(mara, warn('too late'), [{ channelId: photos, messageId }])
    expect(await only(number)).toMatchObject({ state: 'missing', why: 'gone' })
  })

  test('of another server is not to be had', async () => {
    const channelId = channels.tabletop.tavern
    const where = { guildId: servers.tabletop, channelId }
    const messageId = await write({ content: 'secret of another table', userId: people.juno, ...where })
    const number = await act(mara, warn('spying'), [{ channelId, messageId }])
    expect(await only(number)).toMatchObject({ state: 'missing', why: 'gone' })
  })

  test('in a channel only the staff can see is there for who is of it', async () => {
    const messageId = await write({ content: 'among staff', userId: people.mara, channelId: staff })
    const asMara = await act(mara, warn('seen'), [{ channelId: staff, messageId }])
    expect(await only(asMara)).toMatchObject({ state: 'kept', text: 'among staff' })
  })
})

describe('files', () => {
  const kept = async (files: { name: string; size: number }[]): Promise<[number, KeptMessage]> => {
    const messageId = await write({ content: '', files })
    const number = await act(mara, warn('files'), [{ channelId: photos, messageId }])
    const snapshot = await only(number)
    if (snapshot.state !== 'kept') throw new Error('not kept')
    return [number, snapshot]
  }

  test('are copied, and come back as a download that no page can run', async () => {
    const [number, { messageId, files }] = await kept([{ name: '"><script>alert(1)</script>.html', size: 40 }])
    const file = files[0]
    expect(file?.copy).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const path = `/api/guilds/${guild}/cases/${number}/evidence/${messageId}/${file?.id}`
    const answer = await mara.fetch(path)
    expect(answer.status).toBe(200)
    expect(new TextDecoder().decode(await answer.arrayBuffer())).toContain(`attachment ${file?.id}`)
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''%22%3E%3C/,
    )
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await verdict(await (await visitorOf(people.nils)).fetch(path))).toBe('403 no_seat')
    expect(await verdict(await mara.fetch(path.replace(`/cases/${number}/`, '/cases/999999/')))).toBe('404 not_found')
  })

  test('that are too large are named only', async () => {
    const [number, { messageId, files }] = await kept([{ name: 'film.mp4', size: MOST_FILE_BYTES + 1 }])
    expect(files).toMatchObject([{ name: 'film.mp4', copy: { none: 'too_large' } }])
    const path = `/api/guilds/${guild}/cases/${number}/evidence/${messageId}/${files[0]?.id}`
    expect(await verdict(await mara.fetch(path))).toBe('404 not_found')
  })
})

test('what a purge deletes is kept, oldest first, and only that', async () => {
  await write({ content: 'stays', userId: people.mara, channelId: introductions })
  for (const content of ['one', 'two', 'three']) await write({ content, channelId: introductions, userId: people.leo })
  const number = await act(mara, {
    kind: 'purge',
    channelId: introductions,
    count: 50,
    fromId: people.leo,
    reason: 'flood',
  })
  const texts = (await evidenceOf(number)).map(({ snapshot }) => snapshot.state === 'kept' && snapshot.text)
  expect(texts).toEqual(['one', 'two', 'three'])
})

test('a case is not the answer to one about somebody else', async () => {
  const number = await act(mara, warn('first'))
  const answer = await mara.send('POST', `/api/guilds/${guild}/actions`, {
    id: crypto.randomUUID(),
    deed: { kind: 'note', targetId: people.kev, reason: 'other' },
    about: number,
  })
  expect(await verdict(answer)).toBe('422 wrong_about')
})

describe('a running punishment', () => {
  const page = async (number: number): Promise<CaseWorkPage> =>
    (await mara.fetch(`/api/guilds/${guild}/cases/${number}/work`)).json()
  const follow = async (deed: DeedInput, about?: number): Promise<number> => {
    const answer = await mara.send('POST', `/api/guilds/${guild}/actions`, { id: crypto.randomUUID(), deed, about })
    const done: Outcome = await answer.json()
    if (!done.ok) throw new Error(done.message)
    await expect.poll(() => getCase(guildDb(env, 0), guild, done.number ?? 0)).toBeDefined()
    return done.number ?? 0
  }

  test('gets another length by a case of its own, and the first one says which', async () => {
    const timeout = (hours: number): DeedInput => ({
      kind: 'timeout',
      targetId: people.markup,
      duration: hours * 3_600_000,
    })
    const first = await follow(timeout(1))
    const second = await follow(timeout(5), first)
    await expect.poll(async () => (await getCase(guildDb(env, 0), guild, first))?.endedAt).toEqual(expect.any(Number))
    expect((await page(first)).related).toMatchObject([{ number: second, kind: 'timeout', about: first }])
    expect(await getCase(guildDb(env, 0), guild, second)).toMatchObject({ endedAt: null })
    const third = await follow({ kind: 'untimeout', targetId: people.markup }, second)
    expect((await page(second)).related.map((c) => c.number)).toEqual([third, first])
  })

  test('of a temporary ban moves its end', async () => {
    const tempban = (days: number): DeedInput => ({
      kind: 'tempban',
      targetId: people.otto,
      duration: days * 86_400_000,
    })
    const first = await follow(tempban(1))
    const second = await follow(tempban(9), first)
    await expect.poll(async () => (await getCase(guildDb(env, 0), guild, first))?.endedAt).toEqual(expect.any(Number))
    const ends = (await getCase(guildDb(env, 0), guild, second))?.endsAt ?? 0
    expect(Math.round((ends - Date.now()) / 86_400_000)).toBe(9)
    await follow({ kind: 'unban', targetId: people.otto }, second)
    await expect.poll(async () => (await getCase(guildDb(env, 0), guild, second))?.endedAt).toEqual(expect.any(Number))
  })
})
