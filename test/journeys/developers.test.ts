import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { dialog, signIn } from '#test/product/dashboard.ts'
import { signInOwner } from '#test/product/person.ts'
import { startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
const browser = useBrowser()
const pictures = '.data/screenshots'
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
})
afterAll(() => stage.close())

describe('the developers’ panel', () => {
  test('the first developer adds a second, who cannot remove the first', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/developers')
    await mara.getByRole('button', { name: 'Add a developer' }).click()
    await dialog(mara).getByLabel('Discord user id').fill(people.tomas)
    await dialog(mara).getByText('Tomas', { exact: true }).waitFor()
    await mara.screenshot({ path: `${pictures}/admin-add-developer.png` })
    expect(await findBarriers(mara)).toEqual([])
    await dialog(mara).getByRole('button', { name: 'Add Tomas' }).click()
    await mara.getByRole('listitem').filter({ hasText: 'Tomas' }).getByText('by Mara').waitFor()

    const tomas = await browser.open({ screen: phone, theme: 'dark' })
    await signIn(tomas, stage, 'Tomas', '/admin/developers')
    const first = tomas.getByRole('listitem').filter({ hasText: 'Mara' }).first()
    await first.getByText('Named by DEVELOPER_USER_ID').waitFor()
    expect(await tomas.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
    expect(await findBarriers(tomas)).toEqual([])
    await tomas.screenshot({ path: `${pictures}/admin-developers-phone-dark.png` })

    await mara.getByRole('button', { name: 'Remove Tomas' }).click()
    await dialog(mara).getByRole('button', { name: 'Remove', exact: true }).click()
    await tomas.getByRole('heading', { name: '403 · Developers only' }).waitFor()
    await mara.screenshot({ path: `${pictures}/admin-developers.png` })
  })

  test('an administrator of a server gets a page that says 403, and none of the panel’s code', async () => {
    const ines = await browser.open()
    const fetched: string[] = []
    ines.on('request', (request) => fetched.push(request.url()))
    await signIn(ines, stage, 'Ines', '/admin')
    await ines.getByRole('heading', { name: '403 · Developers only' }).waitFor()
    expect(fetched.filter((url) => /assets\/(?:panel|log|developers)-/.test(url))).toEqual([])
  })

  test('changes are switched off in an incident, and whoever tries reads why', async () => {
    const mara = await browser.open({ theme: 'dark' })
    await signIn(mara, stage, 'Mara', '/admin/switches')
    await mara.getByRole('listitem').filter({ hasText: 'Changes' }).getByRole('button', { name: 'Switch off…' }).click()
    await dialog(mara).getByLabel('Why').fill('D1 is being moved')
    expect(await findBarriers(mara)).toEqual([])
    await dialog(mara).getByRole('button', { name: 'Switch off', exact: true }).click()
    await mara.getByText('by Mara: D1 is being moved').waitFor()
    await mara.screenshot({ path: `${pictures}/admin-switches-dark.png` })
    const owner = await signInOwner(stage, people.mara, servers.harbour)
    const settings = `/api/guilds/${servers.harbour}/settings`
    const refused = await owner.request(settings, { method: 'PATCH', body: JSON.stringify({ dm: true }) })
    expect(await refused.text()).toContain('D1 is being moved')
    await mara.getByRole('button', { name: 'Switch changes on' }).click()
    await mara.getByText('by Mara: D1 is being moved').waitFor({ state: 'detached' })
  })

  test('the log follows what happens, is filtered by address, and opens to its details', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin/log')
    await mara.getByRole('table', { name: 'Log' }).getByText('The bot is in Harbour Lights.').waitFor()
    const owner = await signInOwner(stage, people.mara, servers.harbour)
    await owner.request(`/api/guilds/${servers.harbour}/settings`, {
      method: 'PATCH',
      body: JSON.stringify({ dm: false }),
    })
    const row = mara.getByRole('row').filter({ hasText: 'Settings changed: dm.' })
    await row.waitFor({ timeout: 3_000 })
    await row.getByRole('button').click()
    await row.getByText(servers.harbour).waitFor()
    await mara.screenshot({ path: `${pictures}/admin-log.png` })
    expect(await findBarriers(mara)).toEqual([])
    await mara.getByRole('button', { name: /^Kept 30 days/ }).click()
    await dialog(mara).getByLabel('Days').fill('14')
    await dialog(mara).getByText('Rows older than 14 days are gone for good.').waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-log-kept.png` })
    await dialog(mara).getByRole('button', { name: 'Save' }).click()
    await mara.getByRole('row').filter({ hasText: 'from 30 to 14 days' }).waitFor()
    await mara.getByRole('button', { name: /^Kept 14 days/ }).waitFor()
    await mara.getByLabel('Type').selectOption('guild_join')
    await mara.waitForURL(/type=guild_join/)
    await mara.getByRole('row').filter({ hasText: 'Settings changed' }).waitFor({ state: 'detached' })
    await mara.getByRole('row').filter({ hasText: 'Tabletop Club' }).waitFor()
  })

  test('a command that is used moves every number it belongs to, and what goes wrong stands first', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', '/admin')
    const tile = (label: string) => mara.locator('dl > div').filter({ hasText: label }).getByRole('definition').first()
    await tile('Servers').getByText('3', { exact: true }).waitFor()
    const before = Number(await tile('Commands, 24 hours').innerText())
    await stage.sandbox.live.interactions.press({
      userId: people.tomas,
      guildId: servers.harbour,
      channelId: channels.harbour.general,
      command: 'warn',
      options: { user: people.leo, reason: 'Shouting' },
    })
    await tile('Commands, 24 hours')
      .getByText(String(before + 1), { exact: true })
      .waitFor()
    await tile('People who used a command').getByText('1', { exact: true }).waitFor()
    await mara.locator('canvas').waitFor()
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-statistics.png`, fullPage: true })

    await mara.getByRole('list').getByRole('link', { name: '/warn' }).click()
    await mara.waitForURL(/\/admin\/commands\?command=warn/)
    const chart = mara.getByRole('slider', { name: /^Day by day/ })
    await chart.focus()
    await mara.keyboard.press('End')
    await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(new RegExp(`: Uses ${before + 1}$`))
    await mara.getByRole('combobox', { name: 'Server' }).fill('Harbour')
    await mara.getByRole('option', { name: /Harbour Lights/ }).click()
    await mara.waitForURL(new RegExp(`guild=${servers.harbour}`))
    await mara.getByRole('button', { name: 'Table' }).click()
    await mara
      .getByRole('group', { name: 'Day by day' })
      .getByRole('row')
      .nth(1)
      .getByText(String(before + 1), { exact: true })
      .waitFor()
    await mara.getByRole('table', { name: 'Commands' }).getByRole('button', { name: 'Success' }).click()
    await mara.waitForURL(/order=success/)
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-commands.png`, fullPage: true })

    await mara.getByRole('link', { name: 'Modules' }).click()
    const owner = await signInOwner(stage, people.mara, servers.harbour)
    const dms = mara.getByRole('listitem').filter({ hasText: 'DMs to the punished' })
    for (const [dm, count] of [
      [false, '2'],
      [true, '3'],
    ] as const) {
      const body = JSON.stringify({ dm })
      await owner.request(`/api/guilds/${servers.harbour}/settings`, { method: 'PATCH', body })
      await dms.getByText(count, { exact: true }).waitFor()
    }
    await mara.screenshot({ path: `${pictures}/admin-modules.png` })

    await mara.getByRole('link', { name: 'Health' }).click()
    // a machine that is busy with tests may need attention itself
    await mara.getByRole('heading', { name: /attention$/ }).waitFor()
    stage.sandbox.faults.add({ match: { path: '/users/@me/channels' }, kind: '429', ms: 200, times: 1 })
    await owner.act(servers.harbour, { kind: 'warn', targetId: people.nils, reason: 'Shouting' })
    await mara.getByRole('heading', { name: /^(One thing needs|\d+ things need) attention$/ }).waitFor()
    await mara.getByRole('link', { name: /^Rate limits \(429\) in the last hour: 1/ }).click()
    await mara.waitForURL(/#discord\.limited$/)
    expect(await findBarriers(mara)).toEqual([])
    await mara.screenshot({ path: `${pictures}/admin-health.png`, fullPage: true })
  })
})

test('every server is found, live, and opened to how it is set up', async () => {
  const { world } = stage.sandbox
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', '/admin/servers?order=members')
  const list = mara.getByRole('table', { name: 'Servers' })
  await list.getByRole('link', { name: 'Harbour Lights' }).waitFor()
  await list.getByRole('link', { name: 'Tabletop Club' }).waitFor()
  await mara.getByLabel('Order').selectOption('Newest first')
  const grown = world.growFleet(100)
  await mara.getByText(/^[12]03 servers with/).waitFor()
  await expect.poll(() => list.getByRole('link', { name: /^Outpost/ }).count()).toBeGreaterThan(5)
  expect(grown).toContain(await list.getByRole('link').first().getAttribute('data-row'))
  await mara.screenshot({ path: `${pictures}/admin-servers.png` })
  await mara.getByLabel('Search servers').fill('outpost')
  await mara.getByText(/^[12]00 servers match/).waitFor()
  const owner = await signInOwner(stage, people.mara, servers.harbour)
  await owner.request(`/api/guilds/${servers.harbour}/settings`, {
    method: 'PATCH',
    body: JSON.stringify({ logChannelId: channels.harbour.modLog, embedColor: 0x3f7fbf }),
  })

  const phoneMara = await browser.open({ screen: phone, theme: 'dark' })
  await signIn(phoneMara, stage, 'Mara', '/admin/servers?on=mod_log')
  await phoneMara.getByText('1 server matches').waitFor()
  await phoneMara.getByRole('button', { name: /^Filters/ }).click()
  expect(await findBarriers(phoneMara)).toEqual([])
  await phoneMara.screenshot({ path: `${pictures}/admin-servers-filters-phone-dark.png` })
  await phoneMara.keyboard.press('Escape')
  await phoneMara.getByRole('link', { name: 'Harbour Lights' }).click()
  await phoneMara.getByText('#mod-log').waitFor()
  await phoneMara.getByRole('heading', { name: 'Health' }).waitFor()
  await owner.request(`/api/guilds/${servers.harbour}/settings`, {
    method: 'PATCH',
    body: JSON.stringify({ dm: true, appealText: 'Write to the harbour master' }),
  })
  await phoneMara.getByText('Write to the harbour master').waitFor({ timeout: 3_000 })
  await phoneMara.screenshot({ path: `${pictures}/admin-server-phone-dark.png`, fullPage: true })
  await mara.goto(`${stage.url}/admin/servers/${servers.harbour}`)
  await mara.getByText('#mod-log').waitFor()
  await mara.screenshot({ path: `${pictures}/admin-server.png`, fullPage: true })
})
