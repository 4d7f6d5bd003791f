import { putBan } from './ban.ts'
import { asPerformed, asRefusal, type ActionPerformer } from './performer.ts'
import { deleteBan } from './unban.ts'

/** A ban lifted at once: it removes the person and their recent messages. Which half is done is kept between the two. */
export const softban: ActionPerformer<'softban'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: true,
  notice: true,
  ends: ['tempban'],
  async perform(hands, deed, { audit }) {
    if (!hands.run.progress.banned) {
      const banned = await putBan(hands, deed, audit)
      if (!banned.ok) return asPerformed(banned)
      hands.keep({ banned: true })
    }
    const lifted = await deleteBan(hands, deed.targetId, { audit, gone: true })
    if (lifted.ok) return { ok: true }
    const refused = asRefusal(lifted)
    // the ban stands, so this is no refusal: the record says what is left to do
    return 'retry' in refused ? refused : { ok: true, result: { stillBanned: refused.message } }
  },
}
