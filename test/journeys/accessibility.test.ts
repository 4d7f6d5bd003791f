import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { desktop, phone, useBrowser } from '#test/product/browser.ts'
import { choose, dialog, inHarbour, openActOn, signIn } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const pictures = '.data/screenshots'
/** Some sixty pages and overlays, on a machine that may be slow; ms. */
const WALK = 300_000
const guild = servers.harbour
const { harbour } = channels
let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guild)
  await fillTheRecord()
})
afterAll(() => stage.close())

/** A day in the life of the server, so that there is something on every page. */
async function fillTheRecord(): Promise<void> {
  const { world } = stage.sandbox
  const send = (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object) =>
    owner.request(`/api/guilds/${guild}${path}`, { method, body: JSON.stringify(body) })
  await send('PUT', '/seats', { subjectType: 'role', subjectId: roles.harbour.helper, level: 'moderator' })
  await send('PUT', '/seats', { subjectType: 'user', subjectId: people.tomas, level: 'moderator' })
  await send('PATCH', '/settings', {
    logChannelId: harbour.modLog,
    dm: true,
    dmNamesModerator: false,
    appealText: 'Appeal at harbour.example',
  })
  await owner.act(guild, { kind: 'warn', targetId: people.leo, reason: 'Shouting in #general' })
  await owner.act(guild, { kind: 'timeout', targetId: people.nils, reason: 'Heated argument', duration: 3_600_000 })
  await owner.act(guild, {
    kind: 'tempban',
    targetId: people.kev,
    reason: 'Coin adverts in three channels',
    duration: 604_800_000,
    deleteSeconds: 3600,
  })
  await owner.act(guild, { kind: 'note', targetId: people.markup, reason: 'Harmless, despite the name' })
  await owner.act(guild, { kind: 'slowmode', channelId: harbour.general, seconds: 10, reason: 'Busy evening' })
  await stage.sandbox.live.interactions.press({
    userId: people.tomas,
    guildId: guild,
    channelId: harbour.general,
    command: 'ban',
    options: { user: people.rick, reason: 'Ragebait, third time' },
  })
  world.ban(guild, people.nitro, { by: people.dana, reason: 'Nitro scam' })
  await reportTo(stage, world.writeMessage(harbour.general, people.rick, { content: 'Free anchors' }).id)
  for (const text of ['Morning!', 'Anyone up for a game?', 'The lighthouse photo is lovely'])
    world.writeMessage(harbour.general, people.leo, { content: text })
  await eventually(async () => (await owner.cases(guild)).length >= 7, 'the record of the day')
  const plan = await planSweep({ kind: 'ban', reason: 'Same wave as yesterday' })
  const run = await planSweep({ kind: 'note', reason: 'Seen together' })
  await send('POST', `/sweeps/${run}/start`, {})
  pages.push(
    ['plan', inHarbour(`/sweeps/${plan}`), (page) => page.getByText('will be banned').first().waitFor()],
    ['sweep', inHarbour(`/sweeps/${run}`), (page) => page.getByRole('button', { name: 'Undo this sweep' }).waitFor()],
  )
}

/** A plan about a few people, staff among them; gives its id. */
async function planSweep(deed: object): Promise<string> {
  const ids = [people.goblin, people.echo, people.markup, people.endless, people.tomas, people.otto]
  const body = JSON.stringify({ source: { type: 'ids', ids }, deed })
  const answer = await owner.request(`/api/guilds/${guild}/sweeps`, { method: 'POST', body })
  return ((await answer.json()) as { id: string }).id
}

/** Leo reports a message. */
async function reportTo({ sandbox: { live } }: Stage, messageId: string): Promise<void> {
  const where = { userId: people.leo, guildId: guild, channelId: harbour.general }
  const opened = await live.interactions.pressMessageMenu({ ...where, command: 'Report message', messageId })
  // a person takes longer to fill in a form than what it is about takes to be kept
  await eventually(async () => (await owner.request(`/api/guilds/${guild}/reports/desk`)).ok, 'the queue answers')
  const values = { topic: 'scam', text: 'He sends this to everyone, and it asks for my password' }
  await (await live.interactions.submit({ ...where, opened: opened.interactionId, values })).final()
}

