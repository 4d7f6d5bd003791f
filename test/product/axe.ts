import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = {
  everything: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const satisfies Record<string, axe.RunOnly>

/** What axe finds wrong with a page as it stands: a line for each rule and element. */
export async function findBarriers(page: Page, about: keyof typeof rules = 'everything'): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(source)
  // rows of a long list are hidden for the frame in which they are measured
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-row]')].every((row) => getComputedStyle(row).visibility === 'visible'),
  )
  const violations = await page.evaluate(async ({ type, values }) => {
    const found = await window.axe.run(document, {
      runOnly: { type, values: [...values] },
      resultTypes: ['violations'],
    })
    // What is half under a bar is cut off only until it is scrolled.
    const bars = [...document.querySelectorAll('header, nav, [data-bar]')].filter(
      (bar) => getComputedStyle(bar).position === 'sticky',
    )
    const isUnderBar = (selector: string): boolean => {
      const target = document.querySelector(selector)
      const row = (target?.closest('[role=row], li') ?? target)?.getBoundingClientRect()
      return (
        row !== undefined &&
        bars.some((bar) => {
          const box = bar.getBoundingClientRect()
          return box.top < row.bottom && row.top < box.bottom
        })
      )
    }
    return found.violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter(({ target }) => id !== 'target-size' || !isUnderBar(String(target[0]))),
    }))
  }, rules[about])
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}
