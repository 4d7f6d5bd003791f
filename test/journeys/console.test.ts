import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { useBrowser } from '#test/product/browser.ts'
import { signInOwner } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
const browser = useBrowser()
beforeAll(async () => {
  stage = await startStage()
  await signInOwner(stage, people.mara, servers.harbour)
})
afterAll(() => stage.close())

const consoleUrl = (userId: string) =>
  `http://localhost:${stage.sandbox.port}/?user=${userId}&guild=${servers.harbour}&channel=${channels.harbour.general}`

test('a moderator runs /ban in the console and reads the answer', async () => {
  const page = await browser.open()
  await page.goto(consoleUrl(people.tomas))
  await page.getByRole('button', { name: /Tomas/ }).first().waitFor()
  await page.getByRole('textbox', { name: 'Message' }).fill('/ban')
  await page.getByRole('option', { name: /^\/ban/ }).click()
  await page.getByRole('combobox', { name: 'user' }).fill('ragebait')
  await page.getByRole('option', { name: /Rick/ }).click()
  await page.getByLabel('reason').last().fill('bait')
  await page.getByRole('button', { name: 'Run /ban' }).click()
  await page
    .getByRole('list', { name: 'Messages' })
    .getByText(/Banned.*Rick.*case 1/)
    .waitFor()
  expect(stage.sandbox.world.guild(servers.harbour)?.bans.has(people.rick)).toBe(true)
})

test('a raid is started, and stopped', async () => {
  const page = await browser.open()
  await page.goto(consoleUrl(people.mara))
  await page.getByRole('tab', { name: 'Fate' }).click()
  await page.getByRole('spinbutton', { name: 'Accounts' }).fill('20')
  await page.getByRole('spinbutton', { name: 'Joins a second' }).fill('40')
  await page.getByRole('button', { name: 'Start a raid' }).click()
  await eventually(() => stage.sandbox.live.raids.list.some((raid) => raid.joined === 20), 'twenty who joined')
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('button', { name: 'Stop it' }).waitFor({ state: 'detached' })
  expect(stage.sandbox.live.raids.list).toEqual([])
})
