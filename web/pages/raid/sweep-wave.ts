import type { RaidAlert } from '#schema/contract/raid.ts'
import { openSweep } from '#web/data/open-sweep.ts'

/** Opens a sweep of whoever came with this wave and is still there. */
export const sweepWave = ({ joinedFrom, joinedTo }: Pick<RaidAlert, 'joinedFrom' | 'joinedTo'>): void =>
  openSweep({ type: 'members', filter: { joinedFrom, joinedTo } })
