import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings } from '#schema/contract/settings.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { actOn, caseRow, dialog, fact, feed, inHarbour, sheet, signIn, soon, visit } from '#test/product/dashboard.ts'
import { signInOwner } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
const browser = useBrowser()
beforeAll(async () => {
  stage = await startStage()
  await signInOwner(stage, people.mara, servers.harbour)
})
afterAll(async () => {
  const { violations } = stage.sandbox
  await stage.close()
  expect(violations.list, 'requests that Discord does not document').toEqual([])
})

const slash = (command: string, options: Record<string, string | number>, userId: string = people.tomas) =>
  stage.sandbox.live.interactions.press({
    userId,
    guildId: servers.harbour,
    channelId: channels.harbour.general,
    command,
    options,
  })

describe('the newcomer', () => {
  let mara: Page
  let tomas: Page

  test('signs in through the local Discord and sees her servers', async () => {
    mara = await browser.open()
    await signIn(mara, stage, 'Mara')
    await mara.getByRole('link', { name: /Quiet Corner/ }).waitFor()
    expect(await mara.getByRole('link', { name: /Tabletop Club/ }).count()).toBe(0)
    await mara.getByRole('link', { name: /Harbour Lights/ }).click()
    await mara.getByRole('heading', { name: 'Overview' }).waitFor()
    await mara.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()
  })

  test('gives the moderators a seat, and one of them comes in', async () => {
    await visit(mara, 'Seats')
    await mara.getByRole('button', { name: 'Give a seat' }).click()
    await dialog(mara).getByLabel('Role', { exact: true }).selectOption('Moderator')
    await dialog(mara).getByRole('button', { name: 'Give the seat' }).click()
    await mara.getByRole('combobox', { name: 'Seat of Moderator' }).waitFor()

    tomas = await browser.open()
    await signIn(tomas, stage, 'Tomas', inHarbour('/cases'))
    await tomas.getByText('No cases yet').waitFor()
  })

  test('bans a troll from the dashboard: case 1, at once in the other window', async () => {
    await visit(mara, 'Members')
    await actOn(mara, 'spam.goblin', 'Ban', 'spam in every channel')
    await mara.getByRole('link', { name: 'Case #1' }).waitFor()
    await caseRow(tomas, 1).waitFor(soon)
    await expect.poll(() => caseRow(tomas, 1).textContent()).toContain('spam in every channel')
    expect(stage.sandbox.world.guild(servers.harbour)?.bans.get(people.goblin)?.reason).toBe(
      '[#1] Mara: spam in every channel',
    )
  })

  test('another is banned by /ban: case 2, at once in both windows', async () => {
    await visit(mara, 'Overview')
    const pressed = await slash('ban', { user: people.rick, reason: 'ragebait' })
    await Promise.all([
      caseRow(tomas, 2).waitFor(soon),
      feed(mara)
        .getByRole('listitem')
        .filter({ hasText: /Tomas banned Rick.*#2/ })
        .waitFor(soon),
    ])
    expect((await pressed.final()).content).toContain('case 2')
  })

  test('both cases show the direct message, the source, the signature and that Discord confirmed it', async () => {
    await visit(mara, 'Cases')
    for (const [number, source] of [
      [1, 'Dashboard'],
      [2, 'Slash command'],
    ] as const) {
      await caseRow(mara, number).click()
      const open = sheet(mara, number)
      await expect.poll(() => fact(open, 'Source').textContent()).toBe(source)
      expect(await fact(open, 'Direct message').textContent()).toContain('Delivered')
      expect(await fact(open, 'Signature').textContent()).toContain('Valid when performed')
      await expect.poll(() => fact(open, 'Discord').textContent()).toMatch(/Confirmed.*Audit log entry/)
    }
  })
})

describe('on a phone', () => {
  let mara: Page

  test('a troll is banned for a while', async () => {
    mara = await browser.open({ screen: phone })
    await signIn(mara, stage, 'Mara', inHarbour())
    await visit(mara, 'Members')
    await actOn(mara, 'Crypto Kev 📈', 'Temporary ban', 'coin adverts', async () => {
      await dialog(mara).getByRole('textbox', { name: 'For how long' }).fill('3d')
      await dialog(mara)
        .getByText(/^3 days, until/)
        .waitFor()
    })
    await mara.getByRole('link', { name: 'Case #3' }).click()
    const open = sheet(mara, 3)
    await expect.poll(() => fact(open, 'Duration').textContent()).toBe('3 days')
    await open.getByText('3 days left.').waitFor()
  })

  test('and the ban taken back from the case: one more case, linked with the first', async () => {
    await sheet(mara, 3).getByRole('button', { name: 'End now' }).click()
    await dialog(mara).getByText('This is recorded as a case of its own, linked to case #3.').waitFor()
    await dialog(mara).getByLabel('Reason').fill('he apologised')
    await dialog(mara).getByRole('button', { name: 'Unban', exact: true }).click()
    const linked = (number: number) => sheet(mara, number).getByRole('region', { name: 'Linked cases' })
    await linked(3).getByText('Ended by').waitFor()
    await linked(3).getByRole('link', { name: 'Case #4' }).click()
    await linked(4).getByText('Ends Case #3').waitFor()
    expect(stage.sandbox.world.guild(servers.harbour)?.bans.has(people.kev)).toBe(false)
  })

  test('the drawer leads to the rest', async () => {
    await sheet(mara, 4).getByRole('button', { name: 'Close' }).click()
    await visit(mara, 'Settings')
    await visit(mara, 'Overview')
  })
})

describe('settings', () => {
  let mara: Page

  test('a log channel is chosen and saved by keyboard, and the next case is posted there', async () => {
    mara = await browser.open()
    await signIn(mara, stage, 'Mara', inHarbour('/settings'))
    await mara.getByLabel('Post every case to').selectOption({ label: '#mod-log' })
    await mara.getByText('1 change not saved').waitFor()
    await mara.keyboard.press('Control+s')
    await mara.getByText('Settings saved.').last().waitFor()

    await slash('warn', { user: people.leo, reason: 'too loud' })
    const posted = await eventually(
      () => stage.sandbox.world.messages(channels.harbour.modLog).find((m) => m.author.id === people.wardroom),
      'the log message',
    )
    expect(JSON.stringify(posted.embeds)).toMatch(/case 5.*too loud/)
    await visit(mara, 'Cases')
    await caseRow(mara, 5).click()
    const link = fact(sheet(mara, 5), 'Log channel').getByRole('link')
    expect(await link.getAttribute('href')).toContain(`${channels.harbour.modLog}/${posted.id}`)
  })

  test('what is not saved is not lost by leaving', async () => {
    await visit(mara, 'Settings')
    await mara.getByLabel('Added to the message of a ban').fill('Appeal at https://example.org')
    await mara.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
    await dialog(mara).getByText('One change is not saved.').waitFor()
    await dialog(mara).getByRole('button', { name: 'Cancel' }).click()
    expect(mara.url()).toContain('/settings')
    await mara.getByRole('button', { name: 'Discard' }).click()
    await visit(mara, 'Overview')
  })

  test('a wrong number is where the save stops, and a colleague’s save is not undone by mine', async () => {
    await visit(mara, 'Settings')
    const above = mara.getByLabel('Above this many people')
    await above.fill('0')
    await mara.getByLabel('Raid mode holds, in minutes').fill('90')
    await mara.keyboard.press('Control+s')
    await mara.getByText('A number from 1 to 10,000.').waitFor()
    expect(await above.evaluate((input) => document.activeElement === input)).toBe(true)
    await above.fill('500')
    await mara.getByText('2 changes not saved').waitFor()
    const body = JSON.stringify({ raid: { ...defaultSettings.raid, seconds: 45 } })
    const other = await signInOwner(stage, people.mara, servers.harbour)
    await other.request(`/api/guilds/${servers.harbour}/settings`, { method: 'PATCH', body })
    await eventually(async () => (await mara.getByLabel('Within seconds').inputValue()) === '45', 'the save of another')
    await mara.keyboard.press('Control+s')
    await mara.getByText('changes not saved').waitFor({ state: 'detached' })
    const saved = await (await other.request(`/api/guilds/${servers.harbour}/settings`)).json()
    expect(saved).toMatchObject({ raid: { seconds: 45, holdMinutes: 90 }, sweeps: { approvalAbove: 500 } })
  })

  test('of a field that a colleague saved too, what stays is chosen; a wrong colour goes by Discard', async () => {
    const other = await signInOwner(stage, people.mara, servers.harbour)
    const path = `/api/guilds/${servers.harbour}/settings`
    const raidNow = async () => (await (await other.request(path)).json()).raid
    const patch = async (body: object) =>
      (await other.request(path, { method: 'PATCH', body: JSON.stringify(body) })).status
    const holds = mara.getByLabel('Raid mode holds, in minutes')
    const theirs = async (holdMinutes: number) => {
      await patch({ raid: { ...(await raidNow()), holdMinutes } })
      await mara.getByText('A colleague saved Raid mode holds').waitFor()
    }
    await holds.fill('70')
    await theirs(120)
    expect(await mara.getByRole('group', { name: 'Raid mode holds' }).locator('dd').allInnerTexts()).toEqual([
      '120',
      '70',
    ])
    await mara.keyboard.press('Control+s')
    expect((await raidNow()).holdMinutes).toBe(120)
    await mara.getByRole('button', { name: 'Keep mine' }).click()
    await mara.keyboard.press('Control+s')
    await mara.getByText('not saved').waitFor({ state: 'detached' })
    expect((await raidNow()).holdMinutes).toBe(70)
    await holds.fill('80')
    await theirs(240)
    await mara.getByRole('button', { name: 'Keep theirs' }).click()
    await mara.getByText('not saved').waitFor({ state: 'detached' })
    expect(await holds.inputValue()).toBe('240')
    // a save that has not seen the last one
    expect(await patch({ raid: defaultSettings.raid, seen: { raid: defaultSettings.raid } })).toBe(409)

    await mara.getByLabel("A colour of this server's own").check()
    const color = mara.getByRole('textbox', { name: 'Colour', exact: true })
    await color.fill('nonsense')
    await mara.keyboard.press('Control+s')
    await mara.getByText('Six digits').waitFor()
    await mara.getByRole('button', { name: 'Discard' }).click()
    await mara.getByText('Six digits').waitFor({ state: 'detached' })
    await visit(mara, 'Overview')
  })
})

describe('the theme', () => {
  test('is there before the first paint, has three ways, and is remembered', async () => {
    const mara = await browser.open({ theme: 'dark' })
    // what the document says when its first element is made, before any stylesheet or module has come
    await mara.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return
        observer.disconnect()
        sessionStorage.setItem('theme-at-body', document.documentElement.dataset.theme ?? 'none')
      }).observe(document, { childList: true, subtree: true })
    })
    const atFirst = () => mara.evaluate(() => sessionStorage.getItem('theme-at-body'))
    const now = () => mara.evaluate(() => document.documentElement.dataset.theme)
    await signIn(mara, stage, 'Mara', inHarbour())
    await mara.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(await atFirst()).toBe('dark')
    const pick = async (name: string) => {
      await mara.getByRole('button', { name: /^Account/ }).click()
      await mara.getByRole('menuitemradio', { name }).click()
    }
    await pick('Light')
    expect(await now()).toBe('light')
    await mara.reload()
    await mara.getByRole('heading', { name: 'Overview' }).waitFor()
    expect([await atFirst(), await now()]).toEqual(['light', 'light'])
    await pick('System theme')
    expect(await now()).toBe('dark')
    await mara.emulateMedia({ colorScheme: 'light' })
    await expect.poll(now).toBe('light')
  })
})
