import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channelType } from '#sandbox/world/shapes.ts'
import { straight } from '#schema/contract/straight.ts'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { caseRow, dialog, feed, inHarbour, openActOn, sheet, signIn, soon, visit } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()
beforeAll(async () => {
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, servers.harbour)
})
afterAll(() => stage.close())

const guild = servers.harbour
const byMara = { by: people.mara }
const line = (page: Page, words: RegExp) => feed(page).getByRole('listitem').filter({ hasText: words })
const note = (text: string) => owner.act(guild, { kind: 'note', targetId: people.leo, reason: text })

describe.each([
  ['on a desk', undefined],
  ['on a phone', phone],
] as const)('what happens in Discord, %s', (_, screen) => {
  test('appears in the feed at once', async () => {
    const { world } = stage.sandbox
    const mara = await browser.open(screen && { screen })
    await signIn(mara, stage, 'Mara', inHarbour())
    await mara.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()
    const newcomer = world.createUser({ username: 'fresh.face', global_name: 'Fresh Face' })

    world.join(guild, newcomer.id)
    await line(mara, /Fresh Face joined/)
      .first()
      .waitFor(soon)
    world.addRole(guild, newcomer.id, roles.harbour.artist, byMara)
    await line(mara, /Fresh Face got Artist/)
      .first()
      .waitFor(soon)
    world.createChannel(guild, { name: `plans-${screen ? 'two' : 'one'}`, type: channelType.text }, byMara)
    await line(mara, new RegExp(`Channel #plans-${screen ? 'two' : 'one'} created`)).waitFor(soon)
    world.leave(guild, newcomer.id)
    await line(mara, /Fresh Face left/)
      .first()
      .waitFor(soon)
    world.ban(guild, newcomer.id, { by: people.dana, reason: 'seen before' })
    await line(mara, /Dana banned Fresh Face/)
      .first()
      .waitFor(soon)
    // from one series to two and back, which fails on an error of the page
    for (const [name, words] of [
      ['Joins and leaves', /^Joined: .*Left: /],
      ['Actions', /^Actions: \d+ since/],
      ['Joins and leaves', /^Joined: /],
      ['Messages', /^Messages: /],
    ] as const) {
      await mara.getByRole('radiogroup', { name: 'Show' }).getByText(name).click()
      await mara.getByText(words).waitFor()
    }
    await mara.context().close()
  })
})

describe('when the connection breaks', () => {
  let mara: Page

  test('the page says so, and refuses to act', async () => {
    mara = await browser.open()
    await signIn(mara, stage, 'Mara', inHarbour('/members'))
    await mara.getByRole('searchbox').fill('Rick')
    await mara.getByRole('button', { name: 'Act on Rick' }).waitFor()
    browser.expectTrouble(/ERR_INTERNET_DISCONNECTED/)
    await mara.context().setOffline(true)
    await mara.getByText('Offline.').waitFor()
    await openActOn(mara, 'Rick')
    await dialog(mara)
      .locator('label')
      .filter({ hasText: /^Warn$/ })
      .click()
    await dialog(mara).getByLabel('Reason').fill('while away')
    await dialog(mara).getByRole('button', { name: 'Warn', exact: true }).click()
    await dialog(mara).getByText('You are offline.').waitFor()
    expect(await dialog(mara).locator('code').count()).toBe(0)
    await mara.keyboard.press('Escape')
    expect((await owner.cases(guild)).filter((c) => c.kind === 'warn')).toEqual([])
  })

  test('what was missed is there when it is back, without a reload', async () => {
    await mara.evaluate(() => Object.assign(window, { sameDocument: true }))
    browser.expectTrouble(/ERR_INTERNET_DISCONNECTED/)
    const missed = await note('written while she was away')
    if (!missed.ok || missed.number === undefined) throw new Error('the note was refused')
    await mara.context().setOffline(false)
    await mara.getByText('Offline.').waitFor({ state: 'detached' })
    await visit(mara, 'Cases')
    await caseRow(mara, missed.number).waitFor()
    expect(await mara.evaluate(() => 'sameDocument' in window)).toBe(true)
  })

  test('while Wardroom itself is away the page stays, says so, and goes on by itself', async () => {
    browser.expectTrouble(/ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection/)
    await stage.product.kill()
    await mara.getByText(/Reconnecting\.|Offline\./).waitFor()
    await caseRow(mara, 1).waitFor()
    await stage.product.restart()
    await mara.getByText(/Reconnecting\.|Offline\./).waitFor({ state: 'detached', timeout: 40_000 })
    const again = await note('after the restart')
    await caseRow(mara, (again.ok && again.number) || 0).waitFor(soon)
  })

  test('when only Discord’s own changes stop to arrive, that is said too', async () => {
    await stage.relay.kill()
    stage.sandbox.world.join(guild, people.lurker)
    await mara.getByText("Discord's changes do not arrive right now.").waitFor({ timeout: 60_000 })
    const still = await note('actions still work')
    await caseRow(mara, (still.ok && still.number) || 0).waitFor(soon)
    stage.relay.start()
    await mara.getByText("Discord's changes do not arrive right now.").waitFor({ state: 'detached', timeout: 30_000 })
    await mara.context().close()
  })
})

