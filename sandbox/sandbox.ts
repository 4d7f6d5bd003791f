import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Faults } from './faults.ts'
import type { GatewayOptions } from './gateway/gateway.ts'
import type { Requests } from './requests.ts'
import type { RateLimits } from './rest/limits.ts'
import type { Violations } from './violations.ts'
import type { World } from './world/world.ts'

/** What else answers on the sandbox's port: `true` means "mine". Asked in the order of mounting, before REST. */
export interface Mount {
  request?: (req: IncomingMessage, res: ServerResponse, url: URL) => boolean | Promise<boolean>
  upgrade?: (req: IncomingMessage, socket: Duplex, head: Buffer, url: URL) => boolean
}

export interface SandboxOptions {
  /** 0 for any free one */
  port: number
  host?: string
  /** folder of world.json; null keeps nothing */
  state?: string | null
  /** `small` has the same people and channels with a crowd of a few dozen */
  seed?: 'full' | 'small'
  /** ms added to every API answer */
  latency?: number
  /** UTC ms; tests may turn it */
  clock?: () => number
  /** per-route buckets and the global limit; false for none */
  limits?: Partial<Limits> | false
  /** bans of non-members per guild and day until 30035 */
  outsideBansPerDay?: number
  /** where interactions are posted, such as http://localhost:8787 */
  wardroomUrl?: string
  /** the Interactions Endpoint URL, when it is not under wardroomUrl; PATCH /applications/@me sets it */
  interactionsUrl?: string
  /** background messages and joins */
  life?: boolean
  /** heartbeats, sessions and untidiness of the gateway */
  gatewayOptions?: Partial<GatewayOptions>
  /** how often an interaction is followed by a bad signature: 0 never, 1 always */
  probeRate?: number
  /** seed of everything that is left to chance */
  chanceSeed?: number
}

export interface Limits {
  /** calls a second with the bot's token */
  global: number
  /** 401, 403 and 429 in ten minutes until Cloudflare's 1015 */
  invalid: number
  /** multiplies every per-route limit */
  scale: number
}

/** What GET /gateway/bot tells; the gateway counts `remaining` down. */
export interface GatewayInfo {
  shards: number
  session_start_limit: { total: number; remaining: number; reset_after: number; max_concurrency: number }
}

/** A running local Discord. */
export interface Sandbox {
  readonly url: string
  readonly port: number
  readonly options: SandboxOptions
  readonly world: World
  readonly faults: Faults
  readonly violations: Violations
  readonly requests: Requests
  readonly limits: RateLimits
  readonly gateway: GatewayInfo
  mount(mount: Mount): void
  /** Runs when the sandbox closes, before its server does. */
  onClose(end: () => void | Promise<void>): void
  close(): Promise<void>
}