type Step = (page: Page) => Promise<unknown>
const pages: [name: string, path: string, ready: Step][] = [
  ['servers', '/servers', (page) => page.getByRole('link', { name: /Harbour Lights/ }).waitFor()],
  ['overview', inHarbour(), (page) => page.locator('canvas').waitFor()],
  ['cases', inHarbour('/cases'), (page) => page.locator('[data-row]').first().waitFor()],
  ['members', inHarbour('/members'), (page) => page.locator('[data-row]').first().waitFor()],
  ['reports', inHarbour('/reports'), (page) => page.getByText('Free anchors').waitFor()],
  ['member', inHarbour(`/members/${people.leo}`), (page) => page.getByRole('heading', { name: 'History' }).waitFor()],
  ['audit-log', inHarbour('/audit-log'), (page) => page.getByRole('table', { name: 'Audit log' }).waitFor()],
  ['seats', inHarbour('/seats'), (page) => page.getByRole('combobox', { name: 'Seat of Tomas' }).waitFor()],
  ['settings', inHarbour('/settings'), (page) => page.getByLabel('Post every case to').waitFor()],
  ['sweeps', inHarbour('/sweeps'), (page) => page.locator('[data-row]').first().waitFor()],
  ['sweep-new', inHarbour('/sweeps/new'), (page) => page.getByLabel('Anything with ids in it').waitFor()],
  ['admin', '/admin', (page) => page.getByRole('heading', { name: 'Most used, 24 hours' }).waitFor()],
  ['admin-commands', '/admin/commands', (page) => page.locator('canvas').waitFor()],
  ['admin-modules', '/admin/modules', (page) => page.getByText('Mod log').waitFor()],
  ['admin-health', '/admin/health', (page) => page.getByRole('heading', { name: /attention$/ }).waitFor()],
  ['admin-servers', '/admin/servers', (page) => page.locator('[data-row]').first().waitFor()],
  [
    'admin-server',
    `/admin/servers/${guild}`,
    (page) => page.getByRole('heading', { name: 'Operational log' }).waitFor(),
  ],
  ['nowhere', inHarbour('/nowhere'), (page) => page.getByRole('heading', { name: 'There is nothing here' }).waitFor()],
]
/** Opened one after the other on the page named first; `only` by the screen. */
const overlays: { name: string; on: string; only?: 'desktop' | 'phone'; open: Step }[] = [
  { name: 'act', on: 'cases', open: (page) => page.getByRole('button', { name: 'Act…' }).first().click() },
  {
    name: 'act-ban',
    on: 'members',
    open: async (page) => (await openActOn(page, 'Leo'), await choose(page, 'Temporary ban')),
  },
  {
    name: 'act-purge',
    on: 'cases',
    open: async (page) => (
      await page.getByRole('button', { name: 'Act…' }).first().click(),
      await choose(page, 'Purge')
    ),
  },
  { name: 'filters', on: 'cases', open: (page) => page.getByRole('button', { name: 'Filters' }).click() },
  {
    name: 'sheet',
    on: 'cases',
    open: async (page) => (
      await page.goto(stage.url + inHarbour('/cases/3')),
      await page.getByText('Valid when performed').waitFor()
    ),
  },
  {
    name: 'sheet',
    on: 'reports',
    open: async (page) => (
      await page.goto(stage.url + inHarbour('/reports/1')),
      await page.getByRole('list', { name: 'Their cases' }).waitFor()
    ),
  },
  {
    name: 'dismiss',
    on: 'reports',
    open: async (page) => (
      await page.goto(stage.url + inHarbour('/reports/1')),
      await page.getByRole('button', { name: 'Dismiss…' }).click()
    ),
  },
  {
    name: 'give',
    on: 'reports',
    open: async (page) => (
      await page.goto(stage.url + inHarbour('/reports/1')),
      await page.getByRole('button', { name: 'Give it to someone' }).click(),
      await page.getByRole('menuitem').first().waitFor()
    ),
  },
  {
    name: 'act',
    on: 'reports',
    open: async (page) => (
      await page.goto(stage.url + inHarbour('/reports/1')),
      await page.getByRole('button', { name: 'Ban', exact: true }).click()
    ),
  },
  {
    name: 'switcher',
    on: 'overview',
    only: 'desktop',
    open: (page) => page.getByRole('button', { name: /switch server/ }).click(),
  },
  {
    name: 'account',
    on: 'overview',
    only: 'desktop',
    open: (page) => page.getByRole('button', { name: /^Account/ }).click(),
  },
  {
    name: 'drawer',
    on: 'overview',
    only: 'phone',
    open: (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
  },
  {
    name: 'drawer-switcher',
    on: 'overview',
    only: 'phone',
    open: async (page) => (
      await page.getByRole('button', { name: 'Menu', exact: true }).click(),
      await page.getByRole('button', { name: /switch server/ }).click()
    ),
  },
  { name: 'give-seat', on: 'seats', open: (page) => page.getByRole('button', { name: 'Give a seat' }).click() },
  {
    name: 'take-seat',
    on: 'seats',
    open: (page) => page.getByRole('button', { name: 'Take the seat of Tomas' }).click(),
  },
  {
    name: 'members',
    on: 'sweep-new',
    open: (page) =>
      page
        .locator('label')
        .filter({ hasText: /^Members$/ })
        .click(),
  },
  {
    name: 'start',
    on: 'plan',
    open: (page) => page.getByRole('button', { name: 'Start…' }).filter({ visible: true }).click(),
  },
  { name: 'change', on: 'plan', open: (page) => page.getByRole('button', { name: 'Change', exact: true }).click() },
  { name: 'discard', on: 'plan', open: (page) => page.getByRole('button', { name: 'Discard' }).click() },
  {
    name: 'leave-unsaved',
    on: 'settings',
    open: async (page) => {
      await page.getByLabel('Name the moderator in that message').check()
      await page.getByRole('link', { name: 'Cases' }).filter({ visible: true }).click()
      await dialog(page).waitFor()
    },
  },
]

describe.each(['desktop', 'phone'] as const)('on a %s, in both themes', (device) => {
  let page: Page
  const found: string[] = []
  const look = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await page.screenshot({ path: `${pictures}/${device}-${theme}-${name}.png` })
      // what a page says of itself is the same in both; only its colours differ
      for (const barrier of await findBarriers(page, theme === 'dark' ? 'colours' : 'everything'))
        found.push(`${name}, ${theme}: ${barrier}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) found.push(`${name}: ${wide} px too wide`)
  }
  beforeAll(async () => {
    page = await browser.open({ screen: device === 'phone' ? phone : desktop })
    await page.goto(`${stage.url}/login`)
    await page.getByRole('link', { name: 'Sign in with Discord' }).waitFor()
    await look('login')
    await signIn(page, stage, 'Mara')
  })
  afterAll(() => page.context().close())

  test(
    'no page keeps anyone out, nor does what opens over it',
    async () => {
      for (const [name, path, ready] of pages) {
        await page.goto(stage.url + path)
        await ready(page)
        await look(name)
        for (const { name: over, on, only, open } of overlays) {
          if (on !== name || (only && only !== device)) continue
          await open(page)
          await look(`${name}-${over}`)
          await page.keyboard.press('Escape')
          await page.keyboard.press('Escape')
        }
      }
      expect(found).toEqual([])
    },
    WALK,
  )
})

describe('by keyboard and on small screens', () => {
  let page: Page
  beforeAll(async () => {
    page = await browser.open()
    await signIn(page, stage, 'Mara', inHarbour())
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })

  test('nothing is wider than a screen of 320 px', async () => {
    const small = await page.context().newPage()
    await small.setViewportSize({ width: 320, height: 640 })
    const wide: string[] = []
    for (const [name, path, ready] of pages) {
      await small.goto(stage.url + path)
      await ready(small)
      const over = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 0) wide.push(`${name} by ${over} px`)
    }
    await small.close()
    expect(wide).toEqual([])
  })

  test('the way past the navigation comes first', async () => {
    await page.reload()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('whatever has the focus can be seen, and is not under anything', async () => {
    for (const [name, path, ready] of pages.filter(([known]) => known !== 'servers')) {
      await page.goto(stage.url + path)
      await ready(page)
      const lost: string[] = []
      for (let n = 0; n < 25; n++) {
        await page.keyboard.press('Tab')
        const seen = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement
          if (element === document.body) return null
          const { outlineStyle, outlineWidth } = getComputedStyle(element)
          const label = element.closest('label') ?? element
          const shown = [getComputedStyle(label), getComputedStyle(element, '::after'), { outlineStyle, outlineWidth }]
          const outlined = shown.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
          const box = label.getBoundingClientRect()
          const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
          const covered = at !== null && !label.contains(at) && !at.contains(label)
          return outlined && !covered ? null : `${element.outerHTML.slice(0, 120)}${covered ? ' (covered)' : ''}`
        })
        if (seen) lost.push(seen)
      }
      expect(lost, name).toEqual([])
    }
  })

  test('after a dialog the focus is back where it was', async () => {
    await page.goto(stage.url + inHarbour('/members'))
    const act = page.getByRole('button', { name: 'Act on Leo' })
    await page.getByRole('searchbox').fill('Leo')
    await page.waitForURL(/q=Leo/)
    // others whose names look alike may follow
    await page.getByRole('button', { name: 'Act on spam.goblin' }).waitFor({ state: 'detached' })
    await act.focus()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    expect(await dialog(page).evaluate((one) => one.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Act on Leo')
    await page.getByRole('button', { name: /^Account/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu', { name: 'Account' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Account')
  })
})
