import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { desktop, phone, useBrowser } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn } from '#test/product/dashboard.ts'
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
})
afterAll(() => stage.close())
const shot = (page: Page, name: string) =>
  page.screenshot({ path: `${pictures}/warnings-${name}.png`, fullPage: !name.includes('dialog') })

test('an admin sets up the ladder and sees what it would do', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/settings'))
  await mara.getByRole('button', { name: 'Use the usual ladder' }).click()
  await mara.getByText('2nd: timeout for 1 hour').waitFor()
  await mara.getByLabel('Step 2: how many').fill('7')
  await mara.getByLabel('Step 2: for how long').fill('2d')
  await mara.keyboard.press('Tab')
  await mara.getByText('4th: timeout for 2 days').waitFor()
  await mara.getByRole('button', { name: 'Save' }).click()
  await mara.getByText('Settings saved.').filter({ visible: true }).first().waitFor()
  expect(await findBarriers(mara)).toEqual([])
  await shot(mara, 'settings')
  const onPhone = await browser.open({ screen: phone, theme: 'dark' })
  await signIn(onPhone, stage, 'Mara', inHarbour('/settings'))
  await onPhone.getByLabel('Step 3: what it does').waitFor()
  expect(await onPhone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  expect(await findBarriers(onPhone)).toEqual([])
  await shot(onPhone, 'settings-phone-dark')
})

test('a warning says beforehand what it leads to, and that follows as a case of its own', async () => {
  await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'Shouting' })
  const mara = await browser.open({ screen: phone })
  await signIn(mara, stage, 'Mara', inHarbour(`/members/${people.leo}`))
  await mara.getByRole('heading', { name: 'Warning points' }).waitFor()
  await mara.getByText('At 4:').waitFor()
  await mara.getByRole('button', { name: 'Warn…', exact: true }).click()
  await dialog(mara).getByText('They have 2 points now, and 4 points with this.').waitFor()
  await dialog(mara).getByText('This leads to: timeout for 1 hour.').waitFor()
  await dialog(mara).getByLabel('Severity').selectOption('Minor')
  await dialog(mara).getByText('This leads to').waitFor({ state: 'detached' })
  await dialog(mara).getByLabel('Severity').selectOption('Normal')
  expect(await findBarriers(mara)).toEqual([])
  await shot(mara, 'dialog-phone')
  await dialog(mara).getByLabel('Reason').fill('Shouting again')
  await dialog(mara).getByRole('button', { name: 'Warn', exact: true }).click()
  await eventually(
    () => stage.sandbox.world.member(guild, people.leo)?.communication_disabled_until,
    'the timeout that follows',
  )
  await eventually(async () => (await owner.cases(guild)).some((c) => c.source === 'escalation'), 'its case')
  const escalated = (await owner.cases(guild)).find((c) => c.source === 'escalation')
  const desk = await browser.open()
  await signIn(desk, stage, 'Mara', inHarbour(`/cases/${escalated?.about}`))
  await desk.getByText('Timeout for 1 hour', { exact: false }).first().waitFor()
  await shot(desk, 'case')

  // taken back where the person is: the dialog names the warning, and it is the latest
  await mara.getByRole('button', { name: 'Revoke warning…', exact: true }).click()
  await dialog(mara).getByText(`linked to case #${escalated?.about}`).waitFor()
  await dialog(mara).getByRole('button', { name: 'Cancel' }).click()
  await mara.getByRole('button', { name: `Revoke warning #${escalated?.about}` }).waitFor()

  // taken back: it weighs nothing more
  await desk.getByRole('button', { name: 'Revoke warning' }).click()
  await dialog(desk).getByRole('button', { name: 'Revoke warning' }).click()
  await desk.getByText('Nothing: revoked by').waitFor()
  await mara.getByText('At 4:').waitFor()
  await eventually(async () => (await mara.locator('#points + strong').textContent()) === '2', 'the points of one')
  await shot(mara, 'member-phone')
})

test('a ladder is tried on what was warned of lately before it is saved', async () => {
  await owner.act(guild, { kind: 'warn', targetId: people.nils, reason: 'Coins', severity: 'Severe' })
  for (const [name, screen] of [
    ['desk', desktop],
    ['phone', phone],
  ] as const) {
    const mara = await browser.open({ screen, theme: screen === phone ? 'dark' : 'light' })
    await signIn(mara, stage, 'Mara', inHarbour('/settings'))
    await mara.getByLabel('Step 1: what it does').selectOption('Kick')
    await mara.getByRole('button', { name: 'Try it on these warnings' }).click()
    const trial = mara.getByRole('group', { name: 'What it would have done in the last 30 days' })
    await trial.getByText(/\d × kick/).waitFor()
    await trial.getByRole('link', { name: 'Nils' }).first().waitFor()
    await trial.scrollIntoViewIfNeeded()
    expect(await findBarriers(mara)).toEqual([])
    await shot(mara, `trial-dialog-${name}`)
    await mara.getByLabel('Step 1: how many').fill('9')
    await mara.keyboard.press('Tab')
    await trial.getByText('before the last change').waitFor()
    await mara.context().close()
  }
})

test('the slash command takes a severity and says what followed', async () => {
  const where = { userId: people.mara, guildId: guild, channelId: channels.harbour.staff }
  await stage.sandbox.live.interactions.press({
    ...where,
    command: 'warn',
    options: { user: people.kev, reason: 'Coins', severity: 'Severe' },
  })
  await eventually(
    () =>
      [...stage.sandbox.world.data.interactions.values()].some((one) =>
        JSON.stringify(one.unseen).includes('Severe, 4 points'),
      ) &&
      JSON.stringify([...stage.sandbox.world.data.interactions.values()]).includes(
        '4 points: timeout for 1 hour, case',
      ),
    'the answer that names the timeout',
  )
})
