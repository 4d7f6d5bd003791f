import { putBan } from './ban.ts'
import { asPerformed, type ActionPerformer } from './performer.ts'

/** A ban that the guild's object ends itself (due.ts). */
export const tempban: ActionPerformer<'tempban'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: true,
  ends: ['tempban'],
  perform: async (hands, deed, { audit }) => asPerformed(await putBan(hands, deed, audit)),
  endsAt: (hands, deed) => hands.now() + deed.duration,
}
