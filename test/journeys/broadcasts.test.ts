import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn } from '#test/product/dashboard.ts'
import { signInOwner } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
const browser = useBrowser()
const pictures = '.data/screenshots'

/** A server's owner chooses where broadcasts go. */
async function chooseChannel(userId: string, guildId: string, channelId: string): Promise<void> {
  const owner = await signInOwner(stage, userId, guildId)
  const broadcasts = { channelId, categories: ['changelog', 'announcement', 'maintenance'] }
  const body = JSON.stringify({ broadcasts })
  expect((await owner.request(`/api/guilds/${guildId}/settings`, { method: 'PATCH', body })).status).toBe(200)
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  await chooseChannel(people.mara, servers.harbour, channels.harbour.announcements)
  await chooseChannel(people.juno, servers.tabletop, channels.tabletop.tavern)
})
afterAll(() => stage.close())

const posted = (channelId: string, text: string): number =>
  stage.sandbox.world.messages(channelId).filter(({ embeds }) => JSON.stringify(embeds ?? []).includes(text)).length

async function write(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Content', { exact: true }).fill('**Sweeps** are here.\n- plan\n- run\n- undo')
  await page.getByText('of 3 servers get it').waitFor()
}
async function send(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Send…' }).click()
  await dialog(page)
    .getByLabel(/to confirm/)
    .fill(title)
  await dialog(page)
    .getByRole('button', { name: /^Send to 2 servers/ })
    .click()
}

describe('a broadcast', () => {
  test('is written, counted beforehand, confirmed, sent once, and its report adds up', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/broadcasts')
    await mara.getByRole('link', { name: 'New broadcast' }).click()
    await write(mara, 'Version 2')
    await mara.getByText('1 skipped: no channel chosen').waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-broadcast-composer.png`, fullPage: true })
    await send(mara, 'Version 2')
    await mara.getByText('Done', { exact: true }).first().waitFor()
    expect(posted(channels.harbour.announcements, 'Version 2')).toBe(1)
    expect(posted(channels.tabletop.tavern, 'Version 2')).toBe(1)
    await mara.getByRole('table', { name: 'Servers' }).getByText('Harbour Lights').waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-broadcast-report.png`, fullPage: true })
  })

  test('that fails in a channel says so there and in the report; once mended, only that one is tried again', async () => {
    if (stage.sandbox.world.channel(channels.tabletop.tavern))
      stage.sandbox.world.deleteChannel(channels.tabletop.tavern, { by: people.juno })
    const mara = await browser.open({ theme: 'dark' })
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await write(mara, 'Version 3')
    await send(mara, 'Version 3')
    await mara.getByRole('button', { name: 'That channel is gone.' }).waitFor()
    await mara.screenshot({ path: `${pictures}/admin-broadcast-failed-dark.png`, fullPage: true })
    await chooseChannel(people.juno, servers.tabletop, channels.tabletop.lookingForGroup)
    await mara.getByRole('button', { name: 'Retry all failed' }).click()
    await mara.getByText('Nothing failed.').waitFor()
    await eventually(() => posted(channels.tabletop.lookingForGroup, 'Version 3') === 1, 'the second try')
    expect(posted(channels.harbour.announcements, 'Version 3')).toBe(1)
  })

  test('is composed of embeds in place, and taken over as JSON', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await write(mara, 'Version 4')
    await mara.getByText('Embeds', { exact: true }).click()
    await mara.getByRole('textbox', { name: 'Footer' }).fill('See you there')
    await mara.getByRole('button', { name: 'Field', exact: true }).click()
    await mara.getByRole('textbox', { name: 'Field 1: name' }).fill('When')
    await mara
      .getByText(/composed → embeds.*is empty/)
      .filter({ visible: true })
      .waitFor()
    await mara.getByRole('textbox', { name: 'Field 1: text' }).fill('Tonight')
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-broadcast-embeds.png`, fullPage: true })
    await mara.getByText('As a message, and as JSON').click()
    const json = mara.getByLabel('JSON', { exact: true })
    expect(JSON.parse(await json.inputValue())).toMatchObject({
      embeds: [{ footer: { text: 'See you there' }, fields: [{ name: 'When', value: 'Tonight' }] }],
    })
    await json.fill('{"mode":"embeds","embeds":[{}]}')
    await mara.getByRole('button', { name: 'Take it over' }).click()
    await mara.getByText('an embed is empty').waitFor()
    await json.fill('{"embeds":[{"title":"From JSON"}]}')
    await mara.getByRole('button', { name: 'Take it over' }).click()
    expect(await mara.getByRole('textbox', { name: 'Title', exact: true }).last().inputValue()).toBe('From JSON')
    await mara.getByRole('button', { name: 'Save draft' }).click()
    await mara.getByText('Saved.').first().waitFor()
  })

  test('is read on a phone, and a server’s admins choose what they want', async () => {
    const mara = await browser.open({ screen: phone })
    await signIn(mara, stage, 'Mara', '/admin/broadcasts')
    await mara.getByRole('link', { name: 'Version 2' }).first().waitFor()
    await mara.screenshot({ path: `${pictures}/admin-broadcasts-phone.png` })
    await mara.getByRole('link', { name: 'Version 2' }).first().click()
    await mara.getByRole('table', { name: 'Servers' }).waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-broadcast-report-phone.png`, fullPage: true })
    await mara.goto(stage.url + inHarbour('/settings#broadcasts'))
    await mara.getByLabel('Post them to').waitFor()
    await mara.getByLabel('Maintenance').waitFor()
  })
})
