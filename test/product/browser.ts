import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { findChromium } from '#scripts/chromium.ts'

export type Theme = 'light' | 'dark'
/** The two screens every story is told on. */
export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser for the tests of a file, and a watch over what its pages complain of. */
export interface Watched {
  /** A window of its own person: nothing is shared with other windows. */
  open(options?: { screen?: typeof desktop; theme?: Theme; touch?: boolean }): Promise<Page>
  /** What this test provokes on purpose, such as the browser's own line about a refused request. */
  expectTrouble(...patterns: RegExp[]): void
}

/** Every test of the file fails on an error of a page, or on an error or warning in its console, that it did not announce. */
export function useBrowser(): Watched {
  let browser: Browser
  const contexts = new Set<BrowserContext>()
  let troubles: string[] = []
  let expected: RegExp[] = []
  const complain = (text: string): void =>
    void ([wasSignedOut, ...expected].some((pattern) => pattern.test(text)) || troubles.push(text))

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), headless: true, args })
  })
  afterEach(() => {
    const found = troubles
    troubles = []
    expected = []
    expect(found, 'what pages complained of').toEqual([])
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
  })
  return {
    async open({ screen = desktop, theme = 'light', touch = screen.width < 500 } = {}) {
      const context = await browser.newContext({
        viewport: screen,
        colorScheme: theme,
        hasTouch: touch,
        reducedMotion: 'reduce',
      })
      contexts.add(context)
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      page.on('pageerror', (error) => complain(`${page.url()}: ${error.message}`))
      page.on('console', (line) => {
        if (line.type() === 'error' || line.type() === 'warning')
          complain(`${page.url()}: ${line.text()} ${line.location().url}`)
      })
      return page
    },
    expectTrouble: (...patterns) => void expected.push(...patterns),
  }
}

/** How a page learns that it has to send one to sign in. */
const wasSignedOut = /status of 401 .*\/api\/|HTTP Authentication failed/

/** The browser's own line about a request that was refused with this status. */
export const refusedWith = (status: number): RegExp => new RegExp(`the server responded with a status of ${status}`)
