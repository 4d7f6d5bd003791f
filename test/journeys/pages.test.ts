import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people, servers } from '#sandbox/world/cast.ts'
import { freePort } from '#scripts/ports.ts'
import { startProcess, stopProcess, waitForAnswer, type Process } from '#scripts/processes.ts'
import { builtDashboard } from '#scripts/product.ts'
import { useBrowser } from '#test/product/browser.ts'
import { actOn, caseRow, feed, inHarbour, signIn, soon, visit } from '#test/product/dashboard.ts'
import { startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
let pages: Process
const browser = useBrowser()

/** The dashboard on Cloudflare Pages: its own process, reaching the Worker by a service binding through its one Function. */
beforeAll(async () => {
  const [port, inspector] = [await freePort(), await freePort()]
  stage = await startStage({ origin: `http://localhost:${port}` })
  const command = ['wrangler', 'pages', 'dev', builtDashboard, '--ip', '127.0.0.1', '--port', String(port)]
  pages = startProcess('pages', [...command, '--inspector-port', String(inspector)], {
    cwd: 'web',
    log: join(stage.folder, 'pages.log'),
    env: { CI: 'true', CLOUDFLARE_DEV_REGISTRY_PATH: join(stage.folder, 'registry') },
  })
  expect(await waitForAnswer(`http://127.0.0.1:${port}/icon.svg`, pages)).toBe(true)
})
afterAll(async () => {
  if (pages) await stopProcess(pages)
  await stage.close()
})

test('served by Cloudflare Pages, one signs in, acts, and hears of it live', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/members'))
  expect(new URL(mara.url()).origin).toBe(stage.url)
  await mara.getByText('Live', { exact: true }).filter({ visible: true }).first().waitFor()
  await actOn(mara, 'spam.goblin', 'Ban', 'spam')
  await mara.getByRole('link', { name: 'Case #1' }).waitFor()
  await visit(mara, 'Cases')
  await caseRow(mara, 1).waitFor()

  await visit(mara, 'Overview')
  stage.sandbox.world.ban(servers.harbour, people.rick, { by: people.dana, reason: 'by hand' })
  await feed(mara)
    .getByRole('listitem')
    .filter({ hasText: /Dana banned Rick.*#2/ })
    .waitFor(soon)
})
