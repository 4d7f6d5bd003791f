import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Faults, FaultRule } from '#sandbox/faults.ts'
import type { Requests } from '#sandbox/requests.ts'
import { answerCall, type Discord } from './answer-call.ts'
import { cloudflareBlock, rateLimited, type Raw, type Reply } from './reply.ts'

export interface ApiParts extends Discord {
  faults: Faults
  requests: Requests
  /** answers what is no REST route, such as the OAuth2 token calls */
  oauth: (raw: Raw) => Reply | null
}

/** The way of a request through outage, faults, Cloudflare, the API and the log. */
export function createApi(parts: ApiParts): (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void> {
  return async (req, res, url) => {
    const begun = performance.now()
    const raw: Raw = {
      method: req.method ?? 'GET',
      path: url.pathname.replace(/^\/api(\/v\d+)?/, ''),
      query: url.searchParams,
      headers: oneEach(req),
      body: await text(req),
    }
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    const reply = await pass(parts, raw, gone.signal)
    if (parts.options.latency) await wait(parts.options.latency)
    if (reply && !gone.signal.aborted) write(res, raw, reply)
    else req.socket.destroy()
    parts.requests.add({
      at: Date.now(),
      method: raw.method,
      path: raw.path + url.search,
      who: whoOf(raw.headers.authorization),
      status: reply?.status ?? 0,
      ms: Math.round((performance.now() - begun) * 10) / 10,
      reason: decoded(raw.headers['x-audit-log-reason']),
      sent: readable(raw),
      answered: reply?.body ?? null,
    })
  }
}

/** The answer; null when the connection is to be cut. */
async function pass(parts: ApiParts, raw: Raw, gone: AbortSignal): Promise<Reply | null> {
  if (parts.faults.outage === 'gone') return null
  if (parts.faults.outage === 'down') return failed(503)
  const met = parts.faults.meet(raw.method, raw.path)
  for (const rule of met) {
    const instead = await suffer(parts, rule, 'before', gone)
    if (instead !== 'go') return instead
  }
  const blocked = parts.limits.blockedFor()
  const reply = blocked > 0 ? cloudflareBlock(blocked) : (parts.oauth(raw) ?? (await answerCall(parts, raw)))
  const counts = [401, 403, 429].includes(reply.status) && reply.headers['x-ratelimit-scope'] !== 'shared'
  if (counts && blocked === 0) parts.limits.countInvalid()
  for (const rule of met) if ((await suffer(parts, rule, 'after', gone)) === null) return null
  return reply
}

/** What a fault does to the request: an answer instead of Discord's, a cut (null), or nothing more. */
async function suffer(
  { faults, limits }: ApiParts,
  rule: FaultRule,
  when: FaultRule['when'],
  gone: AbortSignal,
): Promise<Reply | null | 'go'> {
  const early = when === 'before'
  switch (rule.kind) {
    case 'delay':
      if (early) await wait(rule.ms ?? 1_000)
      return 'go'
    case 'hang':
      return rule.when === when && (await faults.hold(rule.id, gone)) === 'drop' ? null : 'go'
    case 'drop':
      return rule.when === when ? null : 'go'
    case 'status':
      return early ? failed(rule.status ?? 500) : 'go'
    case '1015':
      return early ? cloudflareBlock(Math.ceil((rule.ms ?? 60_000) / 1000)) : 'go'
    case '429':
      if (!early) return 'go'
      if (rule.scope !== 'shared') limits.countInvalid()
      return rateLimited({ scope: rule.scope ?? 'user', waitMs: rule.ms ?? 1_000, headers: {} })
  }
}

const failed = (status: number): Reply => ({
  status,
  headers: {},
  body:
    status >= 502
      ? '<html><body>upstream connect error</body></html>'
      : { message: `${status}: Server Error`, code: 0 },
})

function write(res: ServerResponse, { path }: Raw, { status, headers, body }: Reply): void {
  const html = typeof body === 'string'
  const sent = body === undefined ? undefined : html ? body : JSON.stringify(body)
  res.writeHead(status, {
    ...(sent === undefined ? {} : { 'content-type': html ? 'text/html; charset=UTF-8' : 'application/json' }),
    ...(path.startsWith('/oauth2/') ? { 'cache-control': 'no-store' } : {}),
    ...headers,
  })
  res.end(sent)
}

const oneEach = ({ headers }: IncomingMessage): Raw['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))

const whoOf = (header = ''): 'bot' | 'user' | 'none' =>
  header.startsWith('Bot ') ? 'bot' : header.startsWith('Bearer ') ? 'user' : 'none'

function decoded(header: string | undefined): string | null {
  try {
    return header ? decodeURIComponent(header) : null
  } catch {
    return header ?? null
  }
}

/** A body for the log: as an object, so that its secrets can be told by their names. */
function readable({ body, headers }: Raw): unknown {
  if (!body) return null
  if (headers['content-type']?.includes('form')) return Object.fromEntries(new URLSearchParams(body))
  try {
    return JSON.parse(body) as unknown
  } catch {
    return '(not JSON)'
  }
}
