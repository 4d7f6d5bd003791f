import { DurableObject } from 'cloudflare:workers'

/** Variables and secrets of this Worker; all but the binding are handed on to the relay as they are. */
export interface HostEnv {
  GATEWAY: DurableObjectNamespace<GatewayHost>
  WARDROOM_URL: string
  DISCORD_API: string
  RELAY_INTENTS: string
  DISCORD_BOT_TOKEN: string
  RELAY_KEYS: string
}

/** Without a renewal for this long the container is stopped; the cron renews it each minute, so only a dead Worker stops it. */
const INACTIVITY = 10 * 60_000

/** Keeps the one relay container running. Sleeps in between: nothing here waits on the container. */
export class GatewayHost extends DurableObject<HostEnv> {
  /** Starts the container when it does not run, and renews its time. `absent`: no containers here, an outside relay serves. */
  async ensureRunning(): Promise<'absent' | 'started' | 'running'> {
    const { container } = this.ctx
    if (!container) return 'absent'
    const state = container.running ? 'running' : 'started'
    if (!container.running) {
      const { WARDROOM_URL, DISCORD_API, RELAY_INTENTS, DISCORD_BOT_TOKEN, RELAY_KEYS } = this.env
      container.start({
        enableInternet: true,
        env: { WARDROOM_URL, DISCORD_API, RELAY_INTENTS, DISCORD_BOT_TOKEN, RELAY_KEYS },
      })
    }
    await container.setInactivityTimeout(INACTIVITY)
    return state
  }
}
