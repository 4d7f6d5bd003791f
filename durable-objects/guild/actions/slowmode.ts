import { fail } from '#schema/contract/failure.ts'
import { asPerformed, type ActionPerformer } from './performer.ts'

const CATEGORY = 4

export const slowmode: ActionPerformer<'slowmode'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: [],
  async check({ keep }, _deed, { channel }) {
    if (channel?.type === CATEGORY) return fail('wrong_channel')
    keep({ before: channel?.slowmode ?? 0 })
    return null
  },
  async perform({ discord, run }, { channelId, seconds }, { audit }) {
    const performed = asPerformed(
      await discord.call({
        method: 'PATCH',
        route: `/channels/${channelId}`,
        body: { rate_limit_per_user: seconds },
        reason: audit,
        permission: 'manageChannels',
      }),
    )
    return performed.ok ? { ok: true, result: { before: Number(run.progress.before ?? 0), seconds } } : performed
  },
}
