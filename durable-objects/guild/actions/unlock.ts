import { fail } from '#schema/contract/failure.ts'
import { LOCKED } from './lock.ts'
import { asRefusal, type ActionPerformer } from './performer.ts'

const UNKNOWN_OVERWRITE = 10009

/** Gives @everyone back exactly what the lock took; what others changed in the overwrite since then stays. */
export const unlock: ActionPerformer<'unlock'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: [],
  async check({ guildId, locks, keep }, { channelId }, { channel }) {
    const locked = locks.find(channelId)
    if (!locked) return fail('not_locked')
    const now = channel?.overwrites.find((o) => o.id === guildId)
    const restore = (bits: string | undefined, former: string | undefined): string =>
      String((BigInt(bits ?? 0) & ~LOCKED) | (BigInt(former ?? 0) & LOCKED))
    const allow = restore(now?.allow, locked.former?.allow)
    const deny = restore(now?.deny, locked.former?.deny)
    keep({ allow, deny, remove: locked.former === null && allow === '0' && deny === '0', lockedBy: locked.number })
    return null
  },
  async perform({ discord, guildId, locks, run }, { channelId }, { audit }) {
    const { allow, deny, remove, lockedBy } = run.progress
    const answer = await discord.call({
      method: remove ? 'DELETE' : 'PUT',
      route: `/channels/${channelId}/permissions/${guildId}`,
      ...(remove ? {} : { body: { type: 0, allow, deny } }),
      reason: audit,
      permission: 'manageRoles',
    })
    const gone = !answer.ok && remove === true && answer.discordCode === UNKNOWN_OVERWRITE
    if (!answer.ok && !gone) return asRefusal(answer)
    locks.remove(channelId)
    return { ok: true, result: { lockedBy: Number(lockedBy) } }
  },
}
