import { fail } from '#schema/contract/failure.ts'
import { asPerformed, type ActionPerformer } from './performer.ts'
import { setTimeoutUntil } from './timeout.ts'

export const untimeout: ActionPerformer<'untimeout'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: true,
  notice: false,
  ends: ['timeout'],
  check: async ({ now }, _deed, { member }) => ((member?.timeoutUntil ?? 0) > now() ? null : fail('not_timed_out')),
  perform: async (hands, { targetId }, { audit }) =>
    asPerformed(await setTimeoutUntil(hands, { targetId, until: null }, audit)),
}
