import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import type { Case, CasePage } from '#schema/contract/case.ts'
import type { Import, ImportPreview } from '#schema/contract/import.ts'
import { insertCases, lastCaseNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { installHarbour, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let guild: string
let mara: Visitor
const db = guildDb(env, 0)
const at = (path: string): string => `/api/guilds/${guild}${path}`
const ids = Array.from({ length: 600 }, (_, n) => String(700_000_000_000_000_000n + BigInt(n)))

beforeAll(async () => {
  guild = await installHarbour()
  mara = await visitorOf(people.mara)
})

const latest = async (): Promise<Import | undefined> =>
  (await (await mara.fetch(at('/imports'))).json<{ imports: Import[] }>()).imports[0]
const cases = async (query: string): Promise<CasePage> => (await mara.fetch(at(`/cases?${query}`))).json()
const preview = async (file: object): Promise<ImportPreview> =>
  (await mara.send('POST', at('/imports/preview'), file)).json()
const begin = async (request: object): Promise<Import> => {
  const answer = await mara.send('POST', at('/imports'), request)
  expect(answer.status).toBe(202)
  return answer.json()
}
const ended = (state: string) => expect.poll(latest, { timeout: 15_000 }).toMatchObject({ state })

const csv = [
  'Case,Type,User ID,User,Moderator,Mod ID,Reason,Date',
  ...ids.map(
    (id, n) =>
      `${n + 1},${n % 2 === 0 ? 'Ban' : 'Warning'},${id},troll ${n},Mara,${people.mara},"spam, ${n}",2023-05-01 12:00:00`,
  ),
  `601,Banned,${ids[0]},troll 0,,,double,2024-01-01`,
  `602,Explode,${ids[1]},troll 1,,,what,2024-01-01`,
  '603,Ban,nobody,troll 2,,,who,2024-01-01',
  `604,Ban,${ids[2]},troll 2,,,when,yesterday`,
].join('\n')

describe('an import of a file', () => {
  test('shows first what would become of it, and changes nothing', async () => {
    const seen = await preview({ format: 'csv', text: csv })
    expect(seen.mapping).toMatchObject({
      kind: 'Type',
      target_id: 'User ID',
      at: 'Date',
      number: 'Case',
      moderator_id: 'Mod ID',
    })
    expect(seen.counts).toEqual({ rows: 604, valid: 601, invalid: 3, known: 0 })
    expect(seen.rows[0]?.record).toMatchObject({
      kind: 'ban',
      target: { id: ids[0] },
      at: Date.UTC(2023, 4, 1, 12),
      number: 1,
    })
    expect(seen.errors).toEqual([
      { line: 603, message: '“Explode” is no kind of action' },
      { line: 604, message: '“nobody” is no Discord id' },
      { line: 605, message: '“yesterday” is no time' },
    ])
    expect(await lastCaseNumber(db, guild)).toBe(0)
    expect(await verdict(await mara.send('POST', at('/imports/preview'), { format: 'json', text: '{' }))).toBe(
      '422 unreadable_file',
    )
  })

  test('finds the list in what an export wraps it into', async () => {
    const cases = [{ type: 'ban', user_id: ids[0], reason: 'spam' }]
    const wrapped = { version: [2], guild: { tags: ['a', 'b'], data: { moderation: { cases } } } }
    const seen = await preview({ format: 'json', text: JSON.stringify(wrapped) })
    expect(seen.rows[0]?.record).toMatchObject({ target: { id: ids[0] }, reason: 'spam' })
  })

  test('takes ids that a bot wrote as numbers for whom they name, and no word of a file for more than a word', async () => {
    const text = `[{"type":"ban","user_id":${ids[1]},"user":"\\u200b\\u3164","reason":"spam"},{"type":"constructor","user_id":${ids[1]}}]`
    const mapping = { kind: 'type', target_id: 'user_id', target: 'user', at: 'toString' }
    const seen = await preview({ format: 'json', text, mapping })
    // a name of which nothing can be seen is as good as none
    expect(seen.rows[0]?.record).toMatchObject({ target: { id: ids[1], name: ids[1] }, at: null })
    expect(seen.rows[1]?.errors).toEqual(['“constructor” is no kind of action'])
  })

  test('makes a case of each row, with numbers in a row, and none of what is known', async () => {
    await begin({ source: 'file', file: { format: 'csv', text: csv } })
    await ended('done')
    expect(await latest()).toMatchObject({ counts: { total: 601, opened: 601, known: 0 } })
    expect(await lastCaseNumber(db, guild)).toBe(601)
    const { cases: found } = await cases(`target=${ids[1]}`)
    expect(found).toMatchObject([
      {
        kind: 'warn',
        source: 'import',
        status: 'done',
        signature: null,
        deed: null,
        reason: 'spam, 1',
        result: { originalNumber: 2 },
      },
    ])
    // the same file again
    expect((await preview({ format: 'csv', text: csv })).counts).toMatchObject({ valid: 601, known: 601 })
    await begin({ source: 'file', file: { format: 'csv', text: csv } })
    await ended('done')
    expect(await latest()).toMatchObject({ counts: { opened: 0, known: 601 } })
    expect(await lastCaseNumber(db, guild)).toBe(601)
  })

  test('knows our own export again', async () => {
    const text = await (await mara.fetch(at('/cases/export?format=json'))).text()
    expect((await preview({ format: 'json', text })).counts).toMatchObject({ rows: 601, valid: 601, known: 601 })
  })

  test('is taken back but for what somebody worked on; numbers stay, and what comes next counts on', async () => {
    const { imports } = await (await mara.fetch(at('/imports'))).json<{ imports: Import[] }>()
    const first = imports.at(-1)?.id ?? ''
    await mara.send('PATCH', at('/cases/7'), { reason: 'looked into it' })
    const numbers = { by: 'numbers', numbers: '9' }
    await mara.send('POST', at('/cases/bulk'), { id: 'review-nine', cases: numbers, change: { reviewed: true } })
    expect((await mara.send('POST', at(`/imports/${first}/roll-back`), {})).status).toBe(202)
    await expect
      .poll(async () => (await (await mara.fetch(at('/imports'))).json<{ imports: Import[] }>()).imports.at(-1), {
        timeout: 15_000,
      })
      .toMatchObject({ state: 'rolled_back', counts: { rolledBack: 599, kept: 2 } })
    expect((await cases('status=-rolled_back')).cases.map((one) => one.number)).toEqual([9, 7])
    expect((await cases(`target=${ids[1]}`)).cases).toMatchObject([{ number: 2, status: 'rolled_back' }])
    await mara.send('POST', at('/actions'), {
      id: crypto.randomUUID(),
      deed: { kind: 'note', targetId: people.rick, reason: 'the next' },
    })
    await expect.poll(() => lastCaseNumber(db, guild)).toBe(602)
  })
})

test('an import that was cut off after it wrote and before it knew goes on without a double', async () => {
  const [known] = (await cases('source=import')).cases
  const number = (await lastCaseNumber(db, guild)) + 1
  const id = '0aaaaaaaa-cut-off'
  if (!known) throw new Error('no imported case')
  const pending: Case[] = [{ ...known, number, actionId: 'import-cut-off-1', importId: id, status: 'done' }]
  const counts = { total: 1, opened: 0, known: 0, rolledBack: 0, kept: 0 }
  const by = { id: people.mara, name: 'Mara' }
  const now = Date.now()
  const cutOff: Import = { id, source: 'csv', state: 'running', by, counts, createdAt: now, endedAt: null }
  await insertCases(db, pending)
  await runInDurableObject(env.GUILD.getByName(guild), (_, { storage }) => {
    storage.sql.exec(`UPDATE counter SET number = ?`, number)
    storage.sql.exec(
      `INSERT INTO batches (id, job, next_at) VALUES (?, ?, ?)`,
      id,
      JSON.stringify({ type: 'import', id, by, requestId: null, cursor: '1', isLast: true, pending, import: cutOff }),
      now,
    )
  })
  await env.GUILD.getByName(guild).wake()
  const found = async () =>
    (await (await mara.fetch(at('/imports'))).json<{ imports: Import[] }>()).imports.find((one) => one.id === id)
  await expect.poll(found, { timeout: 15_000 }).toMatchObject({ state: 'done', counts: { opened: 1 } })
  expect((await cases(`import=${id}`)).cases.map((one) => one.number)).toEqual([number])
  expect(await lastCaseNumber(db, guild)).toBe(number)
})

describe('an import of bans', () => {
  test('takes over those of Discord that have no case, and only once', async () => {
    const headers = {
      authorization: `Bot ${env.DISCORD_BOT_TOKEN}`,
      'user-agent': 'DiscordBot (https://wardroom.test, 1)',
    }
    for (const id of [people.kev, people.nitro]) {
      const url = `${env.DISCORD_API}/v10/guilds/${guild}/bans/${id}`
      expect((await fetch(url, { method: 'PUT', headers })).status).toBe(204)
    }
    const seen = await (await mara.fetch(at('/imports/bans'))).json<{ bans: number; known: number }>()
    expect(seen.bans).toBeGreaterThan(0)
    await begin({ source: 'discord_bans' })
    await ended('done')
    expect(await latest()).toMatchObject({ counts: { total: seen.bans, opened: seen.bans - seen.known } })
    const { cases: bans } = await cases('source=import&status=-rolled_back&kind=ban')
    expect(bans.length).toBeGreaterThanOrEqual(seen.bans - seen.known)
    await begin({ source: 'discord_bans' })
    await ended('done')
    expect(await latest()).toMatchObject({ counts: { opened: 0, known: seen.bans } })
  })
})
