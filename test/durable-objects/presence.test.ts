import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { Page } from './page.ts'

const [ines, tomas] = ['600000000000000001', '600000000000000002']
let guilds = 500
const newGuild = (): string => `9000000000000000${++guilds}`
const look = (page: Page, ...at: string[]) => page.send(JSON.stringify({ kind: 'look', at }))

async function two(guildId: string) {
  return Promise.all([
    Page.open(guildId, { userId: ines, name: 'Ines' }),
    Page.open(guildId, { userId: tomas, name: 'Tomas' }),
  ])
}

test('pages that look at the same thing learn of each other, and others do not', async () => {
  const guildId = newGuild()
  const [a, b] = await two(guildId)
  const other = await Page.open(guildId, { userId: '600000000000000003' })
  look(a, 'report:12')
  await a.until(() => a.looking('report:12').length === 1)
  look(b, 'report:12', 'act:600000000000000009')
  await a.until(() => a.looking('report:12').length === 2)
  await b.until(() => b.looking('report:12').length === 2 && b.looking('act:600000000000000009').length === 1)
  expect(a.looking('report:12')).toEqual(['Ines', 'Tomas'])
  expect(b.looking('act:600000000000000009')).toEqual(['Tomas'])
  expect(a.looking('act:600000000000000009')).toEqual([])
  expect(other.messages).toHaveLength(1)
})

test('someone who looks away or closes the page is not there any more', async () => {
  const [a, b] = await two(newGuild())
  look(a, 'case:3')
  look(b, 'case:3')
  await a.until(() => a.looking('case:3').length === 2)
  look(b)
  await a.until(() => a.looking('case:3').length === 1)
  look(b, 'case:3')
  await a.until(() => a.looking('case:3').length === 2)
  b.close()
  await a.until(() => a.looking('case:3').length === 1)
})

test('one person with two pages is one', async () => {
  const guildId = newGuild()
  const [a] = await two(guildId)
  const again = await Page.open(guildId, { userId: ines, name: 'Ines' })
  look(a, 'case:3')
  look(again, 'case:3')
  await again.until(() => again.looking('case:3').length > 0)
  expect(again.looking('case:3')).toEqual(['Ines'])
})

test('who looks is known again after the object slept', async () => {
  const guildId = newGuild()
  const [a, b] = await two(guildId)
  look(a, 'case:3')
  await a.until(() => a.looking('case:3').length === 1)
  await evictDurableObject(env.GUILD.getByName(guildId))
  look(b, 'case:3')
  await b.until(() => b.looking('case:3').length === 2)
})

test('what cannot be looked at, or is no message of ours, is ignored', async () => {
  const [a, b] = await two(newGuild())
  for (const text of ['{"kind":"look","at":["report:0"]}', '{"kind":"look","at":"case:3"}', 'x'.repeat(600), '[', '{}'])
    a.send(text)
  look(a, 'case:1', 'case:2', 'case:3', 'case:4', 'case:5')
  look(a, 'case:9')
  look(b, 'case:9')
  await a.until(() => a.looking('case:9').length === 2)
  expect(a.closed).toBeNull()
  const told = a.messages.flatMap((message) => (message.kind === 'presence' ? [message.at] : []))
  expect([...new Set(told)]).toEqual(['case:9'])
})

test('a page that changes its mind all the time is not listened to', async () => {
  const [a, b] = await two(newGuild())
  look(b, 'case:1')
  for (let n = 0; n < 60; n++) look(a, n % 2 ? 'case:1' : 'case:2')
  look(b)
  look(b, 'case:1')
  await b.until(() => b.looking('case:1').length > 0)
  expect(b.messages.length).toBeLessThan(40)
})
