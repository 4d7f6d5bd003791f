import { fail } from '#schema/contract/failures.ts'
import type { useGuild } from '#web/data/guild.ts'

/** Why the signed-in person may not plan or run sweeps here, if so; what each kind needs is asked besides. */
export const needsSeat = (guild: ReturnType<typeof useGuild>): string | undefined =>
  guild.seated('moderator')
    ? undefined
    : fail('seat_too_low', { seat: guild.access().level, needed: 'moderator' }).message
