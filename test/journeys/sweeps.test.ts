import { mkdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sweep } from '#schema/contract/sweep.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { desktop, phone, refusedWith, useBrowser } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn, soon, visit } from '#test/product/dashboard.ts'
import { newcomer, stranger } from '#test/product/newcomer.ts'
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
  for (const subjectId of [people.tomas, people.dana])
    await ask('PUT', '/seats', { subjectType: 'user', subjectId, level: 'moderator' })
})
afterAll(() => stage.close())

const ask = (method: string, path: string, body?: object) =>
  owner.request(`/api/guilds/${guild}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
const bans = () => stage.sandbox.world.mustGuild(guild).bans
const isTimedOut = (id: string) => stage.sandbox.world.member(guild, id)?.communication_disabled_until != null

/** So many who joined just now, and of whom Wardroom has heard. */
async function joinMany(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newcomer(stage, guild))
  for (const id of [ids[0], ids.at(-1)])
    await eventually(async () => {
      const found = await ask('GET', `/members/${id}`)
      return found.ok && ((await found.json()) as { member: unknown }).member
    }, 'news of who joined')
  return ids
}

/** A page as it stands, looked at by eye and by axe. */
async function look(page: Page, name: string): Promise<void> {
  const width = (page.viewportSize()?.width ?? 0) < 500 ? 'phone' : 'desktop'
  await page.screenshot({ path: `${pictures}/${width}-sweeps-${name}.png` })
  expect(await findBarriers(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0)
}

const pick = (page: Page, words: string) =>
  page
    .locator('label')
    .filter({ hasText: new RegExp(`^${words}$`) })
    .click()
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const state = (page: Page, words: string) =>
  page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${words}`) })
    .first()
    .waitFor()
/** Brings the list below the figures into view, where its rows are made. */
const toList = (page: Page) =>
  page.getByRole('table').evaluate((table) => scrollTo(0, scrollY + table.getBoundingClientRect().top - 150))
const row = (page: Page, id: string) => page.getByRole('row').filter({ hasText: id })

async function planPasted(page: Page, text: string, kind: string): Promise<void> {
  await page.goto(stage.url + inHarbour('/sweeps/new'))
  await page.getByLabel('Anything with ids in it').fill(text)
  await pick(page, kind)
  await page.getByLabel('Reason').fill('sweep of the day')
  await press(page, 'Review')
}

test.each([
  [300, 'from a phone', phone],
  [60, 'from a desk', desktop],
] as const)('a raid of %i is stopped %s, and two mistakes taken back', async (accounts, _where, screen) => {
  const mara = await browser.open({ screen })
  await signIn(mara, stage, 'Mara', inHarbour())
  const { raids } = stage.sandbox.live
  const raid = raids.start({ guildId: guild, accounts, perSecond: 600, messages: 1 })
  const trolls = await eventually(
    () => (raids.list.find(({ id }) => id === raid)?.joined === accounts ? raids.stop(raid) : null),
    'all who joined',
  )
  await eventually(async () => (await owner.overview(guild)).kpis.joins >= accounts, 'news of all of them')

  await visit(mara, 'Sweeps')
  await look(mara, 'none')
  await mara.getByRole('link', { name: 'New sweep' }).click()
  await pick(mara, 'Members')
  expect(await mara.getByRole('button', { name: 'Last 15 min' }).getAttribute('aria-pressed')).toBe('true')
  await pick(mara, 'Ban')
  await mara.getByLabel('Reason').fill('raid')
  await look(mara, 'new-members')
  await press(mara, 'Review')
  await heading(mara, `Ban ${accounts} people`)
  await look(mara, 'plan')
  await press(mara, 'Start…')
  await dialog(mara).getByLabel(`Type ${accounts} to go on`).fill(String(accounts))
  await look(mara, 'start')
  await dialog(mara)
    .getByRole('button', { name: `Ban ${accounts} people` })
    .click()
  await state(mara, 'Done')
  await mara.getByText(`${accounts} of ${accounts}`).waitFor()
  expect(trolls.every((id) => bans().has(id))).toBe(true)

  const [first = '', second = ''] = trolls
  for (const id of [first, second]) {
    await mara.getByRole('searchbox', { name: 'Search by name or id' }).fill(id)
    await mara.waitForURL(new RegExp(`q=${id}`))
    await expect.poll(() => mara.getByRole('checkbox').count()).toBe(1)
    await row(mara, id).getByRole('checkbox').check()
  }
  await look(mara, 'picked')
  await press(mara, 'Undo 2')
  await heading(mara, 'Undo 2 actions')
  await mara.getByText('2 cases').waitFor()
  await look(mara, 'plan-undo')
  await press(mara, 'Undo 2 actions')
  await state(mara, 'Done')
  expect([first, second].map((id) => bans().has(id))).toEqual([false, false])
  expect(bans().has(trolls[2] ?? '')).toBe(true)
  expect(stage.sandbox.violations.list).toEqual([])
  await mara.context().close()
})

