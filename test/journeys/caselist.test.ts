import { mkdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people, servers } from '#sandbox/world/cast.ts'
import type { ImportFile } from '#schema/contract/import.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, refusedWith, useBrowser, type Theme } from '#test/product/browser.ts'
import { caseRow, dialog, inHarbour, signIn, soon } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
const guild = servers.harbour
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()

const earlier = Array.from({ length: 130 }, (_, n) => ({
  kind: n % 3 === 0 ? 'ban' : 'warn',
  target_id: String(700_000_000_000_000_000n + BigInt(n)),
  target: `troll ${n}`,
  reason: n % 3 === 0 ? 'Raid of last spring' : 'Shouting',
  at: new Date(Date.UTC(2026, 2, 1, 12, n)).toISOString(),
}))
const bans = earlier.filter((one) => one.kind === 'ban').length

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guild)
  const file: ImportFile = { format: 'json', text: JSON.stringify(earlier) }
  await owner.request(`/api/guilds/${guild}/imports`, {
    method: 'POST',
    body: JSON.stringify({ source: 'file', file }),
  })
  await owner.request(`/api/guilds/${guild}/seats`, {
    method: 'PUT',
    body: JSON.stringify({ subjectType: 'user', subjectId: people.tomas, level: 'moderator' }),
  })
  await eventually(async () => (await owner.cases(guild)).length >= earlier.length, 'the earlier cases')
  await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'Shouting in #general' })
  await owner.act(guild, { kind: 'timeout', targetId: people.nils, reason: 'Heated', duration: 3_600_000 })
})
afterAll(() => stage.close())

