import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { desktop, phone, useBrowser, type Theme } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn, soon } from '#test/product/dashboard.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
const guild = servers.harbour
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await settleIn(stage, { userId: people.mara, guildId: guild })
  await owner.request(`/api/guilds/${guild}/seats`, {
    method: 'PUT',
    body: JSON.stringify({ subjectType: 'user', subjectId: people.dana, level: 'viewer' }),
  })
  await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'Shouting in #general' })
  await owner.act(guild, { kind: 'note', targetId: people.leo, reason: 'Promised to calm down' })
  await owner.act(guild, { kind: 'timeout', targetId: people.leo, reason: 'Did not', duration: 3_600_000 })
  const { world } = stage.sandbox
  const by = { by: people.dana }
  for (let n = 0; n < 12; n++) world.writeMessage(channels.harbour.general, people.leo, { content: `line ${n}` })
  world.setNick(guild, people.leo, 'Leo the Loud', by)
  world.addRole(guild, people.leo, roles.harbour.artist, by)
  const rolesTold = async () =>
    (await owner.request(`/api/guilds/${guild}/members/${people.leo}/timeline?kind=roles`)).text()
  await eventually(async () => (await rolesTold()).includes(roles.harbour.artist), 'the role in the history')
  // what it counted is reported when it stops
  await stage.relay.stop()
  stage.relay.start()
  await eventually(async () => (await owner.overview(guild)).relayOnline, 'the relay back')
})
afterAll(() => stage.close())

const rows = (page: Page) => page.getByRole('table', { name: 'Members' }).locator('[data-row]')
const history = (page: Page) => page.getByRole('list', { name: 'History, newest first' }).getByRole('listitem')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search by name or id' })

