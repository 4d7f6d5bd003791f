import { mkdirSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, refusedWith, useBrowser } from '#test/product/browser.ts'
import { choose, dialog, fact, inHarbour, openActOn, signIn, soon } from '#test/product/dashboard.ts'
import { expectNoViolations } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
const guildId = servers.harbour
const channelId = channels.harbour.general
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guildId)
  const seat = { subjectType: 'user', subjectId: people.tomas, level: 'moderator' }
  await owner.request(`/api/guilds/${guildId}/seats`, { method: 'PUT', body: JSON.stringify(seat) })
  const settings = { reports: { channelId: channels.harbour.staff, answerReporter: true } }
  await owner.request(`/api/guilds/${guildId}/settings`, { method: 'PATCH', body: JSON.stringify(settings) })
})
afterAll(() => stage.close())

/** Right-click on a message → Apps → Report message → the form. */
async function report(userId: string, messageId: string, text: string): Promise<string> {
  const { interactions } = stage.sandbox.live
  const where = { userId, guildId, channelId }
  const opened = await interactions.pressMessageMenu({ ...where, command: 'Report message', messageId })
  expect(opened.modal?.title).toContain('Report a message by')
  // a person takes longer to fill in a form than what it is about takes to be kept
  await eventually(async () => (await owner.request(`/api/guilds/${guildId}/reports/desk`)).ok, 'the queue answers')
  const sent = await interactions.submit({ ...where, opened: opened.interactionId, values: { topic: 'scam', text } })
  expect(sent.ephemeral).toBe(true)
  return (await sent.final()).embeds.map((embed) => JSON.stringify(embed)).join()
}
const row = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'Reports' }).getByRole('row').filter({ hasText: text })
const reportSheet = (page: Page): Locator =>
  page.locator('section.sheet, dialog.full').filter({ has: page.getByRole('heading', { name: /^Report #/ }) })
const toldByDm = (userId: string): string =>
  JSON.stringify(stage.sandbox.world.directMessages(userId).map(({ embeds }) => embeds))
const post = () =>
  stage.sandbox.world
    .messages(channels.harbour.staff)
    .map(({ embeds }) => JSON.stringify(embeds))
    .join('\n')

describe.each([
  ['on a desk', undefined, 'desk'],
  ['on a phone', phone, 'phone'],
] as const)('a report, %s', (_, screen, name) => {
  let tomas: Page
  let mara: Page
  const scam = `Claim your free anchor now, ${name}`
  const about = { id: '', reporter: '' }
  beforeAll(async () => {
    about.id = newcomer(stage, guildId)
    about.reporter = newcomer(stage, guildId)
    tomas = await browser.open(screen && { screen })
    await signIn(tomas, stage, 'Tomas', inHarbour('/reports'))
    await tomas.getByRole('heading', { level: 1, name: 'Reports' }).waitFor()
    await tomas.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()
  })
  afterAll(async () => {
    await tomas.context().close()
    await mara.context().close()
  })

  test('of a message appears in the queue by itself, with a copy that outlives the message', async () => {
    const { world } = stage.sandbox
    const message = world.writeMessage(channelId, about.id, {
      content: `${scam} https://free.example/${'anchor'.repeat(30)}`,
    })
    const answer = await report(about.reporter, message.id, 'He sends this to everyone')
    expect(answer).toMatch(/Report \d+/)
    await row(tomas, scam).waitFor(soon)
    world.deleteMessages(channelId, [message.id], { by: about.id })
    await row(tomas, scam).getByRole('link').click()
    await reportSheet(tomas).getByText(scam).waitFor()
    await reportSheet(tomas).getByText('He sends this to everyone').waitFor()
    await reportSheet(tomas)
      .getByText(/^Gone from Discord/)
      .waitFor()
    const right = (element: Element) => element.getBoundingClientRect().right
    const shown = reportSheet(tomas).getByRole('region', { name: 'The message' })
    expect(await shown.evaluate(right)).toBeLessThanOrEqual(await reportSheet(tomas).evaluate(right))
    await expect.poll(post).toContain(scam)
  })

  test('taken by one shows at the other, and who else is looking', async () => {
    mara = await browser.open(screen && { screen })
    await signIn(mara, stage, 'Mara', new URL(tomas.url()).pathname)
    await reportSheet(mara).getByText('Tomas is looking at this').waitFor()
    await reportSheet(tomas).getByText('Mara is looking at this').waitFor(soon)
    await reportSheet(tomas).getByRole('button', { name: 'Take', exact: true }).click()
    await fact(reportSheet(mara), 'Taken by').getByText('Tomas').waitFor(soon)
    await tomas.screenshot({ path: `${pictures}/${name}-report-taken.png` })
    expect(await findBarriers(tomas)).toEqual([])
    await mara.goto(stage.url + inHarbour('/reports?state=all'))
    await reportSheet(tomas)
      .getByText('Mara is looking at this')
      .waitFor({ state: 'detached', ...soon })
  })

  test('answered by a ban is resolved, linked with its case, and the reporter is told', async () => {
    await reportSheet(tomas).getByRole('button', { name: 'Ban', exact: true }).click()
    await dialog(tomas).getByLabel('The answer').fill('Thank you. It was dealt with.')
    expect(await dialog(tomas).getByLabel('Reason').inputValue()).toMatch(/Scam or dangerous link \(report \d+\)/)
    await tomas.screenshot({ path: `${pictures}/${name}-report-ban.png` })
    expect(await findBarriers(tomas)).toEqual([])
    await dialog(tomas).getByRole('button', { name: 'Ban', exact: true }).click()
    await fact(reportSheet(tomas), 'Resolved').getByText('Tomas').waitFor()
    await eventually(() => toldByDm(about.reporter).includes('It was dealt with'), 'the answer by DM')
    await reportSheet(tomas).getByText('Answer: delivered').waitFor(soon)
    await row(mara, scam).getByText('Resolved').waitFor(soon)
    await expect.poll(post).toMatch(/Report \d+ · resolved/)
    await tomas.screenshot({ path: `${pictures}/${name}-report-resolved.png` })
    await fact(reportSheet(tomas), 'Done about it').getByRole('link').click()
    await fact(tomas.locator('section.sheet, dialog.full').last(), 'Report')
      .getByRole('link', { name: /^Report #/ })
      .waitFor()
    await tomas.goBack()
    await reportSheet(tomas).getByRole('button', { name: 'Reopen' }).click()
    await reportSheet(tomas).getByText('Open', { exact: true }).waitFor(soon)
  })

  test('that comes to nothing is dismissed with a reason, also in the eyes of who is about to act on it', async () => {
    await row(mara, scam).getByRole('link').click()
    await reportSheet(mara).getByRole('button', { name: 'Timeout', exact: true }).click()
    await dialog(mara).getByText('and resolves it').waitFor()
    await reportSheet(tomas).getByRole('button', { name: 'Dismiss…' }).click()
    await dialog(tomas).getByRole('button', { name: 'Dismiss', exact: true }).click()
    await dialog(tomas).getByText('Say why').waitFor()
    await dialog(tomas).getByLabel('Why').fill('Already dealt with')
    await dialog(tomas).getByLabel('Answer who reported it').uncheck()
    await tomas.screenshot({ path: `${pictures}/${name}-report-dismiss.png` })
    await dialog(tomas).getByRole('button', { name: 'Dismiss', exact: true }).click()
    await dialog(mara).getByText('was dismissed meanwhile by Tomas').waitFor(soon)
    await mara.screenshot({ path: `${pictures}/${name}-report-over.png` })
    expect(await findBarriers(mara)).toEqual([])
    await dialog(mara).getByRole('button', { name: 'Cancel' }).click()
    await mara.goBack()
    await fact(reportSheet(tomas), 'Why').getByText('Already dealt with').waitFor(soon)
    await fact(reportSheet(tomas), 'Answer').getByText('Nobody was told').waitFor()
    await row(mara, scam).getByText('Dismissed').waitFor(soon)
  })
})

describe.each([
  ['on a desk', undefined, 'desk'],
  ['on a phone', phone, 'phone'],
] as const)('two moderators on the same person, %s', (_, screen, name) => {
  test('see each other, and the second is asked before it happens twice', async () => {
    const id = newcomer(stage, guildId)
    const username = stage.sandbox.world.mustUser(id).username
    const [mara, tomas] = await Promise.all([browser.open(screen && { screen }), browser.open(screen && { screen })])
    await signIn(mara, stage, 'Mara', inHarbour('/members'))
    await signIn(tomas, stage, 'Tomas', inHarbour('/members'))
    await openActOn(mara, username)
    await openActOn(tomas, username)
    await dialog(mara).getByText('Tomas is about to act on them too.').filter({ visible: true }).first().waitFor(soon)
    await dialog(tomas).getByText('Mara is about to act on them too.').filter({ visible: true }).first().waitFor(soon)
    await choose(mara, 'Warn')
    await dialog(mara).getByLabel('Reason').fill('Calm down')
    await mara.keyboard.press('Escape')
    await openActOn(mara, stage.sandbox.world.mustUser(newcomer(stage, guildId)).username)
    await choose(mara, 'Warn')
    expect(await dialog(mara).getByLabel('Reason').inputValue()).toBe('')
    await mara.keyboard.press('Escape')
    await openActOn(mara, username)
    expect(await dialog(mara).getByLabel('Reason').inputValue()).toBe('Calm down')
    await choose(tomas, 'Timeout')
    await dialog(mara).getByRole('button', { name: 'Warn', exact: true }).click()
    await dialog(tomas)
      .getByText(/Mara warned them \d+ s ago/)
      .waitFor(soon)
    browser.expectTrouble(refusedWith(409))
    await dialog(tomas).getByRole('button', { name: 'Timeout', exact: true }).click()
    await dialog(tomas).getByText('Somebody was faster').waitFor()
    await tomas.screenshot({ path: `${pictures}/${name}-collision.png` })
    expect(await findBarriers(tomas)).toEqual([])
    await dialog(tomas).getByRole('button', { name: 'Timeout all the same' }).click()
    await dialog(tomas).waitFor({ state: 'detached' })
    const kinds = (await owner.cases(guildId)).filter((c) => c.target?.id === id).map(({ kind }) => kind)
    expect(kinds).toEqual(['timeout', 'warn'])
    await mara.context().close()
    await tomas.context().close()
    expectNoViolations(stage)
  })
})
