import type { ActionKind } from '#schema/contract/action.ts'
import { useDeeds } from '#web/data/deeds.ts'
import { useLive } from '#web/data/live.ts'

/** Why the signed-in person cannot ask for this just now; undefined when they can. */
export function createBlocked(): (kind: ActionKind) => string | undefined {
  const deeds = useDeeds()
  const live = useLive()
  return (kind) => deeds(kind)?.message ?? (live.state() === 'offline' ? 'You are offline.' : undefined)
}
