import { setTimeout as sleep } from 'node:timers/promises'
import { INTERACTION_DEADLINE } from '#sandbox/world/interactions.ts'
import { signBody, spoilHeaders } from './signature.ts'

const AGENT = 'Discord-Interactions/1.0 (+https://discord.com)'

/** What the application answered; status 0 when it was not reached or not in time. */
export interface EndpointAnswer {
  status: number
  /** the parsed JSON body; undefined when there was none or it was none */
  body: unknown
  ms: number
  failure: 'unreachable' | 'late' | null
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<EndpointAnswer> {
  const started = performance.now()
  const ms = () => Math.round(performance.now() - started)
  const deadline = new AbortController()
  const over = sleep(INTERACTION_DEADLINE, undefined, { signal: deadline.signal }).then(
    () => 'late' as const,
    () => 'late' as const,
  )
  const asked = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': AGENT, ...headers },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(4 * INTERACTION_DEADLINE),
  }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => 'unreachable' as const,
  )
  const answer = await Promise.race([asked, over])
  deadline.abort()
  if (typeof answer === 'string') return { status: 0, body: undefined, ms: ms(), failure: answer }
  return { status: answer.status, body: parse(answer.text), ms: ms(), failure: null }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Posts one interaction, signed, and waits at most Discord's 3 s. The request itself goes on, as with Discord. */
export function postSigned(url: string, payload: object): Promise<EndpointAnswer> {
  const body = JSON.stringify(payload)
  return post(url, body, signBody(body, Date.now()))
}

/** Posts with a signature spoilt in one of several ways. */
export function postSpoilt(url: string, payload: object, way: number): Promise<EndpointAnswer> {
  const body = JSON.stringify(payload)
  return post(url, body, spoilHeaders(body, Date.now(), way))
}
