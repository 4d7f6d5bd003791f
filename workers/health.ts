import { Hono } from 'hono'
import { version } from '#package.json'

/** What anyone may know: that we run, which version, and whether Discord's events arrive. */
interface Health {
  ok: true
  version: string
  relay: { online: boolean; heardAt: number | null }
}

const FRESH = 5_000
let latest: { relay: Health['relay']; at: number } | null = null

export const health = new Hono<{ Bindings: Env }>().get('/', async (c) => {
  if (!latest || latest.at < Date.now() - FRESH) latest = { relay: await askRelay(c.env), at: Date.now() }
  const answer: Health = { ok: true, version, relay: latest.relay }
  return c.json(answer, 200)
})

async function askRelay(env: Env): Promise<Health['relay']> {
  try {
    const { online, heardAt } = await env.RELAY.getByName('relay').health()
    return { online, heardAt: heardAt || null }
  } catch {
    return { online: false, heardAt: null }
  }
}