test('what was pasted is read, planned, thinned out, paused and finished', async () => {
  const ids = await joinMany(42)
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/sweeps/new'))
  const lines = ids.map((id, n) => (n % 2 ? `<@${id}> joined` : `${n},${id},"name, quoted"`))
  const text = [
    'number,id,name',
    ...lines,
    ids[0],
    'nobody here <#123456789012345678>',
    people.tomas,
    people.mara,
  ].join('\n')
  await mara.getByLabel('Anything with ids in it').fill(text)
  await mara.getByText('44 found, 1 duplicate, 2 lines without anyone.').waitFor()
  await mara.getByText('Show these lines').click()
  await look(mara, 'new-paste')
  await pick(mara, 'Timeout')
  await mara.getByLabel('Reason').fill('sweep of the day')
  await press(mara, 'Review')

  await heading(mara, 'Timeout 42 people')
  await mara.getByRole('button', { name: /^Staff/ }).click()
  await row(mara, people.tomas).waitFor()
  await mara.getByRole('button', { name: /^All/ }).click()
  await toList(mara)
  for (const [id, left] of [
    [ids[0], 41],
    [ids[1], 40],
  ] as const) {
    await row(mara, id ?? '')
      .getByRole('checkbox')
      .uncheck()
    await heading(mara, `Timeout ${left} people`)
  }
  await mara.reload()
  await heading(mara, 'Timeout 40 people')
  await look(mara, 'plan')

  const { faults } = stage.sandbox
  const held = faults.add({ match: { method: 'PATCH', path: `/guilds/${guild}/members/*` }, kind: 'hang' })
  await press(mara, 'Start…')
  await dialog(mara).getByLabel('Type 40 to go on').fill('39')
  await dialog(mara).getByRole('button', { name: 'Timeout 40 people' }).click()
  await dialog(mara).getByText('That is not 40.').waitFor()
  await dialog(mara).getByLabel('Type 40 to go on').fill('40')
  await dialog(mara).getByRole('button', { name: 'Timeout 40 people' }).click()
  await state(mara, 'Running')
  await faults.held(held)
  const elsewhere = await mara.context().newPage()
  await elsewhere.goto(stage.url + inHarbour('/members'))
  const bar = elsewhere.getByRole('list', { name: 'Sweeps under way' })
  await bar.getByText('Timeout 40 people').waitFor()
  await press(mara, 'Pause')
  await state(mara, 'Paused')
  faults.remove(held)
  await bar.getByText('paused').waitFor()
  await look(mara, 'paused')
  await press(mara, 'Resume')
  await state(mara, 'Done')
  await mara.getByText('40 of 40').waitFor()
  await bar.waitFor({ state: 'detached' })
  expect(ids.map(isTimedOut)).toEqual(ids.map((_, n) => n > 1))
  const [file] = await Promise.all([
    mara.waitForEvent('download'),
    mara.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^sweep-.*\.csv$/)
  const written = readFileSync(await file.path(), 'utf8')
    .trim()
    .split(/\r?\n/)
  expect(written).toHaveLength(45)
  expect(written.find((line) => line.includes(ids[2] ?? ''))).toMatch(/"act","done","\d+"/)
  await mara.context().close()
})

test('what failed is retried, at a limit of Discord it waits and goes on by itself, and what is stopped stays so', async () => {
  const mara = await browser.open({ screen: phone, theme: 'dark' })
  await signIn(mara, stage, 'Mara', inHarbour('/sweeps/new'))
  const { faults } = stage.sandbox
  const members = await joinMany(4)
  const [stubborn = ''] = members
  const path = `/guilds/${guild}/members/${stubborn}`
  faults.add({ id: 'no', kind: 'status', status: 403, match: { method: 'PATCH', path } })
  await mara.getByLabel('Anything with ids in it').fill(members.join(' '))
  await pick(mara, 'Timeout')
  await mara.getByLabel('Reason').fill('kept')
  await mara.reload()
  expect(await mara.getByLabel('Anything with ids in it').inputValue()).toBe(members.join(' '))
  expect(await mara.getByLabel('Reason').inputValue()).toBe('kept')
  await press(mara, 'Review')
  await mara.getByRole('button', { name: 'Start…' }).waitFor()
  expect(await mara.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('new-sweep')))).toEqual(
    [],
  )
  await press(mara, 'Start…')
  await dialog(mara).getByRole('button', { name: 'Timeout 4 people' }).click()
  await state(mara, 'Done')
  const failures = mara.getByRole('region', { name: '1 failed' })
  await failures.getByRole('button', { name: /1$/ }).click()
  await toList(mara)
  await row(mara, stubborn).getByText('Failed').waitFor()
  await look(mara, 'failed')
  faults.remove('no')
  await press(mara, 'Retry failed')
  await failures.waitFor({ state: 'detached' })
  await mara.getByText('4 of 4').waitFor()
  expect(members.every(isTimedOut)).toBe(true)

  const { outsideBans } = stage.sandbox.world.mustGuild(guild)
  stage.sandbox.options.outsideBansPerDay = outsideBans.count + 2
  const strangers = Array.from({ length: 4 }, () => stranger(stage))
  await planPasted(mara, strangers.join(' '), 'Ban')
  await press(mara, 'Start…')
  await dialog(mara).getByRole('button', { name: 'Ban 4 people' }).click()
  await state(mara, 'Waiting')
  await mara.getByText('2 of 4').waitFor()
  await look(mara, 'parked')
  stage.sandbox.options.outsideBansPerDay = 1_000
  await state(mara, 'Done')
  await mara.getByText('4 of 4').waitFor()

  const held = faults.add({ kind: 'hang', match: { method: 'PATCH', path: `/guilds/${guild}/members/*` } })
  const more = await joinMany(6)
  await planPasted(mara, more.join(' '), 'Timeout')
  await press(mara, 'Start…')
  await dialog(mara).getByRole('button', { name: 'Timeout 6 people' }).click()
  await faults.held(held)
  await press(mara, 'Stop…')
  await dialog(mara).getByRole('button', { name: 'Stop', exact: true }).click()
  await state(mara, 'Stopped')
  faults.remove(held)
  await mara.getByRole('button', { name: /^Not reached/ }).waitFor()
  await look(mara, 'stopped')
  await mara.context().close()
})

