import type { Failure } from '#schema/contract/failure.ts'
import type { Draft } from '#workers/interactions/commands/command.ts'
import { durationOf } from '#workers/interactions/commands/options.ts'
import type { Asked } from '#workers/interactions/asked.ts'

/** The deed that the "Timeout…" form asks for. */
export function readTimeoutForm({ options }: Asked, targetId: string): Draft | Failure {
  const ms = durationOf(options.duration)
  return typeof ms === 'number' ? { kind: 'timeout', targetId, reason: options.reason, duration: ms } : ms
}
