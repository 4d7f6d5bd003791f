import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod/mini'
import { fail, failureStatus, type Failure } from '#schema/contract/failure.ts'
import { RelayBatch } from '#schema/contract/gateway.ts'
import { Signed, verify } from '#schema/contract/signature.ts'
import { readConfig } from '#workers/config.ts'
import { deliver } from './deliver.ts'

/** A batch is some hundred kB, but one event may describe a server of 500 channels with all their overwrites. */
const LARGEST = 4 * 1024 * 1024

const Hello = z.object({ epoch: z.int() })
const refuse = (failure: Failure): Response => Response.json(failure, { status: failureStatus(failure.code) })

/** The gateway relay's way in, mounted at /relay; every request is signed for the domain `relay`. */
export const relayRoutes = new Hono<{ Bindings: Env }>()
  .post('/batches', bodyLimit({ maxSize: LARGEST, onError: () => refuse(fail('too_large')) }), async (c) => {
    const opened = await open(c.env, await c.req.text(), RelayBatch)
    if (!opened.ok) return refuse(opened)
    const { epoch, batch, shards, dropped, host, guilds } = opened.body
    const heard = await c.env.RELAY.getByName('relay').heard({
      epoch,
      batch,
      shards,
      dropped,
      ...(host ? { host } : {}),
    })
    if (heard.superseded) return refuse(fail('superseded'))
    const failed = await deliver(c.env, { epoch, batch, guilds })
    if (failed.length > 0) return c.json({ failed }, 503)
    return c.json({ watching: heard.watching })
  })
  .get('/watch', async (c) => {
    if (c.req.header('upgrade') !== 'websocket') return refuse(fail('bad_request', { issue: 'not a WebSocket' }))
    const opened = await open(c.env, readAuthorization(c.req.header('authorization')), Hello)
    if (!opened.ok) return refuse(opened)
    const request = new Request(c.req.raw)
    request.headers.delete('authorization')
    request.headers.set('x-wardroom-relay', JSON.stringify({ epoch: opened.body.epoch }))
    return c.env.RELAY.getByName('relay').fetch(request)
  })

/** Opens a signed envelope: its signature first, its meaning then. */
async function open<T extends z.ZodMiniType>(
  env: Env,
  text: string,
  shape: T,
): Promise<{ ok: true; body: z.infer<T> } | Failure> {
  const envelope = Signed.safeParse(readJson(text))
  if (!envelope.success) return fail('bad_signature')
  const verified = await verify('relay', readConfig(env).relayKeys, envelope.data, Date.now())
  if (!verified.ok) return verified
  const parsed = shape.safeParse(verified.body)
  if (parsed.success) return { ok: true, body: parsed.data }
  const issue = parsed.error.issues[0]
  return fail('bad_request', { issue: `${issue?.path.join('.')} ${issue?.message}` })
}

/** The envelope in `Authorization: Wardroom <URI-encoded JSON>`. */
function readAuthorization(header = ''): string {
  try {
    return decodeURIComponent(header.replace(/^Wardroom /, ''))
  } catch {
    return ''
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