test('above the size that the settings name, a second moderator must approve', async () => {
  await ask('PATCH', '/settings', { sweeps: { approvalAbove: 5, protectedRoleIds: [] } })
  const ids = await joinMany(8)
  const tomas = await browser.open()
  await signIn(tomas, stage, 'Tomas', inHarbour('/sweeps'))
  await planPasted(tomas, ids.join(' '), 'Ban')
  await heading(tomas, 'Ban 8 people')
  await press(tomas, 'Ask for approval…')
  await dialog(tomas).getByRole('button', { name: 'Ask for approval' }).click()
  await tomas.getByRole('heading', { name: 'A second moderator must approve this' }).waitFor()
  const own = tomas.getByRole('button', { name: 'Approve 8 bans…' })
  expect(await own.getAttribute('aria-disabled')).toBe('true')
  expect(ids.some((id) => bans().has(id))).toBe(false)
  await toList(tomas)
  await row(tomas, ids[0] ?? '')
    .getByText('Waiting')
    .waitFor(soon)

  const dana = await browser.open({ screen: phone })
  await signIn(dana, stage, 'Dana', inHarbour('/cases'))
  await dana
    .getByRole('list', { name: 'Sweeps under way' })
    .getByRole('link', { name: /Ban 8 people/ })
    .click()
  await dana.getByText('Asked for by Tomas').first().waitFor()
  await look(dana, 'approval')
  await press(dana, 'Approve 8 bans…')
  await dialog(dana).getByRole('button', { name: 'Approve: Ban 8 people' }).click()
  await state(dana, 'Done')
  await state(tomas, 'Done')
  await tomas.getByText('approved by Dana').waitFor(soon)
  expect(ids.every((id) => bans().has(id))).toBe(true)
  await ask('PATCH', '/settings', { sweeps: { approvalAbove: 1000, protectedRoleIds: [] } })
  await tomas.context().close()
  await dana.context().close()
})

