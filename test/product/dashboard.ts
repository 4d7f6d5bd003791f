import type { Locator, Page } from 'playwright-core'
import { servers } from '#sandbox/world/cast.ts'
import type { Stage } from './stage.ts'

/** Law 3 says a second; the rest is for a machine that runs the whole product and two browsers. */
export const soon = { timeout: 2500 }

/** Signs in as a person does: through the consent page of the local Discord, back to where they wanted to go. */
export async function signIn(page: Page, stage: Stage, name: string, to = '/servers'): Promise<void> {
  await page.goto(stage.url + to)
  await page.getByRole('link', { name: 'Sign in with Discord' }).click()
  await page.getByText(name, { exact: true }).click()
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.waitForURL(stage.url + to)
}

export const inHarbour = (path = ''): string => `/dashboard/${servers.harbour}${path}`

/** Goes to a place by the navigation that this screen has: the bar or the drawer of a phone, or the sidebar. */
export async function visit(page: Page, place: string): Promise<void> {
  const isPhone = (page.viewportSize()?.width ?? 0) < 768
  if (isPhone && ['Overview', 'Cases', 'Members'].includes(place))
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click()
  else {
    if (isPhone) await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
  }
  await page.getByRole('heading', { level: 1, name: place }).waitFor()
}

/** The dialog on top. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]:modal').last()

/** Chooses what to do in the act dialog. */
export const choose = (page: Page, kind: string): Promise<void> =>
  dialog(page)
    .locator('label')
    .filter({ hasText: new RegExp(`^${kind}$`) })
    .click()

/** Finds a member by name and opens the act dialog from their row. */
export async function openActOn(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search by name or id' }).fill(name)
  await page.getByRole('button', { name: `Act on ${name}` }).click()
  await dialog(page).waitFor()
}

/** Members → Act… → kind → reason → the button that says what it does. */
export async function actOn(page: Page, name: string, kind: string, reason: string, more?: () => Promise<unknown>) {
  await openActOn(page, name)
  await choose(page, kind)
  await dialog(page).getByLabel('Reason').fill(reason)
  await more?.()
  await dialog(page).getByRole('button', { name: kind, exact: true }).click()
}

/** The row of a case in the list. */
export const caseRow = (page: Page, number: number): Locator =>
  page
    .getByRole('table', { name: 'Cases' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: `Case #${number}`, exact: true }) })

/** The open case: a panel beside the list, or the whole screen on phones. */
export const sheet = (page: Page, number: number): Locator =>
  page
    .locator('section, dialog')
    .filter({ has: page.getByRole('heading', { name: `Case #${number}`, exact: true }) })
    .last()

/** The value beside a label in a sheet. */
export const fact = (within: Locator, label: string): Locator =>
  within
    .locator('dl > div')
    .filter({ has: within.page().locator('dt', { hasText: new RegExp(`^${label}$`) }) })
    .locator('dd')

export const feed = (page: Page): Locator => page.getByRole('list', { name: 'Events, newest first' })
