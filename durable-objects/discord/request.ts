/** The answer came from Cloudflare's edge and not from Discord: error 1015, or another block of our address. */
export class CloudflareBlocked extends Error {
  override name = 'CloudflareBlocked'
}

/** Cloudflare's and Discord's answers worth telling the budget. */
export interface Noticed {
  status: number
  scope?: 'user' | 'global' | 'shared'
  retryMs?: number
  cloudflare?: boolean
}

const scopes = ['user', 'global', 'shared'] as const
const WORTH_NOTICING = new Set([401, 403, 429])

/**
 * The one place that fetches from Discord. Reads the whole body before the deadline, so that nothing hangs and no timer
 * stays; `headers` of the library are kept but for the agent, which Discord wants to name the bot.
 */
export async function request(
  url: string,
  init: RequestInit,
  { userAgent, timeoutMs, notice }: { userAgent: string; timeoutMs: number; notice: (seen: Noticed) => void },
): Promise<Response & { body: null }> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), timeoutMs)
  try {
    const headers = new Headers(init.headers)
    headers.set('User-Agent', userAgent)
    const answer = await fetch(url, { method: init.method, body: init.body, headers, signal: deadline.signal })
    const body = answer.status === 204 ? null : await answer.arrayBuffer()
    const json = answer.headers.get('content-type')?.includes('json') ?? false
    if (WORTH_NOTICING.has(answer.status)) {
      const cloudflare = !json
      const wait = Number(answer.headers.get('retry-after') ?? Number.NaN)
      const scope = scopes.find((s) => s === answer.headers.get('x-ratelimit-scope'))
      notice({ status: answer.status, scope, cloudflare, ...(Number.isFinite(wait) ? { retryMs: wait * 1000 } : {}) })
      if (cloudflare) throw new CloudflareBlocked(`${answer.status} from the edge`)
    }
    const { status, statusText, headers: answered } = answer
    // the library never reads `body`, and its type of it is Node's, which workerd's does not fit
    return new Response(body, { status, statusText, headers: answered }) as Response & { body: null }
  } finally {
    clearTimeout(timer)
  }
}
