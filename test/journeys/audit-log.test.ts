import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { desktop, phone, refusedWith, useBrowser } from '#test/product/browser.ts'
import { actOn, dialog, inHarbour, signIn, soon, visit } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
const guild = servers.harbour
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()

const send = (method: 'PUT' | 'PATCH', path: string, body: object) =>
  owner.request(`/api/guilds/${guild}${path}`, { method, body: JSON.stringify(body) })
const rows = (page: Page): Locator => page.getByRole('table', { name: 'Audit log' }).getByRole('row')
const rowWith = (page: Page, text: RegExp): Locator => rows(page).filter({ hasText: text }).first()
const openRow = (page: Page, text: RegExp): Promise<void> =>
  rowWith(page, text).getByRole('link', { name: /^Row/ }).click()
const sheet = (page: Page): Locator =>
  page
    .locator('section, dialog')
    .filter({ has: page.getByRole('heading', { name: /^Row \d+$/ }) })
    .last()
const verify = (file: string, ...more: string[]) =>
  spawnSync('node', ['scripts/verify-audit.ts', file, ...more], { encoding: 'utf8' })

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guild)
  await send('PUT', '/seats', { subjectType: 'user', subjectId: people.tomas, level: 'moderator' })
})
afterAll(() => stage.close())

test('what is done in the dashboard and by hand in Discord is on the open log within a second', async () => {
  const [watching, acting] = [await browser.open(), await browser.open()]
  await signIn(watching, stage, 'Mara', inHarbour('/audit-log'))
  await rowWith(watching, /gave a seat to Tomas/).waitFor()
  await signIn(acting, stage, 'Tomas', inHarbour('/members'))

  await actOn(acting, 'spam.goblin', 'Ban', 'selling accounts')
  await rowWith(watching, /Tomas.*banned spam\.goblin.*selling accounts.*Dashboard/s).waitFor(soon)

  const { world } = stage.sandbox
  world.ban(guild, people.nitro, { by: people.dana, reason: 'Nitro scam' })
  await rowWith(watching, /Dana.*banned.*Nitro scam.*Discord/s).waitFor(soon)
  world.editRole(guild, roles.harbour.helper, { name: 'Deckhand' }, { by: people.dana })
  await rowWith(watching, /Dana.*changed a role @Deckhand.*Name/s).waitFor(soon)

  await owner.act(guild, { kind: 'kick', targetId: people.mara, reason: 'myself' })
  await rowWith(watching, /Mara.*was refused “Kick” on/s).waitFor(soon)
  // what the bot did for the ban is no second deed
  expect(await rows(watching).filter({ hasText: 'spam.goblin' }).count()).toBe(1)

  await openRow(watching, /changed a role @Deckhand/)
  await sheet(watching)
    .getByRole('listitem')
    .filter({ hasText: /Name.*Changed.*Helper.*Deckhand/s })
    .waitFor()
  await watching.keyboard.press('Escape')
  await watching.waitForURL(/audit-log$/)
  // a row that is read does not move: what comes waits above
  await openRow(watching, /banned spam\.goblin/)
  await sheet(watching).getByText('selling accounts', { exact: true }).waitFor()
  await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'quiet, please' })
  await watching.getByRole('button', { name: /1 new row/ }).waitFor(soon)
  expect(await rows(watching).filter({ hasText: 'quiet, please' }).count()).toBe(0)
  await watching.getByRole('button', { name: /1 new row/ }).click()
  await rowWith(watching, /warned Leo/).waitFor()
})

