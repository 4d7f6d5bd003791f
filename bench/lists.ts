import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page, type WebSocketRoute } from 'playwright-core'
import { untouched, type Case } from '#schema/contract/case.ts'
import type { LiveFrame } from '#schema/contract/live.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { startSandbox } from '#sandbox/server.ts'
import { findChromium } from '#scripts/chromium.ts'
import { sandboxEnvironment } from '#scripts/environment.ts'
import { freePort } from '#scripts/ports.ts'
import { startProcess, stopProcess } from '#scripts/processes.ts'
import { buildProduct, startProduct } from '#scripts/product.ts'
import { percentile, report } from './statistics.ts'

/** The case list with 100,000 rows in a real browser, slowed down four times: scrolling, a row from the socket, a burst. */
const ROWS = Number(process.env.ROWS ?? 100_000)
const SLOWER = 4
const EVENTS = 30
const BURST = { every: 50, each: 10, ms: 4_000 }

await buildProduct()
const folder = mkdtempSync(join(tmpdir(), 'wardroom-bench-'))
const port = await freePort()
const origin = `http://localhost:${port}`
const sandbox = await startSandbox({ port: 0, state: null, seed: 'small', life: false, wardroomUrl: origin })
const environment = sandboxEnvironment({ sandbox: `http://127.0.0.1:${sandbox.port}`, origin })
const product = await startProduct({ persist: folder, environment, port })
const relay = startProcess('relay', ['node', 'gateway/relay.ts'], {
  env: { ...environment, WARDROOM_URL: product.url, RELAY_STATE: join(folder, 'relay') },
  log: join(folder, 'relay.log'),
})

const guildId = servers.harbour
const caseOf = (number: number): Case => ({
  guildId,
  number,
  actionId: `case-${number}`,
  kind: number % 3 === 0 ? 'ban' : 'timeout',
  status: 'done',
  source: 'dashboard',
  moderator: { id: people.tomas, name: 'Tomas' },
  target: { id: String(500_000_000_000_000_000n + BigInt(number)), name: `troll ${number}` },
  channelId: null,
  channelName: null,
  reason: `spam in three channels, number ${number}`,
  deed: null,
  createdAt: Date.now() - (ROWS - number) * 1000,
  endsAt: null,
  endedAt: null,
  endError: null,
  about: null,
  dm: { status: 'sent' },
  log: null,
  failure: null,
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
})

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const browser = await chromium.launch({ executablePath: await findChromium(), headless: true, args })
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })

/** ms from sending a frame until what `text` names is painted. */
async function untilPainted(page: Page, text: string, send: () => void): Promise<number> {
  const painted = page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): boolean => document.body.textContent?.includes(wanted) ?? false
        const seen = new MutationObserver(() => {
          if (!look()) return
          seen.disconnect()
          requestAnimationFrame(() => setTimeout(resolve))
        })
        seen.observe(document.body, { childList: true, subtree: true, characterData: true })
      }),
    text,
  )
  // the watch stands once the page has answered another question
  await page.evaluate(() => 0)
  const begun = performance.now()
  send()
  await painted
  return performance.now() - begun
}

/** The frames (ms) drawn while `work` goes on. */
async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const tick = (now: number): void => {
      frames.push(now - last)
      last = now
      if (!Reflect.get(window, 'framesDone')) requestAnimationFrame(tick)
    }
    Reflect.set(window, 'framesDone', false)
    Reflect.set(window, 'frames', frames)
    requestAnimationFrame(tick)
  })
  await work()
  return page.evaluate(() => {
    Reflect.set(window, 'framesDone', true)
    const frames: unknown = Reflect.get(window, 'frames')
    return Array.isArray(frames) ? frames.slice(1).map(Number) : []
  })
}
const say = (what: string, frames: readonly number[]): void => {
  const total = frames.reduce((sum, frame) => sum + frame, 0)
  const fps = (frames.length / total) * 1000
  console.log(
    `       ${what}: ${fps.toFixed(0)} frames a second, worst of a hundred ${percentile(frames, 0.99).toFixed(0)} ms, longest ${Math.max(...frames).toFixed(0)} ms`,
  )
}
const slowDown = async (page: Page): Promise<void> => {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

// the floor: a bare page that puts a line on top of a list for each message
const bare = await context.newPage()
let bareSocket: WebSocketRoute | undefined
await bare.routeWebSocket('ws://floor.test/', (socket) => void (bareSocket = socket))
await bare.setContent('<ol></ol>')
await bare.evaluate(() => {
  new WebSocket('ws://floor.test/').addEventListener('message', ({ data }) => {
    const line = document.createElement('li')
    line.textContent = String(data)
    document.querySelector('ol')?.prepend(line)
  })
})
await slowDown(bare)

const page = await context.newPage()
let socket: WebSocketRoute | undefined
let seq = 0
await page.routeWebSocket(/\/live/, (route) => {
  socket = route
  route.send(JSON.stringify({ kind: 'hello', seq, at: Date.now(), resync: false, relayOnline: true }))
})
const all = JSON.stringify({ cases: Array.from({ length: ROWS }, (_, i) => caseOf(ROWS - i)), next: null })
await page.route(/\/cases(\?.*)?$/, (route) =>
  route.request().resourceType() === 'fetch'
    ? route.fulfill({ contentType: 'application/json', body: all })
    : route.continue(),
)
await page.goto(`${origin}/dashboard/${guildId}/cases`)
await page.getByRole('link', { name: 'Sign in with Discord' }).click()
await page.getByText('Mara', { exact: true }).click()
await page.getByRole('button', { name: 'Authorize' }).click()
await page.getByText(`troll ${ROWS}`, { exact: true }).first().waitFor({ timeout: 60_000 })
await slowDown(page)

let number = ROWS
const frameOf = (): LiveFrame => ({ seq: ++seq, at: Date.now(), type: 'case.opened', data: caseOf(++number) })
const [rows, lines]: [number[], number[]] = [[], []]
for (let i = 0; i < EVENTS; i++) {
  lines.push(await untilPainted(bare, `line ${i}.`, () => bareSocket?.send(`line ${i}.`)))
  const frame = JSON.stringify({ kind: 'frames', frames: [frameOf()] })
  rows.push(await untilPainted(page, `troll ${number}`, () => socket?.send(frame)))
}
report(`socket frame → painted row, ${ROWS} rows, CPU ${SLOWER}x slower, over one line in a bare page`, rows, lines)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
say(
  'a burst of 200 events a second',
  await framesDuring(page, async () => {
    for (let sent = 0; sent < BURST.ms; sent += BURST.every) {
      const frames = Array.from({ length: BURST.each }, frameOf)
      socket?.send(JSON.stringify({ kind: 'frames', frames }))
      await pause(BURST.every)
    }
  }),
)
say(
  'scrolling',
  await framesDuring(page, async () => {
    await page.mouse.move(640, 500)
    for (let i = 0; i < 120; i++) {
      await page.mouse.wheel(0, 120)
      await pause(33)
    }
  }),
)

await browser.close()
await stopProcess(relay)
await Promise.all([product.stop(), sandbox.close()])
rmSync(folder, { recursive: true, force: true })
