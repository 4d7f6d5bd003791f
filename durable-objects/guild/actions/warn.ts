import { fail } from '#schema/contract/failure.ts'
import { pointsOf } from '#schema/contract/standing.ts'
import type { ActionPerformer } from './performer.ts'

/** Told to the person and written down; Discord itself knows nothing of it. What it weighs is fixed when it is given. */
export const warn: ActionPerformer<'warn'> = {
  repeatable: true,
  onDiscord: false,
  membersOnly: true,
  notice: true,
  ends: [],
  async check({ settings, now, keep }, { severity }) {
    const { warnings } = await settings()
    const given = pointsOf(warnings, severity, now())
    if (!given) return fail('no_such_severity', { name: severity ?? '' })
    const { severity: name, points, until } = given
    keep({ severity: name, points, ...(until === null ? {} : { until }) })
    return null
  },
  perform: async () => ({ ok: true }),
}
