import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { ZodError } from 'zod'
import { Refused } from '#sandbox/interactions/refused.ts'
import type { Live } from '#sandbox/live.ts'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { deeds, perform, type DeedName } from './deeds.ts'
import { renderPage } from './page.ts'
import { castView, fateView, findPeople, placeView } from './views.ts'

const LARGEST = 64 * 1024
const assets = join(import.meta.dirname, 'assets')
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/** The console: its page on `/`, its files, and the control API under /console/api. */
export function mountConsole(sandbox: Sandbox, live: Live): void {
  announceChanges(sandbox, live)
  sandbox.mount({
    request: async (req, res, url) => {
      const { pathname } = url
      if (pathname === '/' && req.method === 'GET') {
        res.setHeader('content-security-policy', policy)
        send(res, 200, 'text/html; charset=utf-8', renderPage())
      } else if (pathname.startsWith('/console/assets/')) sendAsset(res, pathname.slice('/console/assets/'.length))
      else if (pathname === '/console/api/events') stream(req, res, live)
      else if (pathname.startsWith('/console/api/')) await answer(req, res, url, { sandbox, live })
      else return false
      return true
    },
  })
}

function announceChanges({ world, onClose }: Sandbox, { feed }: Live): void {
  const stops = [
    world.onDispatch(({ d, guildId }) => {
      if ('channel_id' in d && typeof d.channel_id === 'string') feed.touch('channels', d.channel_id)
      if (guildId) feed.touch('guilds', guildId)
    }),
    world.onReply(({ interaction }) => feed.touch('channels', interaction.channelId)),
  ]
  onClose(() => {
    for (const stop of stops) stop()
  })
}

type Context = { sandbox: Sandbox; live: Live }

async function answer(req: IncomingMessage, res: ServerResponse, url: URL, context: Context): Promise<void> {
  const name = url.pathname.slice('/console/api/'.length)
  try {
    if (req.method === 'GET') return sendJson(res, 200, look(name, url.searchParams, context))
    // a page of another site cannot send JSON without being allowed to
    if (req.method !== 'POST' || !req.headers['content-type']?.startsWith('application/json'))
      return sendJson(res, 405, { error: 'POST with application/json' })
    if (!Object.hasOwn(deeds, name)) return sendJson(res, 404, { error: `nothing called ${name}` })
    const done = await perform(name as DeedName, context, await readJson(req))
    context.live.feed.touch('guilds', 'any')
    return sendJson(res, 200, done ?? { ok: true })
  } catch (error) {
    const [status, text] = refusalOf(error)
    return sendJson(res, status, { error: text })
  }
}

function look(name: string, query: URLSearchParams, { sandbox, live }: Context): unknown {
  const get = (key: string): string => query.get(key) ?? ''
  if (name === 'cast') return castView(sandbox.world)
  if (name === 'people') return findPeople(sandbox.world, { q: get('q'), guildId: query.get('guild') })
  if (name === 'place')
    return placeView(sandbox, live, { userId: get('user'), guildId: get('guild'), channelId: get('channel') })
  if (name === 'fate') return fateView(sandbox, live)
  if (name === 'recent') return live.feed.recent
  throw new Refused(`nothing called ${name}`)
}

function refusalOf(error: unknown): [status: number, text: string] {
  if (error instanceof ZodError)
    return [400, error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')]
  if (error instanceof SyntaxError) return [400, 'that is no JSON']
  if (error instanceof Refused) return [422, error.message]
  return [404, error instanceof Error ? error.message : String(error)]
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST) throw new Refused('too large')
    parts.push(part)
  }
  return JSON.parse(Buffer.concat(parts).toString() || '{}')
}

/** Server-sent events: one batch of feed items each. */
function stream(req: IncomingMessage, res: ServerResponse, { feed }: Live): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  res.write('retry: 1000\n\n')
  const stop = feed.subscribe((items) => res.write(`data: ${JSON.stringify(items)}\n\n`))
  req.on('close', stop)
}

function sendAsset(res: ServerResponse, name: string): void {
  const type = types[name.split('.').at(-1) ?? '']
  if (!type || !/^[a-z-]+\.[a-z]+$/.test(name)) return sendJson(res, 404, { error: 'no such file' })
  try {
    send(res, 200, `${type}; charset=utf-8`, readFileSync(join(assets, name), 'utf8'))
  } catch {
    sendJson(res, 404, { error: 'no such file' })
  }
}

const sendJson = (res: ServerResponse, status: number, body: unknown): void =>
  send(res, status, 'application/json', JSON.stringify(body))

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  res.end(body)
}