async function look(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is no wider`).toBe(
    true,
  )
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe.each([
  ['desk', desktop, 'light'],
  ['phone', phone, 'dark'],
] as const)('members, on a %s', (where, screen, theme: Theme) => {
  const isPhone = where === 'phone'
  const open = async (path: string): Promise<Page> => {
    const mara = await browser.open({ screen, theme })
    await signIn(mara, stage, 'Mara', inHarbour(path))
    return mara
  }

  test('are found by any part of a name, however it is written, and by filters that stand in the address', async () => {
    const mara = await open('/members')
    await rows(mara).first().waitFor()
    await look(mara, `members-${where}`)
    await search(mara).fill('g0bl1n')
    await mara.getByText('1 member matches').waitFor()
    await rows(mara).filter({ hasText: 'spam.goblin' }).waitFor()
    await mara.getByRole('button', { name: 'Clear filters' }).click()
    if (isPhone) await mara.getByRole('button', { name: /^Filters/ }).click()
    await mara.getByLabel('Role', { exact: true }).selectOption({ label: 'Helper' })
    if (isPhone) await mara.getByRole('button', { name: 'Show members' }).click()
    await mara.getByText(/members? match/).waitFor()
    await rows(mara).filter({ hasText: 'Priya' }).waitFor()
    expect(new URL(mara.url()).searchParams.get('roleId')).toBe(roles.harbour.helper)
    await mara.getByRole('button', { name: /^Filters/ }).click()
    await mara.getByLabel('Joined from').waitFor()
    await look(mara, `members-filters-${where}`)
    await mara.keyboard.press('Escape')
    const view = mara.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Helpers [1-9]\d*$/ })
    // what was saved at the desk is the same on the phone
    if (!isPhone) {
      await mara.getByRole('button', { name: 'Save view…' }).click()
      await dialog(mara).getByLabel('Name').fill('Helpers')
      await dialog(mara).getByLabel('Share it with the staff').check()
      await dialog(mara).getByRole('button', { name: 'Save view' }).click()
    }
    await view.and(mara.locator('[aria-current]')).waitFor()
    if (!isPhone) {
      await eventually(() => view.evaluate((link) => link === document.activeElement), 'the focus on what was saved')
      await mara
        .getByRole('button', { name: /^Remove filter/ })
        .first()
        .press('Enter')
      await mara.locator('button:focus, [data-search]:focus').waitFor()
      await mara.goBack()
    }
    const colleague = await browser.open({ screen })
    await signIn(colleague, stage, 'Dana')
    await colleague.goto(mara.url())
    await rows(colleague).filter({ hasText: 'Priya' }).waitFor()
    await colleague.locator('[aria-current]').filter({ hasText: 'Helpers' }).waitFor()
    await colleague.context().close()
    await mara.goBack()
    await eventually(async () => (await rows(mara).count()) > 5, 'everyone again')
    if (isPhone) {
      // a view that is deleted leaves its filters, and nothing of itself
      await view.click()
      await mara.waitForURL(/view=/)
      await mara.getByRole('button', { name: 'View Helpers' }).click()
      await mara.getByRole('menuitem', { name: 'Delete…' }).click()
      await dialog(mara).getByRole('button', { name: 'Delete view' }).click()
      await mara.waitForURL((url) => url.searchParams.has('roleId') && !url.searchParams.has('view'))
    }
    await mara.context().close()
  })

  test('with cases come first where that is asked, and are picked for a sweep', async () => {
    const mara = await open('/members?order=cases&cases=any')
    const leo = rows(mara).filter({ hasText: 'Leo' })
    await leo.waitFor()
    await eventually(
      async () => /[3-9] cases/.test((await mara.getByRole('table').textContent()) ?? ''),
      'how many cases',
    )
    await mara.getByRole('checkbox', { name: /^Pick Leo/ }).check()
    await mara.getByText('1 picked').waitFor()
    await mara.getByRole('button', { name: 'Sweep these…' }).waitFor()
    await look(mara, `members-picked-${where}`)
    await mara.getByRole('button', { name: 'Sweep these…' }).click()
    await mara.waitForURL(/sweeps\/new/)
    await mara.goBack()
    await mara.getByText('1 picked').waitFor()
    if (!isPhone) {
      await leo.focus()
      await mara.keyboard.press('x')
      await mara.getByText('1 picked').waitFor({ state: 'detached' })
    }
    await mara.context().close()
  })

  test('have a page with all that happened, narrowed by kind, which what happens now joins at once', async () => {
    const { world } = stage.sandbox
    const mara = await open(`/members/${people.leo}`)
    await history(mara).filter({ hasText: 'Nickname set to Leo the Loud' }).filter({ hasText: 'by Dana' }).waitFor()
    await history(mara)
      .filter({ hasText: /Given.*Artist/ })
      .waitFor()
    await history(mara).filter({ hasText: '12 messages' }).waitFor()
    await history(mara).filter({ hasText: 'Joined the server' }).waitFor()
    await look(mara, `member-${where}`)

    const nick = `Leo ${where}`
    world.setNick(guild, people.leo, nick, { by: people.dana })
    await history(mara)
      .filter({ hasText: `to ${nick}` })
      .waitFor(soon)

    await mara.getByLabel('Note', { exact: true }).fill(`Seen from the ${where}`)
    await mara.getByRole('button', { name: 'Add note' }).click()
    await history(mara)
      .filter({ hasText: `Seen from the ${where}` })
      .waitFor(soon)
    await mara.getByText('Noted.').waitFor()

    await mara.getByRole('button', { name: 'Names', exact: true }).click()
    await history(mara).filter({ hasText: 'Joined the server' }).waitFor({ state: 'detached' })
    const names = async () => (await history(mara).filter({ hasText: 'Nickname' }).count()) > 1
    await eventually(names, `both nicknames in ${await history(mara).allTextContents()}`)
    expect(new URL(mara.url()).searchParams.get('show')).toBe('names')
    await mara.getByRole('button', { name: 'Timeouts', exact: true }).click()
    await history(mara).filter({ hasText: 'Timed out until' }).filter({ hasText: 'case #3' }).waitFor()
    await look(mara, `member-timeouts-${where}`)
    await mara.context().close()
  })
})
