import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn, soon } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
const guild = servers.harbour
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guild)
  const send = (method: string, path: string, body: object) =>
    owner.request(`/api/guilds/${guild}${path}`, { method, body: JSON.stringify(body) })
  await send('PUT', '/seats', { subjectType: 'user', subjectId: people.tomas, level: 'moderator' })
  const raid = { alertChannelId: channels.harbour.staff, joins: 10, seconds: 30, holdMinutes: 60 }
  await send('PATCH', '/settings', { raid })
})
afterAll(() => stage.close())

const shot = (page: Page, name: string) => page.screenshot({ path: `${pictures}/raid-${name}.png` })
const alertBanner = (page: Page) => page.getByRole('region', { name: 'Many joins at once' })
const modeBanner = (page: Page) => page.getByRole('region', { name: 'Raid mode' })
const raidNow = () => stage.sandbox.live.raids.list[0]

test('a raid is stopped from a phone, and everything is as before when it ends', async () => {
  const { world, live } = stage.sandbox
  const before = structuredClone(world.mustGuild(guild).incidents_data)
  const mara = await browser.open({ screen: phone })
  await signIn(mara, stage, 'Mara', inHarbour('/members'))
  const ines = await browser.open({ theme: 'dark' })
  await signIn(ines, stage, 'Ines', inHarbour())
  const tomas = await browser.open()
  await signIn(tomas, stage, 'Tomas', inHarbour('/cases'))
  for (const page of [mara, ines, tomas])
    await page.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()

  live.raids.start({ guildId: guild, accounts: 400, perSecond: 12, messages: 0 })
  await alertBanner(mara).waitFor()
  for (const page of [ines, tomas]) await alertBanner(page).waitFor(soon)
  expect(await findBarriers(mara)).toEqual([])
  await shot(mara, 'alert-phone')
  await shot(ines, 'alert-desktop-dark')
  await eventually(
    () => world.messages(channels.harbour.staff).some(({ embeds }) => JSON.stringify(embeds).includes('joins at once')),
    'the alert in its channel',
  )

  // who may not reads why
  const refused = tomas.getByRole('banner').getByRole('button', { name: 'Raid mode' })
  expect(await refused.getAttribute('aria-disabled')).toBe('true')
  await refused.focus()
  await tomas
    .getByText('You need the Manage Server permission on Discord for this.')
    .filter({ visible: true })
    .first()
    .waitFor()
  await shot(tomas, 'refused-desktop')

  // a sweep of the wave is one press away, filled in and nothing done yet
  await alertBanner(tomas).getByRole('button', { name: 'Plan a sweep' }).click()
  await tomas.waitForURL(`**${inHarbour('/sweeps/')}**`)
  await tomas.getByRole('heading', { level: 1 }).waitFor()
  await shot(tomas, 'sweep-desktop')

  await alertBanner(mara).getByRole('button', { name: 'Raid mode…' }).click()
  await dialog(mara).getByText('Nobody new comes in').waitFor()
  expect(await findBarriers(mara)).toEqual([])
  await shot(mara, 'dialog-phone')
  await dialog(mara).getByRole('button', { name: 'Turn on raid mode' }).click()
  await modeBanner(mara).getByText('Raid mode until').waitFor()
  await modeBanner(ines).getByText('by Mara').waitFor(soon)
  expect(await findBarriers(ines)).toEqual([])
  await shot(mara, 'on-phone')
  await shot(ines, 'on-desktop-dark')

  await eventually(() => (raidNow()?.turnedAway ?? 0) > 5, 'raiders that find invites paused')
  const joined = raidNow()?.joined
  await eventually(() => (raidNow()?.turnedAway ?? 0) > 20, 'more of them')
  expect(raidNow()?.joined).toBe(joined)
  expect(world.mustGuild(guild)).toMatchObject({ verification_level: 4 })
  live.raids.stop()

  // a new end, on the desktop
  await modeBanner(ines).getByRole('button', { name: 'Extend…' }).click()
  await dialog(ines).getByText('6 hours', { exact: true }).click()
  await shot(ines, 'extend-desktop-dark')
  const until = () => Date.parse(world.mustGuild(guild).incidents_data?.invites_disabled_until ?? '')
  await dialog(ines).getByRole('button', { name: 'Set this end' }).click()
  await eventually(() => until() > Date.now() + 5 * 3_600_000, 'the new end')
  await modeBanner(mara).getByText('by Mara').waitFor()

  await modeBanner(mara).getByRole('button', { name: 'End…', exact: true }).click()
  await dialog(mara).getByText('put back as it was before').waitFor()
  await shot(mara, 'end-phone')
  // closed on the way, it is told of as what it was
  const { faults } = stage.sandbox
  const held = faults.add({ kind: 'hang', match: { method: 'PUT', path: `/guilds/${guild}/incident-actions` } })
  await dialog(mara).getByRole('button', { name: 'End raid mode' }).click()
  await faults.held(held)
  await dialog(mara).getByRole('button', { name: 'Close' }).last().click()
  faults.remove(held)
  await mara.getByText('Raid mode has ended.').filter({ visible: true }).first().waitFor()
  for (const page of [mara, ines, tomas]) await modeBanner(page).waitFor({ state: 'detached' })
  expect(world.mustGuild(guild)).toMatchObject({ verification_level: 1 })
  const after = world.mustGuild(guild).incidents_data
  expect([after?.invites_disabled_until ?? null, after?.dms_disabled_until ?? null]).toEqual([
    before?.invites_disabled_until ?? null,
    before?.dms_disabled_until ?? null,
  ])

  // the alert is there after a reload, and gone for all when one takes it off
  await mara.reload()
  await alertBanner(mara).getByRole('button', { name: 'Dismiss' }).click()
  for (const page of [mara, ines, tomas]) await alertBanner(page).waitFor({ state: 'detached' })
  await ines.getByRole('heading', { name: 'Waves of joins' }).waitFor()
  await ines.getByText('Dismissed by Mara').waitFor()
  expect(await findBarriers(ines)).toEqual([])
  await ines.screenshot({ path: `${pictures}/raid-overview-dark.png`, fullPage: true })
})

test('by slash command it is the same raid mode, and the page hears of it', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/cases'))
  await mara.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()
  const where = { userId: people.ines, guildId: guild, channelId: channels.harbour.staff }
  await stage.sandbox.live.interactions.press({ ...where, command: 'raid on', options: { duration: '30m' } })
  await modeBanner(mara).getByText('by Ines').waitFor()
  await shot(mara, 'cases-desktop')
  // turned off by hand in Discord
  stage.sandbox.live.hand.setSafety({ ...where, invitesMs: 0, dmsMs: 0, verificationLevel: 1 })
  await modeBanner(mara).waitFor({ state: 'detached' })
})

test('its settings say what is wrong with a number, and are saved', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/settings'))
  await mara.getByLabel('Joins', { exact: true }).fill('2')
  await mara.getByLabel('Within seconds').fill('45')
  await mara.getByText('A whole number from 3 to 1000.').waitFor()
  await mara.getByLabel('Joins', { exact: true }).fill('25')
  await mara.getByLabel('Within seconds').click()
  await mara.getByRole('button', { name: 'Save' }).click()
  await mara.getByText('Settings saved.').filter({ visible: true }).first().waitFor()
  expect(await findBarriers(mara)).toEqual([])
  await mara.screenshot({ path: `${pictures}/raid-settings.png`, fullPage: true })
})
