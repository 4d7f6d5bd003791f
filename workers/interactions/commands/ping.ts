import { snowflakeTime } from '#schema/contract/ids.ts'
import type { ReadingCommand } from './command.ts'
import { inServers } from './options.ts'

export const ping = {
  definition: { name: 'ping', description: 'Whether Wardroom is awake, and how fast', ...inServers },
  mayAnyone: true,
  async read({ id }, records) {
    const reached = Math.max(0, Date.now() - snowflakeTime(id))
    const { online, shards } = await records.relay()
    const latencies = shards.flatMap((shard) => shard.latency ?? [])
    const slowest = latencies.length ? `, ${Math.round(Math.max(...latencies))} ms behind Discord` : ''
    const gateway = online ? `Discord's events arrive${slowest}.` : "Discord's events do not arrive right now."
    return {
      embeds: [{ description: `🏓 Your command took ${reached} ms to get here. ${gateway}`, color: 0x3f_7f_d6 }],
    }
  },
} satisfies ReadingCommand
