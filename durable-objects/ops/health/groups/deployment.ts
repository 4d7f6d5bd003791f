import type { Deployment, HealthGroup } from '#schema/contract/health.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

/** What runs, and since when. */
export function deploymentGroup(sources: Sources): HealthGroup {
  const { now } = sources
  const { version, id, deployedAt, deployedBy, objectSince, relaySince } = deploymentOf(sources)
  return makeGroup('deployment', 'Deployment', [
    makeGauge('deployment.version', { value: version, at: now, why: id ? `Version id ${id}.` : undefined }),
    makeGauge('deployment.deployed', {
      value: deployedAt,
      at: now,
      why:
        deployedBy === 'first_seen'
          ? 'When this version was first seen; the platform does not tell when it was uploaded.'
          : undefined,
    }),
    makeGauge('deployment.object', {
      value: objectSince,
      at: now,
      why: 'The object that gathers these figures sleeps when nothing happens and begins anew; what it counted is kept.',
    }),
    makeGauge('deployment.relay', {
      value: relaySince,
      at: relaySince === null ? null : now,
      why: relaySince === null ? 'The relay was never heard.' : undefined,
    }),
  ])
}

export const deploymentOf = ({ deployment, relay, since }: Sources): Deployment => ({
  ...deployment,
  objectSince: since,
  relaySince: relay?.epoch || null,
  relayVersion: relay?.host?.version ?? null,
})
