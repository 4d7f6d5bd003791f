import type { RaidAlert } from '#schema/contract/raid.ts'
import { openSweep } from '#web/data/open-sweep.ts'

const SECOND = 1000

/** Opens a sweep of whoever came with this wave and is still there; in whole seconds, as its fields have them. */
export const sweepWave = ({ joinedFrom, joinedTo }: Pick<RaidAlert, 'joinedFrom' | 'joinedTo'>): void =>
  openSweep({
    type: 'members',
    filter: {
      joinedFrom: Math.floor(joinedFrom / SECOND) * SECOND,
      joinedTo: Math.ceil(joinedTo / SECOND) * SECOND,
    },
  })