test.each([
  ['at a desk', desktop],
  ['on a phone', phone],
] as const)(
  'a sweep that runs %s stops by itself when whoever runs it loses the seat, and a colleague takes it over',
  async (_where, screen) => {
    browser.expectTrouble(refusedWith(403))
    const ids = await joinMany(30)
    await ask('PUT', '/seats', { subjectType: 'user', subjectId: people.tomas, level: 'moderator' })
    const tomas = await browser.open({ screen })
    const mara = await browser.open({ screen })
    await signIn(tomas, stage, 'Tomas', inHarbour('/sweeps'))
    await signIn(mara, stage, 'Mara', inHarbour('/sweeps'))
    const { faults } = stage.sandbox
    const held = faults.add({ match: { method: 'PATCH', path: `/guilds/${guild}/members/*` }, kind: 'hang' })
    await planPasted(tomas, ids.join(' '), 'Timeout')
    await heading(tomas, 'Timeout 30 people')
    await press(tomas, 'Start…')
    await dialog(tomas).getByLabel('Type 30 to go on').fill('30')
    await dialog(tomas).getByRole('button', { name: 'Timeout 30 people' }).click()
    await faults.held(held)
    await mara.getByRole('row').filter({ hasText: 'Running' }).getByRole('link', { name: 'Timeout 30 people' }).click()
    await state(mara, 'Running')
    await ask('DELETE', `/seats/user/${people.tomas}`)
    await tomas.getByText('You have no seat in this server.').waitFor()
    faults.remove(held)
    await state(mara, 'Paused')
    await mara.getByText('Tomas has no seat here any more.').waitFor()
    await look(mara, 'without-seat')
    await press(mara, 'Resume')
    await state(mara, 'Done')
    await mara.getByText('resumed by Mara').waitFor()
    expect(ids.every(isTimedOut)).toBe(true)
    const { sweeps } = (await (await ask('GET', '/sweeps')).json()) as { sweeps: Sweep[] }
    expect(sweeps[0]).toMatchObject({ state: 'done', startedBy: { id: people.tomas }, counts: { done: 30 } })
    await tomas.context().close()
    await mara.context().close()
  },
)

test('what one moderator did of late is undone as one reviewed sweep', async () => {
  const [id = ''] = await joinMany(1)
  await owner.act(guild, { kind: 'ban', targetId: id, reason: 'in a rage' })
  const dana = await browser.open()
  await signIn(dana, stage, 'Dana', inHarbour('/sweeps'))
  await dana.getByRole('link', { name: "Undo someone's actions" }).click()
  await dana.getByRole('combobox', { name: 'Whose actions' }).fill('Mara')
  await dana.getByRole('option', { name: /Mara/ }).first().click()
  await press(dana, 'Review')
  await heading(dana, /^Undo \d+ actions?$/)
  await look(dana, 'undo')
  await dana.getByRole('searchbox', { name: 'Search by name or id' }).fill(id)
  await toList(dana)
  await row(dana, id).getByText('Can be undone').waitFor()
  await press(dana, 'Discard')
  await dialog(dana).getByRole('button', { name: 'Discard' }).click()
  await heading(dana, 'Sweeps')
  expect(bans().has(id)).toBe(true)
  await dana.context().close()
})
