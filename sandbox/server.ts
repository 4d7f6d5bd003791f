import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCdn } from './cdn/answer-cdn.ts'
import { Faults } from './faults.ts'
import { mountLive, type Live } from './live.ts'
import { answerAuthorize } from './oauth/authorize.ts'
import { Grants } from './oauth/grants.ts'
import { answerToken } from './oauth/token.ts'
import { Requests } from './requests.ts'
import { createApi } from './rest/api.ts'
import { RateLimits } from './rest/limits.ts'
import type { GatewayInfo, Mount, Sandbox, SandboxOptions } from './sandbox.ts'
import { Violations } from './violations.ts'
import { keepWorld, loadWorld } from './world/file.ts'
import { seedWorld } from './world/seed.ts'
import { World } from './world/world.ts'

const SESSIONS_A_DAY = 1_000

/** Starts a local Discord: REST, OAuth2 and CDN here, what is alive by `mountLive`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox & { live: Live }> {
  const now = options.clock ?? Date.now
  const kept = options.state ? loadWorld(options.state) : null
  const world = kept ? new World(kept, now) : seedWorld({ size: options.seed ?? 'full', now })
  const [faults, violations, requests] = [new Faults(), new Violations(), new Requests()]
  const limits = new RateLimits(options.limits, now)
  const grants = new Grants(world)
  const gateway: GatewayInfo = {
    shards: 1,
    session_start_limit: {
      total: SESSIONS_A_DAY,
      remaining: SESSIONS_A_DAY,
      reset_after: 86_400_000,
      max_concurrency: 1,
    },
  }
  const mounts: Mount[] = []
  const ends: (() => void | Promise<void>)[] = []
  const host = options.host ?? '127.0.0.1'

  const api = createApi({
    world,
    options,
    gateway,
    gatewayUrl: () => `ws://${host}:${port()}/gateway`,
    limits,
    violations,
    faults,
    requests,
    oauth: (raw) => answerToken({ world, grants, violations }, raw),
  })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', `http://${req.headers.host ?? host}`)
    for (const mount of mounts) if (await mount.request?.(req, res, url)) return
    if (url.pathname.startsWith('/api/')) return api(req, res, url)
    if (url.pathname === '/oauth2/authorize')
      return answerAuthorize({ world, grants, wardroomUrl: options.wardroomUrl }, req, res, url)
    if (!answerCdn(res, url)) res.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.')
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      console.error('the sandbox broke on', req.method, error)
      if (res.headersSent) res.destroy()
      else
        res
          .writeHead(500, { 'content-type': 'application/json' })
          .end('{"message":"500: Internal Server Error","code":0}')
    })
  })
  server.on('upgrade', (req, socket, head) => {
    const url = new URL(req.url ?? '/', `http://${host}`)
    if (!mounts.some((mount) => mount.upgrade?.(req, socket, head, url))) socket.destroy()
  })
  // longer than any client keeps an idle connection, so that none meets a closing one
  server.keepAliveTimeout = 75_000
  const port = (): number => (server.address() as AddressInfo).port
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  if (options.state) ends.push(keepWorld(world, options.state))

  let closed: Promise<void> | null = null
  async function close(): Promise<void> {
    faults.clear('drop')
    for (const end of ends.toReversed()) await end()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  const sandbox: Sandbox = {
    url: `http://${host}:${port()}`,
    port: port(),
    options,
    world,
    faults,
    violations,
    requests,
    limits,
    gateway,
    mount: (mount) => void mounts.push(mount),
    onClose: (end) => void ends.push(end),
    close: () => (closed ??= close()),
  }
  return Object.assign(sandbox, { live: mountLive(sandbox) })
}
