/** A request as it came, its body read. `path` is what follows `/api/v10`. */
export interface Raw {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | undefined>
  body: string
}

/** An answer; a body that is text goes out as HTML, anything else as JSON. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: unknown
}

export function rateLimited({
  scope,
  waitMs,
  headers,
}: {
  scope: 'user' | 'global' | 'shared'
  waitMs: number
  headers: Record<string, string>
}): Reply {
  return {
    status: 429,
    headers: {
      ...headers,
      'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    },
    body: {
      message: 'You are being rate limited.',
      retry_after: Number((waitMs / 1000).toFixed(3)),
      global: scope === 'global',
    },
  }
}

/** What Cloudflare answers in Discord's place when an address asks too much. */
export const cloudflareBlock = (seconds: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(seconds), server: 'cloudflare' },
  body: `<!DOCTYPE html><html lang="en-US"><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head>
<body><h1>Error 1015</h1><h2>You are being rate limited</h2><p>error code: 1015</p></body></html>`,
})
