import type { GatewayEvent } from '#schema/contract/gateway.ts'

type Counted = Extract<GatewayEvent, { type: 'messages.counted' }>

/** Messages per guild and channel since the last report. */
export class Counters {
  #counts = new Map<string, Map<string, number>>()

  add(guildId: string, channelId: string): void {
    let channels = this.#counts.get(guildId)
    if (!channels) this.#counts.set(guildId, (channels = new Map()))
    channels.set(channelId, (channels.get(channelId) ?? 0) + 1)
  }

  /** Takes what was counted out, as events; of all guilds, or of those given. */
  take(at: number, of: Iterable<string> = [...this.#counts.keys()]): { guildId: string; event: Counted }[] {
    const taken = []
    for (const guildId of of) {
      const channels = this.#counts.get(guildId)
      if (!channels) continue
      this.#counts.delete(guildId)
      taken.push({ guildId, event: { type: 'messages.counted' as const, at, channels: Object.fromEntries(channels) } })
    }
    return taken
  }
}
