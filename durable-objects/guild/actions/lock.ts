import { fail } from '#schema/contract/failure.ts'
import { has, Permission, permissionLabel, type Overwrite } from '#schema/contract/permission.ts'
import { asPerformed, type ActionPerformer } from './performer.ts'

/** What a lock takes from @everyone. */
const taken = ['sendMessages', 'sendMessagesInThreads'] as const
export const LOCKED = taken.reduce((bits, name) => bits | Permission[name], 0n)
/** text, voice, announcement, stage, forum, media */
const LOCKABLE = new Set([0, 2, 5, 13, 15, 16])

const isLocked = (everyone: Overwrite | undefined): boolean =>
  everyone !== undefined && (BigInt(everyone.deny) & Permission.sendMessages) !== 0n

/** Denies @everyone to write; the overwrite as it was is kept first, so that unlock can put it back. */
export const lock: ActionPerformer<'lock'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: [],
  async check({ guildId, keep }, _deed, { channel, botPermissions }) {
    if (!channel || !LOCKABLE.has(channel.type)) return fail('wrong_channel')
    const everyone = channel.overwrites.find((o) => o.id === guildId)
    if (isLocked(everyone)) return fail('already_locked')
    // Discord lets a bot deny only what it has itself
    const lacking = taken.find((name) => !has(botPermissions, name))
    if (lacking) return fail('bot_missing_permission', { permission: permissionLabel[lacking] })
    keep({ formerAllow: everyone?.allow ?? '', formerDeny: everyone?.deny ?? '' })
    return null
  },
  async perform({ discord, guildId, locks, run }, { channelId }, { audit }) {
    const { formerAllow, formerDeny } = run.progress
    const former = formerAllow === '' ? null : { allow: String(formerAllow), deny: String(formerDeny) }
    locks.save(channelId, run.number ?? 0, former)
    const performed = asPerformed(
      await discord.call({
        method: 'PUT',
        route: `/channels/${channelId}/permissions/${guildId}`,
        body: {
          type: 0,
          allow: String(BigInt(former?.allow ?? 0) & ~LOCKED),
          deny: String(BigInt(former?.deny ?? 0) | LOCKED),
        },
        reason: audit,
        permission: 'manageRoles',
      }),
    )
    if (!performed.ok && !('retry' in performed)) locks.remove(channelId)
    return performed
  },
}
