import type { HealthGroup, HealthReport } from '#schema/contract/health.ts'
import { botGroup, shardRows } from './groups/bot.ts'
import { costGroup, estimateCost } from './groups/cost.ts'
import { d1Group, databaseRows } from './groups/d1.ts'
import { deploymentGroup, deploymentOf } from './groups/deployment.ts'
import { discordGroup } from './groups/discord.ts'
import { objectsGroup } from './groups/objects.ts'
import { queuesGroup } from './groups/queues.ts'
import { relayGroup } from './groups/relay.ts'
import { trafficGroup } from './groups/traffic.ts'
import { worst } from './make-gauge.ts'
import type { Sources } from './sources.ts'

/** What has thresholds. */
export const measuredGroups = (sources: Sources): HealthGroup[] => [
  botGroup(sources),
  relayGroup(sources),
  discordGroup(sources),
  trafficGroup(sources),
  d1Group(sources),
  objectsGroup(sources),
  queuesGroup(sources),
]

/** How everything is. */
export function makeReport(sources: Sources): HealthReport {
  const cost = estimateCost(sources)
  const groups = [...measuredGroups(sources), costGroup(sources, cost), deploymentGroup(sources)]
  return {
    at: sources.now,
    state: worst(groups.map(({ state }) => state)),
    groups,
    shards: shardRows(sources),
    databases: databaseRows(sources),
    cost,
    deployment: deploymentOf(sources),
  }
}
