import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, useBrowser, type Theme } from '#test/product/browser.ts'
import { dialog, inHarbour, signIn } from '#test/product/dashboard.ts'
import { signInOwner } from '#test/product/person.ts'
import { startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
const browser = useBrowser()
beforeAll(async () => {
  stage = await startStage()
  const owner = await signInOwner(stage, people.mara, servers.harbour)
  await owner.act(servers.harbour, { kind: 'note', targetId: people.leo, reason: 'Asked about the rules' })
})
afterAll(() => stage.close())

/** Mara at her desk, with the page there. */
async function atDesk(path: string, theme: Theme = 'light'): Promise<Page> {
  const mara = await browser.open({ theme })
  await signIn(mara, stage, 'Mara', inHarbour(path))
  await mara.getByRole('button', { name: 'Search or act' }).waitFor()
  return mara
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Search or act' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Matches' }).getByRole('option')

describe('by keys, on a desk', () => {
  test('a ban is filled in and not done', async () => {
    const mara = await atDesk('/cases', 'dark')
    await mara.keyboard.press('Control+k')
    await box(mara).fill('ban spam.gob 7d coin adverts')
    await options(mara).filter({ hasText: 'Temporary ban spam.goblin' }).waitFor()
    await mara.screenshot({ path: '.data/screenshots/palette-command.png' })
    expect(await findBarriers(mara)).toEqual([])
    await mara.keyboard.press('Enter')
    await dialog(mara)
      .getByRole('heading', { name: /Temporary ban/ })
      .waitFor()
    expect(await dialog(mara).getByLabel('Reason').inputValue()).toBe('coin adverts')
    expect(
      await dialog(mara)
        .getByRole('textbox', { name: /how long|for/i })
        .inputValue(),
    ).toBe('7d')
    await mara.keyboard.press('Escape')
    expect(await dialog(mara).count()).toBe(0)
  })

  test('a case and a person are two keystrokes and a number away', async () => {
    const mara = await atDesk('')
    await mara.keyboard.press('Control+k')
    await box(mara).pressSequentially('1')
    await mara.keyboard.press('Enter')
    await mara.waitForURL(`**${inHarbour('/cases/1')}`)
    await mara.keyboard.press('Escape')
    await mara.keyboard.press('Control+k')
    await box(mara).fill(people.leo)
    await mara.keyboard.press('Enter')
    await mara.waitForURL(`**${inHarbour(`/members/${people.leo}`)}`)
    await mara.keyboard.press('Control+k')
    await options(mara).filter({ hasText: 'Recent' }).first().waitFor()
    await mara.screenshot({ path: '.data/screenshots/palette.png' })
    await mara.keyboard.press('Escape')
  })

  test('G and a letter go to a page, ? lists the keys, and letters can be switched off', async () => {
    const mara = await atDesk('')
    await mara.keyboard.press('g')
    await mara.keyboard.press('m')
    await mara.waitForURL(`**${inHarbour('/members')}`)
    await mara.keyboard.press('?')
    await dialog(mara).getByRole('heading', { name: 'Keys' }).waitFor()
    await mara.screenshot({ path: '.data/screenshots/palette-keys.png' })
    expect(await findBarriers(mara)).toEqual([])
    // what acts here, and nothing else
    const inList = dialog(mara)
      .locator('section')
      .filter({ has: mara.getByRole('heading', { name: 'In this list' }) })
    expect(await inList.locator('dd').allTextContents()).toEqual([
      'Next',
      'Previous',
      'Open',
      'Select',
      'Select up to here',
      'Select on',
      'Select what is loaded',
      'Filters',
      'Search',
      'Select none, or leave what is open',
    ])
    await mara.keyboard.press('Escape')
    await mara.keyboard.press('j')
    await mara.keyboard.press('x')
    await mara.keyboard.press('Shift+J')
    await mara.keyboard.press('Shift+J')
    await mara.getByText('3 picked').waitFor()
    await mara.keyboard.press('Escape')
    await mara.getByText('3 picked').waitFor({ state: 'detached' })
    await mara.keyboard.press('f')
    await mara.getByLabel('Joined from').waitFor()
    await mara.keyboard.press('Escape')
    await mara.keyboard.press('g')
    await mara.keyboard.press('o')
    await mara.waitForURL(`**${inHarbour('')}`)
    await mara.keyboard.press('?')
    await dialog(mara).getByRole('heading', { name: 'Keys' }).waitFor()
    expect(await dialog(mara).getByRole('heading', { name: 'In this list' }).count()).toBe(0)
    await dialog(mara).getByLabel('Single letters act').uncheck()
    await mara.keyboard.press('Escape')
    await mara.keyboard.press('?')
    await mara.keyboard.press('Control+k')
    await box(mara).waitFor()
    expect(await dialog(mara).getByRole('heading', { name: 'Keys' }).count()).toBe(0)
  })
})

test('on a phone the palette has a button, and fits', async () => {
  const mara = await browser.open({ screen: phone })
  await signIn(mara, stage, 'Mara', inHarbour())
  await mara.getByRole('button', { name: 'Search or act' }).click()
  await box(mara).fill('spam')
  await options(mara).filter({ hasText: 'spam.goblin' }).waitFor()
  expect(await findBarriers(mara)).toEqual([])
  await mara.screenshot({ path: '.data/screenshots/palette-phone.png' })
  await options(mara).filter({ hasText: 'spam.goblin' }).tap()
  await mara.getByRole('heading', { level: 1, name: 'spam.goblin' }).waitFor()
})