test('a view is its address: filters, text and the open row', async () => {
  await send('PATCH', '/settings', {
    logChannelId: channels.harbour.modLog,
    labels: ['Spam', 'Scam', 'Impersonation'],
    raid: { alertChannelId: null, joins: 12, seconds: 30, holdMinutes: 60 },
  })
  const page = await browser.open()
  await signIn(page, stage, 'Mara', inHarbour('/audit-log'))
  await rowWith(page, /changed the settings/).waitFor()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Seats', exact: true }).click()
  await page.waitForURL(/category=settings%2Cseat/)
  await rowWith(page, /banned/).waitFor({ state: 'detached' })
  await openRow(page, /changed the settings/)
  const open = sheet(page)
  await open
    .getByRole('listitem')
    .filter({ hasText: /Mod log channel.*Added.*#mod-log/s })
    .waitFor()
  await open
    .getByRole('listitem')
    .filter({ hasText: /Raid: joins.*20.*12/s })
    .waitFor()
  await open
    .getByRole('listitem')
    .filter({ hasText: /Labels.*Removed.*Raid.*Added.*Impersonation/s })
    .waitFor()

  const colleague = await page.context().newPage()
  await colleague.goto(page.url())
  await sheet(colleague).getByText('Mod log channel').waitFor()
  expect(await rows(colleague).filter({ hasText: 'banned' }).count()).toBe(0)
  await colleague.close()

  await page.goto(stage.url + inHarbour('/audit-log?q=goblin'))
  await rowWith(page, /banned spam\.goblin/).waitFor()
  expect(await rows(page).filter({ hasText: 'settings' }).count()).toBe(0)
  await page.goto(stage.url + inHarbour('/audit-log?q=nothinglikeit'))
  await page.getByText('No row matches').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).last().click()
  await rowWith(page, /banned spam\.goblin/).waitFor()
})

test.each([
  ['at a desk', desktop],
  ['on a phone', phone],
] as const)('an export taken %s proves itself, and one changed byte is found with its row', async (_where, screen) => {
  const page = await browser.open({ screen })
  await signIn(page, stage, 'Mara', inHarbour('/audit-log'))
  await rowWith(page, /banned spam\.goblin/).waitFor()
  const noted = (await page.getByRole('region', { name: 'Chain' }).locator('code').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /Everything as JSON/ }).click()
  const file = join(stage.folder, 'export.json')
  await (await downloading).saveAs(file)
  await rowWith(page, /Mara.*exported the audit log/s).waitFor(soon)

  const good = verify(file, '--head', noted)
  expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('The export is whole')])
  expect(good.stdout).toContain('The noted hash is that of row')

  const text = readFileSync(file, 'utf8')
  const at = text.indexOf('selling accounts')
  const seq = /"seq":(\d+)/.exec(text.slice(text.lastIndexOf('\n', at), text.indexOf('\n', at)))?.[1]
  writeFileSync(file, `${text.slice(0, at)}t${text.slice(at + 1)}`)
  const bad = verify(file)
  expect([bad.status, bad.stderr.trim()]).toEqual([
    1,
    `WRONG: row ${seq} was altered: its hash does not fit what it says.`,
  ])
})

test('a moderator sees that there is a log, and why it is closed to them', async () => {
  const page = await browser.open()
  browser.expectTrouble(refusedWith(403))
  await signIn(page, stage, 'Tomas', inHarbour('/audit-log'))
  await page.getByText('This needs an admin seat').waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log' }).waitFor()
})

test('on a phone rows are cards, filters a sheet, and everything can be reached', async () => {
  const page = await browser.open({ screen: phone })
  await signIn(page, stage, 'Mara', inHarbour())
  await visit(page, 'Audit log')
  await rowWith(page, /banned spam\.goblin/).waitFor()
  await page.getByRole('button', { name: 'Filters' }).click()
  await dialog(page).getByRole('button', { name: 'Discord', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Show rows' }).click()
  await page.waitForURL(/category=discord/)
  await rowWith(page, /gave a seat/).waitFor({ state: 'detached' })
  await openRow(page, /changed a role/)
  await sheet(page).getByText('Before and after').waitFor()
  await page.goBack()
  await sheet(page).waitFor({ state: 'detached' })
})

describe.each([
  ['light', desktop],
  ['dark', phone],
] as const)('in the %s theme', (theme, screen) => {
  test('nothing keeps anyone out', async () => {
    const page = await browser.open({ theme, screen })
    await signIn(page, stage, 'Mara', inHarbour('/audit-log'))
    const found: string[] = []
    const look = async (name: string) => {
      await page.screenshot({ path: `${pictures}/audit-${screen.width}-${theme}-${name}.png` })
      for (const barrier of await findBarriers(page)) found.push(`${name}: ${barrier}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${name}: ${wide} px too wide`)
    }
    await rowWith(page, /banned spam\.goblin/).waitFor()
    await look('list')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menu', { name: 'Export' }).waitFor()
    await look('export')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('What was done').waitFor()
    await look('filters')
    await page.keyboard.press('Escape')
    await openRow(page, /changed the settings/)
    await sheet(page).getByText('Before and after').waitFor()
    await look('sheet-settings')
    await page.keyboard.press('Escape')
    await openRow(page, /banned spam\.goblin/)
    await sheet(page).getByText('selling accounts', { exact: true }).waitFor()
    await look('sheet-action')
    browser.expectTrouble(refusedWith(404))
    await page.goto(stage.url + inHarbour('/audit-log/99999'))
    await page.getByText('There is no row 99999').waitFor()
    await look('no-row')
    await page.goto(stage.url + inHarbour('/settings#retention'))
    await page.getByLabel('Audit log, in days').scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${pictures}/audit-${screen.width}-${theme}-settings.png` })
    expect(found).toEqual([])
  })
})

test('the time to keep the log is a setting, and its change is on the log', async () => {
  const page = await browser.open()
  await signIn(page, stage, 'Mara', inHarbour('/settings'))
  await page.getByLabel('Audit log, in days').fill('90')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Settings saved.').first().waitFor()
  await eventually(async () => {
    const answer = await owner.request(`/api/guilds/${guild}/audit-log?type=settings.changed`)
    return JSON.stringify(await answer.json()).includes('"retention.auditDays":90')
  }, 'the change on the log')
})