const views = (page: Page): Locator => page.getByRole('navigation', { name: 'Views' })
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Chosen cases' })
const rows = (page: Page): Locator =>
  page
    .getByRole('table', { name: 'Cases' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
const toast = (page: Page, words: RegExp): Promise<void> => page.getByText(words).first().waitFor(soon)

/** A picture, and what keeps people out of what it shows. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/caselist-${name}.png` })
  expect(await findBarriers(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0)
}

describe.each([
  ['on a desk', undefined, 'light'],
  ['on a phone', phone, 'dark'],
] as const)('%s', (_, screen, theme: Theme) => {
  let mara: Page
  const name = screen ? 'Raids, small' : 'Raids'
  const words = screen ? 'raid last' : 'raid spring'
  const picture = (of: string) => look(mara, `${screen ? 'phone' : 'desk'}-${of}`)
  const openFilters = async (): Promise<Locator> => {
    await mara.getByRole('button', { name: /^Filters/ }).click()
    const panel = mara.getByRole('dialog', { name: 'Filters' })
    await panel.getByRole('group', { name: 'Action' }).waitFor()
    return panel
  }

  beforeAll(async () => {
    mara = await browser.open({ theme, ...(screen ? { screen } : {}) })
    await signIn(mara, stage, 'Mara', inHarbour('/cases'))
    await caseRow(mara, 132).waitFor()
  })
  afterAll(() => mara.context().close())

  test('a filter by facets with counts is saved as a view, and a colleague opens its bookmark', async () => {
    const panel = await openFilters()
    await panel.getByRole('checkbox', { name: /^Ban \d+$/ }).check()
    await picture('filters')
    if (screen) await panel.getByRole('button', { name: /^Show \d+ results$/ }).click()
    else await mara.keyboard.press('Escape')
    await mara.getByRole('searchbox').fill(words)
    await mara.waitForURL(/q=/)
    await mara.getByRole('button', { name: 'Save view…' }).click()
    await dialog(mara).getByLabel('Name').fill(name)
    await dialog(mara).getByLabel('Share it with the staff').check()
    await picture('save-view')
    await dialog(mara).getByRole('button', { name: 'Save view' }).click()
    await views(mara)
      .getByRole('link', { name: `${name} ${bans}` })
      .waitFor()
    const address = mara.url()

    const tomas = await browser.open(screen && { screen })
    await signIn(tomas, stage, 'Tomas')
    await tomas.goto(address)
    await views(tomas).locator('[aria-current]').filter({ hasText: name }).waitFor()
    expect(await tomas.getByRole('searchbox').inputValue()).toBe(words)
    await tomas.getByRole('button', { name: 'Remove filter Action: Ban' }).click()
    await tomas.getByText(', modified').waitFor()
    await tomas.getByRole('link', { name: 'Reset' }).click()
    await tomas.getByRole('button', { name: 'Remove filter Action: Ban' }).waitFor()
    await tomas.context().close()
  })

  test('everything that matches is labelled at once, loaded or not, and undone at once', async () => {
    await views(mara).getByRole('link', { name: 'All', exact: true }).click()
    await mara.waitForURL((url) => url.search === '')
    await caseRow(mara, 132).waitFor()
    await caseRow(mara, 132).getByRole('checkbox').check()
    if (!screen) await mara.getByRole('checkbox', { name: 'Select the cases loaded here' }).click()
    else {
      await mara.getByRole('heading', { name: 'Cases' }).click()
      await mara.keyboard.press('Control+a')
    }
    await bar(mara)
      .getByRole('button', { name: /^Select all 13\d matching$/ })
      .click()
    await bar(mara)
      .getByText(/^13\d selected/)
      .waitFor()
    await picture('selected')
    await bar(mara).getByRole('button', { name: 'Label' }).click()
    await mara.getByRole('menuitem', { name: 'Add Raid' }).click()
    await toast(mara, /13\d cases labelled Raid/)
    // what is said of it lies over none of the buttons
    for (const button of await bar(mara).getByRole('button').all()) await button.click({ trial: true })
    expect((await (await owner.request(`/api/guilds/${guild}/cases?label=raid`)).json()).cases.length).toBe(50)
    await mara.getByRole('button', { name: 'Undo' }).click()
    await toast(mara, /Undone/)
    await eventually(
      async () => (await (await owner.request(`/api/guilds/${guild}/cases?label=raid`)).json()).cases.length === 0,
      'no case with the label',
    )
    await mara.keyboard.press('Escape')
    await bar(mara).waitFor({ state: 'detached' })
  })

  test('a selection survives the filter, and says so', async () => {
    await mara.evaluate(() => scrollTo(0, 0))
    await caseRow(mara, 132).getByRole('checkbox').check()
    await mara.getByRole('searchbox').fill('general')
    await bar(mara).getByText('1 not in this list').waitFor()
    await expect.poll(() => rows(mara).count()).toBe(1)
    await bar(mara).getByRole('button', { name: 'Review' }).click()
    await mara.getByRole('menuitem', { name: 'Mark reviewed' }).click()
    await toast(mara, /1 case marked reviewed/)
    await bar(mara).getByRole('button', { name: 'Clear the selection' }).click()
    await owner.request(`/api/guilds/${guild}/cases/132`, {
      method: 'PATCH',
      body: JSON.stringify({ reviewed: false }),
    })
    await mara.getByRole('searchbox').fill('')
    await mara.waitForURL((url) => !url.search.includes('q='))
  })

  test('words begun stay while a case changes; whoever leaves it is at its row, and Back finds the place again', async () => {
    const open = (number: number) => mara.getByRole('heading', { name: `Case #${number}` }).waitFor()
    await views(mara).getByRole('link', { name: 'All', exact: true }).click()
    await mara.waitForURL((url) => url.search === '')
    await caseRow(mara, 132).getByRole('link').click()
    await open(132)
    const comment = mara.getByLabel('Comment', { exact: true })
    await comment.fill('Half a thought')
    await mara.getByRole('button', { name: 'Older case (J)' }).click()
    await open(131)
    expect(await comment.inputValue()).toBe('')
    await mara.getByRole('button', { name: 'Newer case (K)' }).click()
    await open(132)
    expect(await comment.inputValue()).toBe('Half a thought')
    await mara.getByRole('button', { name: 'Edit reason' }).click()
    const reason = mara.getByLabel('Reason', { exact: true })
    await reason.fill('Heated, twice')
    const review = (reviewed: boolean) =>
      owner.request(`/api/guilds/${guild}/cases/132`, { method: 'PATCH', body: JSON.stringify({ reviewed }) })
    await review(true)
    await mara.getByRole('button', { name: 'Take back' }).waitFor()
    await review(false)
    expect([await reason.inputValue(), await comment.inputValue()]).toEqual(['Heated, twice', 'Half a thought'])
    await mara.getByRole('button', { name: 'Older case (J)' }).click()
    await open(131)
    await mara.getByRole('button', { name: 'Edit reason' }).waitFor()
    await mara.getByRole('button', { name: 'Newer case (K)' }).click()
    await open(132)
    expect(await reason.inputValue()).toBe('Heated, twice')
    const rewritten = { method: 'PATCH', body: JSON.stringify({ reason: 'Cooled down' }) }
    await owner.request(`/api/guilds/${guild}/cases/132`, rewritten)
    await mara.getByRole('button', { name: 'Keep mine' }).waitFor()
    await mara.getByText('Cooled down').first().waitFor()
    expect(await reason.inputValue()).toBe('Heated, twice')
    await mara.getByRole('button', { name: 'Take theirs' }).click()
    for (let number = 131; number >= 112; number--) {
      await mara.keyboard.press('j')
      await open(number)
    }
    await mara.keyboard.press('Escape')
    const focused = () => mara.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row)
    await expect.poll(focused).toBe('112')
    await mara.keyboard.press('Enter')
    await open(112)
    const down = await mara.evaluate(() => scrollY)
    browser.expectTrouble(refusedWith(404))
    expect(down).toBeGreaterThan(0)
    const refused = mara.waitForResponse((answer) => answer.status() === 404)
    // pressed where it stands: a click by name would scroll the page under the sheet first
    await mara.getByRole('link', { name: 'Member page' }).evaluate((link: HTMLElement) => link.click())
    await mara.waitForURL(/members/)
    await refused
    await mara.goBack()
    await open(112)
    await expect.poll(() => mara.evaluate((was) => Math.abs(scrollY - was), down)).toBeLessThan(100)
    await mara.getByRole('button', { name: 'Close', exact: true }).click()
    await mara.waitForURL(/cases$/)
    await mara.evaluate(() => scrollTo(0, 600))
    await expect.poll(() => mara.evaluate(() => scrollY)).toBe(600)
    const unreviewed = views(mara).getByRole('link', { name: 'Unreviewed' })
    await unreviewed.evaluate((link: HTMLElement) => link.click())
    await mara.waitForURL(/reviewed=no/)
    await mara.evaluate(() => scrollTo(0, 0))
    await mara.goBack()
    await expect.poll(() => mara.evaluate(() => scrollY)).toBe(600)
  })

  test('what matches comes along as a file', async () => {
    await views(mara)
      .getByRole('link', { name: new RegExp(`^${name} `) })
      .click()
    await expect.poll(() => rows(mara).count()).toBeGreaterThan(3)
    const downloads = mara.waitForEvent('download')
    await mara.getByRole('button', { name: 'More', exact: true }).click()
    await mara.getByRole('menuitem', { name: 'Export what matches as CSV' }).click()
    const text = readFileSync(await (await downloads).path(), 'utf8')
    expect(text.trim().split('\r\n').length).toBe(bans + 1)
  })

  test('a file is looked through, imported with its progress, and rolled back', async () => {
    await mara.getByRole('button', { name: 'More', exact: true }).click()
    await mara.getByRole('menuitem', { name: 'Import cases' }).click()
    await mara.getByRole('heading', { name: 'Import cases' }).waitFor()
    const id = screen ? '710000000000000001' : '720000000000000001'
    const csv = `Type,User ID,User,Reason,Date\nBan,${id},old troll,Before Wardroom,2024-05-01\nMute,nobody,x,y,2024-05-01\n`
    await mara
      .getByLabel('File to import')
      .setInputFiles({ name: 'bot.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await mara.getByText('Cannot be taken: “nobody” is no Discord id').waitFor()
    await picture('import')
    await mara.getByRole('button', { name: 'Import 1 case' }).click()
    const newest = mara.getByRole('listitem').filter({ hasText: 'CSV file' }).first()
    await newest.getByText('Done').waitFor()
    const before = (await owner.cases(guild)).length
    await newest.getByRole('button', { name: 'Roll back…' }).click()
    await picture('roll-back')
    await dialog(mara).getByRole('button', { name: 'Roll back' }).click()
    await newest.getByText('Rolled back').waitFor()
    await newest.getByText('1 taken back').waitFor()
    const cases = await owner.cases(guild)
    expect(cases.length).toBe(before)
    expect(cases.find((one) => one.target?.id === id)).toMatchObject({ status: 'rolled_back', source: 'import' })
    await picture('imports')
  })
})

test('the list is chosen from by keys alone', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/cases'))
  await caseRow(mara, 132).waitFor()
  await mara.getByRole('heading', { name: 'Cases' }).click()
  await mara.keyboard.press('j')
  await mara.keyboard.press('x')
  await mara.keyboard.press('Shift+J')
  await mara.keyboard.press('Shift+J')
  await bar(mara).getByText('3 selected').waitFor()
  await mara.keyboard.press('f')
  await mara.getByRole('dialog', { name: 'Filters' }).waitFor()
  await mara.keyboard.press('Escape')
  await bar(mara).getByText('3 selected').waitFor()
  await mara.keyboard.press('Escape')
  await bar(mara).waitFor({ state: 'detached' })

  // a row that has the focus and is not under another filter leaves nothing in its place
  await mara.goto(stage.url + inHarbour('/cases?kind=warn'))
  await caseRow(mara, 131).waitFor()
  await mara.getByRole('button', { name: 'Remove filter Action: Warn' }).click()
  await caseRow(mara, 132).getByRole('link').focus()
  await mara.goBack()
  await caseRow(mara, 132).waitFor({ state: 'detached' })
  const places = await rows(mara).evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top))
  expect(new Set(places).size).toBe(places.length)
  const table = await mara.getByRole('table', { name: 'Cases' }).evaluate((all) => all.getBoundingClientRect().top)
  expect(Math.min(...places)).toBeGreaterThanOrEqual(table)
  await mara.context().close()
})