describe('the record', () => {
  let mara: Page
  const cases = () =>
    mara
      .getByRole('table', { name: 'Cases' })
      .getByRole('row')
      .filter({ has: mara.getByRole('link') })

  test('keeps its filters in the address, which shows a colleague the same', async () => {
    await owner.act(guild, { kind: 'warn', targetId: people.rick, reason: 'shouting about anchors' })
    await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'shouting about sails' })
    mara = await browser.open()
    await signIn(mara, stage, 'Mara', inHarbour('/cases'))
    await mara.getByRole('button', { name: 'Filters' }).click()
    await mara.getByRole('checkbox', { name: /^Warn / }).check()
    await mara.keyboard.press('Escape')
    await expect.poll(() => cases().count()).toBe(2)
    await mara.getByRole('searchbox').fill('anchor')
    await expect.poll(() => cases().count()).toBe(1)
    const address = mara.url()
    expect(address).toMatch(/kind=warn/)
    const copy = await mara.context().newPage()
    await copy.goto(address)
    await copy.getByRole('searchbox').waitFor()
    expect(await copy.getByRole('searchbox').inputValue()).toBe('anchor')
    await copy.getByText('shouting about anchors').waitFor()
    expect(await copy.getByText('shouting about sails').count()).toBe(0)
    await copy.close()
    await mara.getByRole('button', { name: 'Clear filters' }).click()
    await expect.poll(() => cases().count()).toBeGreaterThan(2)
  })

  test('opens a case with an address of its own: reload keeps it, Back closes it', async () => {
    const [newest] = await owner.cases(guild)
    const number = newest?.number ?? 0
    await caseRow(mara, number).click()
    await sheet(mara, number).getByText('Valid when performed').waitFor()
    await mara.reload()
    await sheet(mara, number).getByText('Valid when performed').waitFor()
    await mara.goBack()
    await sheet(mara, number).waitFor({ state: 'detached' })
  })

  test('is walked by keys: J, K, Enter and Escape', async () => {
    const [first, second] = await owner.cases(guild)
    const open = (number = 0) => sheet(mara, number)
    await mara.getByRole('heading', { name: 'Cases' }).click()
    await mara.keyboard.press('j')
    await mara.keyboard.press('k')
    await mara.keyboard.press('Enter')
    await open(first?.number).waitFor()
    await mara.keyboard.press('j')
    await open(second?.number).waitFor()
    await mara.keyboard.press('Escape')
    await open(second?.number).waitFor({ state: 'detached' })
    await mara.getByRole('searchbox').focus()
    await mara.keyboard.type('jk')
    expect(await mara.getByRole('searchbox').inputValue()).toBe('jk')
    await mara.getByRole('searchbox').fill('')
    await expect.poll(() => mara.url()).not.toContain('q=')
  })

  test('does not move under a reader: what is new waits, and comes on request', async () => {
    for (let n = 0; n < 25; n++) await note(`filler ${n}`)
    await mara.getByText('filler 24').waitFor(soon)
    await mara.mouse.move(700, 500)
    await mara.mouse.wheel(0, 700)
    await expect.poll(() => mara.evaluate(() => scrollY)).toBeGreaterThan(300)
    await note('news for a reader')
    await mara.getByRole('button', { name: '1 new case' }).click()
    await mara.getByText('news for a reader').waitFor()
    expect(await mara.evaluate(() => scrollY)).toBe(0)
  })

  test('stands still when paused, and goes on when resumed', async () => {
    await mara.getByRole('button', { name: 'Pause' }).click()
    await mara.getByText('Paused').waitFor()
    await note('behind the pause')
    await mara.getByRole('button', { name: '1 new case' }).waitFor(soon)
    expect(await mara.getByText('behind the pause').count()).toBe(0)
    await mara.getByRole('button', { name: 'Resume' }).click()
    await mara.getByText('behind the pause').waitFor()
  })
})

describe('members', () => {
  test('are found by name and by id, and hostile names are only text', async () => {
    const mara = await browser.open()
    await signIn(mara, stage, 'Mara', inHarbour('/members'))
    const search = mara.getByRole('searchbox')
    await search.fill('tomas')
    await mara.getByRole('link', { name: 'Tomas', exact: true }).waitFor()
    await search.fill(people.dana)
    await mara.getByRole('link', { name: 'Dana', exact: true }).waitFor()
    const alerts: string[] = []
    mara.on('dialog', (alert) => {
      alerts.push(alert.message())
      void alert.dismiss()
    })
    for (const hostile of ['markup', 'everyone', 'backwards', 'endless', 'emoji', 'invisible'] as const) {
      const { username, global_name } = stage.sandbox.world.mustUser(people[hostile])
      const name = hostile === 'invisible' ? username : global_name
      await search.fill(people[hostile])
      const link = mara.locator(`[data-row="${people[hostile]}"]`)
      await link.waitFor()
      expect(await link.textContent()).toBe(straight(name ?? ''))
      await mara.getByText(`@${straight(username)}`).waitFor()
      await link.click()
      await mara.getByRole('heading', { level: 1 }).waitFor()
      expect(await mara.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await mara.goBack()
    }
    expect(alerts).toEqual([])
    expect(await mara.locator('img[src=x]').count()).toBe(0)
  })

  test('come and go in the list as they do in Discord', async () => {
    const mara = await browser.open({ screen: phone })
    await signIn(mara, stage, 'Mara', inHarbour('/members'))
    const { world } = stage.sandbox
    const guest = world.createUser({ username: 'guest.star', global_name: 'Guest Star' })
    world.join(guild, guest.id)
    await mara.locator(`[data-row="${guest.id}"]`).waitFor(soon)
    await mara.locator(`[data-row="${guest.id}"]`).click()
    await mara.getByRole('heading', { name: 'Guest Star' }).waitFor()
    world.leave(guild, guest.id)
    await mara.getByText('Left', { exact: true }).first().waitFor(soon)
    await eventually(() => stage.sandbox.violations.list.length === 0, 'no undocumented request')
  })
})
