import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { type WebSocket, WebSocketServer } from 'ws'
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

/**
 * The case list with 100,000 rows in a real browser, slowed down four times: a row from the socket, a burst, scrolling; each
 * beside a bare page that does the same. Where the machine has more to do, the processor's time is the figure to go by.
 */
const ROWS = Number(process.env.ROWS ?? 100_000)
const SLOWER = 4
const EVENTS = 30
const BURST = { every: 50, each: 10, ms: 4_000 }
const WHEEL = { every: 33, by: 120, times: 120 }

await buildProduct()
const folder = mkdtempSync(join(tmpdir(), 'wardroom-bench-'))
const port = await freePort()
const origin = `http://localhost:${port}`
const sandbox = await startSandbox({ port: 0, state: null, seed: 'small', life: false, wardroomUrl: origin })
const environment = sandboxEnvironment({ sandbox: `http://127.0.0.1:${sandbox.port}`, origin })
const product = await startProduct({ persist: folder, environment })
const relay = startProcess('relay', ['node', 'gateway/relay.ts'], {
  env: { ...environment, WARDROOM_URL: product.url, RELAY_STATE: join(folder, 'relay') },
  log: join(folder, 'relay.log'),
})

/** In front of the product, so that the sockets are ours; `/floor` is the bare page. */
const bareRow = (text: string) => `<li style="height:52px;border-bottom:1px solid">${text}</li>`
const barePage = `<!doctype html><style>body,ol,ul{margin:0;padding:0}</style><ol>${bareRow('row').repeat(15)}</ol><ul>${bareRow('row').repeat(400)}</ul><script>
  const list = document.querySelector('ol')
  new WebSocket('ws://localhost:${port}/floor').addEventListener('message', ({ data }) => {
    for (const text of JSON.parse(data)) {
      list.lastElementChild.firstChild.data = text
      list.prepend(list.lastElementChild)
    }
  })</script>`
const front = createServer((req, res) => {
  if (req.url === '/floor') return void res.setHeader('content-type', 'text/html').end(barePage)
  const on = request(product.url + req.url, { method: req.method, headers: req.headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  req.pipe(on)
}).listen(port)
const sockets: { list?: WebSocket; bare?: WebSocket } = {}
let seq = 0
const server = new WebSocketServer({ server: front })
server.on('connection', (socket, { url }) => {
  if (url === '/floor') return void (sockets.bare = socket)
  sockets.list = socket
  // a page that hears nothing for half a minute comes anew and reads everything again
  socket.on('message', (said) => String(said) === 'ping' && socket.send('pong'))
  socket.send(JSON.stringify({ kind: 'hello', seq, at: Date.now(), resync: false, relayOnline: true }))
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
/** A page in a window of its own, as one behind another is drawn seldom. */
async function openPage(): Promise<{ page: Page; session: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  return { page, session }
}
type Opened = Awaited<ReturnType<typeof openPage>>
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** ms from sending a frame until what `text` names is painted. */
async function untilPainted({ page }: Opened, text: string, send: () => void): Promise<number> {
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
async function framesDuring({ page }: Opened, work: () => Promise<void>): Promise<number[]> {
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
const rate = (frames: readonly number[]): number => (frames.length / frames.reduce((sum, ms) => sum + ms, 0)) * 1000
const tell = (frames: readonly number[]): string =>
  `${rate(frames).toFixed(0)} frames a second (worst of a hundred ${percentile(frames, 0.99).toFixed(0)} ms, longest ${Math.max(...frames).toFixed(0)})`

/** ms of the processor that the page's main thread takes for one of `times` while `work` goes on, at full speed. */
async function cpuOf({ session }: Opened, times: number, work: () => Promise<void>): Promise<number> {
  const read = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000
  }
  const before = await read()
  await work()
  await pause(500)
  return ((await read()) - before) / times
}

const bare = await openPage()
await bare.page.goto(`${origin}/floor`)
const list = await openPage()
const { page } = list
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

let number = ROWS
const frameOf = (): LiveFrame => ({ seq: ++seq, at: Date.now(), type: 'case.opened', data: caseOf(++number) })
const sendToList = (count: number): void =>
  sockets.list?.send(JSON.stringify({ kind: 'frames', frames: Array.from({ length: count }, frameOf) }))
let line = 0
const sendToBare = (count: number): void =>
  sockets.bare?.send(JSON.stringify(Array.from({ length: count }, () => `line ${++line}.`)))

const rowsCome = (send: (count: number) => void) => async () => {
  for (let i = 0; i < EVENTS; i++) {
    send(1)
    await pause(150)
  }
}
const burst = (send: (count: number) => void) => async () => {
  for (let sent = 0; sent < BURST.ms; sent += BURST.every) {
    send(BURST.each)
    await pause(BURST.every)
  }
}
const scroll = (on: Opened) => async () => {
  await on.page.mouse.move(640, 500)
  for (let i = 0; i < WHEEL.times; i++) {
    await on.page.mouse.wheel(0, WHEEL.by)
    await pause(WHEEL.every)
  }
}
const toTop = async (on: Opened) => {
  await on.page.evaluate(() => scrollTo(0, 0))
  await pause(1000)
}

const compare = (what: string, own: number, floor: number): void =>
  console.log(`${(own / floor).toFixed(2)}x  ${what}: ${own.toFixed(1)} over ${floor.toFixed(1)} ms of the processor`)
const parts: [what: string, times: number, own: () => Promise<void>, floor: () => Promise<void>][] = [
  ['a row', EVENTS, rowsCome(sendToList), rowsCome(sendToBare)],
  ['a second of 200 events', BURST.ms / 1000, burst(sendToList), burst(sendToBare)],
  ['a step of a wheel', WHEEL.times, scroll(list), scroll(bare)],
]
await rowsCome(sendToList)()
for (const [what, times, own, floor] of parts) {
  compare(what, await cpuOf(list, times, own), await cpuOf(bare, times, floor))
  await toTop(list)
  await toTop(bare)
}

for (const { session } of [bare, list]) await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
const [rows, lines]: [number[], number[]] = [[], []]
for (let i = 0; i < EVENTS; i++) {
  lines.push(await untilPainted(bare, `line ${line + 1}.`, () => sendToBare(1)))
  rows.push(await untilPainted(list, `troll ${number + 1}`, () => sendToList(1)))
}
report(`socket frame → painted row, ${ROWS} rows, CPU ${SLOWER}x slower, over one line in a bare page`, rows, lines)
for (const [what, own, floor] of [
  ['200 events a second', burst(sendToList), burst(sendToBare)],
  ['scrolling by a wheel', scroll(list), scroll(bare)],
] as const) {
  const [ours, theirs] = [await framesDuring(list, own), await framesDuring(bare, floor)]
  console.log(`${(rate(ours) / rate(theirs)).toFixed(2)}x  ${what}: ${tell(ours)}\n       over ${tell(theirs)}`)
}

await browser.close()
server.close()
front.close()
await stopProcess(relay)
await Promise.all([product.stop(), sandbox.close()])
rmSync(folder, { recursive: true, force: true })
