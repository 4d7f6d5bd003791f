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
  const broadcasts = {
    channelId,
    categories: ['changelog', 'announcement', 'maintenance'],
    early: false,
    follow: false,
  }
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

/** As a form takes it, in this machine's zone. */
const localTime = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
/** Whether the bot told this owner that news come to the channel there is now. */
const answered = (guildId: string, userId: string): boolean => {
  const channel = [...stage.sandbox.world.mustGuild(guildId).channels.values()].find(
    ({ name }) => name === 'announcements',
  )
  if (!channel) return false
  const seen = stage.sandbox.live.interactions.seenOnlyBy({ userId, channelId: channel.id })
  return seen.some(({ content }) => content.includes(`<#${channel.id}>`))
}

const posted = (channelId: string, text: string): number =>
  stage.sandbox.world.messages(channelId).filter(({ embeds }) => JSON.stringify(embeds ?? []).includes(text)).length

/** How many servers get it, and how many there are, by now. */
let [reached, all] = [2, 3]
async function write(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Content', { exact: true }).fill('**Sweeps** are here.\n- plan\n- run\n- undo')
  await page.getByText(`of ${all} servers get it`).waitFor()
}
async function confirm(page: Page, title: string, button: RegExp): Promise<void> {
  await dialog(page)
    .getByLabel(/to confirm/)
    .fill(title)
  await dialog(page).getByRole('button', { name: button }).click()
}
async function send(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Send…' }).click()
  await confirm(page, title, new RegExp(`^Send to ${reached} servers`))
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

  test('to a fleet begins on its second; six broken channels are told by reason, and two that were mended are retried', async () => {
    const { fleet } = stage.sandbox.live
    const console_ = await browser.open()
    await console_.goto(stage.sandbox.url)
    await console_.getByRole('tab', { name: 'Fate' }).click()
    if (fleet.state.wanted === 0) {
      await console_.getByLabel('Servers', { exact: true }).fill('40')
      await console_.getByRole('button', { name: 'Grow a fleet' }).click()
    }
    await eventually(() => fleet.settled.length === 38, 'the fleet', 60_000)
    fleet.mend()
    await console_.getByRole('button', { name: 'Break six' }).click()
    await console_.getByRole('button', { name: 'Mend', exact: true }).nth(5).waitFor()
    await console_.screenshot({ path: `${pictures}/sandbox-fleet.png` })
    ;[reached, all] = [40, 43]

    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await mara.getByLabel('Title', { exact: true }).fill('On its second')
    await mara.getByLabel('Content', { exact: true }).fill('It is **time**.')
    await mara.getByText('40 of 43 servers get it').waitFor()
    await mara.getByText('3 skipped: no channel chosen').waitFor()
    await mara.getByRole('button', { name: 'Send…' }).click()
    await dialog(mara).getByText('At a moment').click()
    const at = Math.ceil((Date.now() + 3_000) / 1_000) * 1_000
    await dialog(mara).getByLabel('Moment', { exact: true }).fill(localTime(at))
    await confirm(mara, 'On its second', /^Schedule to 40 servers/)
    await mara.getByText('Until then it can be changed.').waitFor()
    await mara.screenshot({ path: `${pictures}/admin-broadcast-scheduled.png` })
    await mara.getByText('Done', { exact: true }).first().waitFor()
    const first = await mara.evaluate(async () => {
      const answer = await fetch(`/api/developer/broadcasts/${location.pathname.split('/').at(-1)}`)
      return ((await answer.json()) as { startedAt: number }).startedAt
    })
    expect(first).toBeGreaterThanOrEqual(at)
    expect(first - at).toBeLessThan(2_000)
    const failed = mara.getByRole('region', { name: 'Failed' })
    await failed.getByText('That channel is gone.').waitFor()
    await failed.getByText('2', { exact: true }).waitFor()
    await failed.getByText('4', { exact: true }).waitFor()
    await mara.screenshot({ path: `${pictures}/admin-broadcast-six-broken.png`, fullPage: true })

    const gone = fleet.state.broken.filter(({ how }) => how === 'deleted').map(({ guildId }) => guildId)
    for (const guildId of gone) fleet.mend(guildId)
    const news = (guildId: string): string[] =>
      [...stage.sandbox.world.mustGuild(guildId).channels.keys()].filter((id) => posted(id, 'On its second') > 0)
    const spoken = gone.map((id) => stage.sandbox.world.mustGuild(id).owner_id)
    await eventually(
      () => gone.every((guildId, i) => answered(guildId, spoken[i] ?? '')),
      'their owners have chosen another channel',
    )
    await mara.getByRole('button', { name: 'Retry all failed' }).click()
    await failed.getByText('4', { exact: true }).waitFor()
    await failed.getByText('That channel is gone.').waitFor({ state: 'hidden' })
    await eventually(() => gone.every((guildId) => news(guildId).length === 1), 'the mended ones are told')
    for (const guildId of fleet.settled) expect(news(guildId).length).toBeLessThanOrEqual(1)
  }, 120_000)

  test('is stopped while it runs: what was under way arrives once, and the report still adds up', async () => {
    const { faults, live } = stage.sandbox
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await mara.getByLabel('Title', { exact: true }).fill('Too early')
    await mara.getByLabel('Content', { exact: true }).fill('Not yet.')
    await mara.getByText('40 of 43 servers get it').waitFor()
    const held = faults.add({ match: { method: 'POST', path: '/channels/*/messages' }, kind: 'hang' })
    await mara.getByRole('button', { name: 'Send…' }).click()
    await confirm(mara, 'Too early', /^Send to 40 servers/)
    await faults.held(held)
    await mara.getByRole('button', { name: 'Stop', exact: true }).click()
    await dialog(mara).getByRole('button', { name: 'Stop', exact: true }).click()
    await mara.getByText('Stopped', { exact: true }).first().waitFor()
    faults.remove(held)
    const tile = async (label: string) => {
      const figure = mara.locator('dl > div').filter({ hasText: label }).getByRole('definition').first()
      return Number(await figure.innerText())
    }
    await expect
      .poll(async () => (await tile('Sent')) + (await tile('Failed')) + (await tile('Skipped')), { timeout: 20_000 })
      .toBe(43)
    const places = [servers.harbour, servers.tabletop, ...live.fleet.settled].flatMap((id) => [
      ...stage.sandbox.world.mustGuild(id).channels.keys(),
    ])
    const told = places.map((channel) => posted(channel, 'Too early')).filter((times) => times > 0)
    expect(new Set(told)).toEqual(new Set([1]))
    expect(await tile('Sent')).toBe(told.length)
    await mara.screenshot({ path: `${pictures}/admin-broadcast-stopped.png`, fullPage: true })
  })

  test('is kept while it is written: it survives a reload, is listed, and becomes a template to start from', async () => {
    const mara = await browser.open({ theme: 'dark' })
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await mara.getByLabel('Title', { exact: true }).fill('Half written')
    await mara.getByText('Kept on this device').waitFor()
    await mara.reload()
    await mara.getByText('is back.').waitFor()
    await mara.getByLabel('Content', { exact: true }).fill('Now it can be sent.')
    await mara.getByText('Saved', { exact: true }).waitFor()
    await mara.reload()
    await expect.poll(() => mara.getByLabel('Content', { exact: true }).inputValue()).toBe('Now it can be sent.')
    await mara.getByText('Only who opted in').click()
    await mara.getByText('0 of 0 servers get it').waitFor()
    await mara.getByRole('button', { name: 'Save as template' }).click()
    await mara.getByText('Kept as a template.').first().waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-broadcast-draft-dark.png`, fullPage: true })
    await mara.goto(`${stage.url}/admin/broadcasts?show=drafts`)
    const link = mara.getByRole('link', { name: 'Half written' })
    const draft = await link.getAttribute('href')
    await mara.getByText('Templates', { exact: true }).click()
    await link.and(mara.locator(`:not([href="${draft}"])`)).click()
    await mara.getByRole('button', { name: 'Start from it' }).click()
    await mara.getByText('A draft made from the template.').first().waitFor()
    await mara.getByRole('button', { name: 'Send…' }).waitFor()
  })

  test('is crossposted to those who follow the announcement channel', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/broadcasts/new')
    await mara.getByRole('button', { name: /^(Choose|Change)$/ }).click()
    await dialog(mara).getByLabel('Server').selectOption({ label: 'Harbour Lights' })
    await dialog(mara).getByLabel('Channel').selectOption({ label: '#announcements' })
    await dialog(mara).getByRole('button', { name: 'Choose', exact: true }).click()
    await mara.getByText('#announcements of Harbour Lights').waitFor()
    const settings = await browser.open()
    await signIn(settings, stage, 'Juno', `/dashboard/${servers.tabletop}/settings`)
    await settings.getByLabel(/^Follow/).check()
    await settings.getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(() => stage.sandbox.world.data.followers.size === 1, 'it follows')
    expect(await findBarriers(settings)).toEqual([])
    await settings.screenshot({ path: `${pictures}/settings-news.png`, fullPage: true })
    await write(mara, 'Followed')
    await mara.getByLabel('Post once and crosspost to followers').check()
    await mara.getByText('1 of them by following.').waitFor()
    await send(mara, 'Followed')
    await mara.getByText('Done', { exact: true }).first().waitFor()
    await mara.getByText('1 of them by following').waitFor()
    expect(posted(channels.tabletop.lookingForGroup, 'Followed')).toBe(1)
    await mara.screenshot({ path: `${pictures}/admin-broadcast-followed.png`, fullPage: true })
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
    await mara.getByText('Saved', { exact: true }).waitFor()
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
