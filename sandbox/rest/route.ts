import type { ZodType } from 'zod'
import type { Grant } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import type { GatewayInfo, SandboxOptions } from '#sandbox/sandbox.ts'

export type Who = { type: 'bot' } | { type: 'user'; grant: Grant } | { type: 'none' }

/** One request, checked as far as every route wants it checked. */
export interface Call<B = undefined> {
  world: World
  gateway: GatewayInfo
  options: SandboxOptions
  /** `ws://…` of the gateway */
  gatewayUrl: string
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  body: B
  /** X-Audit-Log-Reason, decoded */
  reason: string | null
  who: Who
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `:name` for ids; what stands there must be a snowflake, unless the name ends in `?` or is `token` */
  path: string
  /** who may call; `none` needs no Authorization header */
  auth: readonly Who['type'][]
  /** a Bearer token needs this scope */
  scope?: string
  /** calls per ms of one bucket */
  limit: { calls: number; ms: number }
  /** the path parameters whose values have buckets of their own: guild, channel or webhook */
  major?: readonly string[]
  body?: ZodType
  handle: (call: Call<unknown>) => unknown
}

interface Spec<B> extends Omit<Route, 'method' | 'path' | 'body' | 'handle' | 'auth' | 'limit'> {
  auth?: Route['auth']
  limit?: Route['limit']
  body?: ZodType<B>
}

/** An answer with a status of its own; plain values are 200, undefined is 204. */
export class Answer {
  readonly status: number
  readonly body: unknown
  constructor(status: number, body: unknown) {
    this.status = status
    this.body = body
  }
}

const MAJOR = ['guild', 'channel', 'token']

/** A route for the bot's token unless `auth` says otherwise; ten calls a second unless `limit` does. */
export function route<B = undefined>(
  signature: `${Route['method']} /${string}`,
  spec: Spec<B>,
  handle: (call: Call<B>) => unknown,
): Route {
  const [method, path] = signature.split(' ') as [Route['method'], string]
  return {
    auth: ['bot'],
    limit: { calls: 10, ms: 1_000 },
    major: MAJOR,
    ...spec,
    method,
    path,
    // the API parses the body with the schema that gave this handler its type
    handle: handle as Route['handle'],
  }
}
