import { actionKinds } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { memberName, type Channel, type GuildState, type Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import {
  channelPermissions,
  guildPermissions,
  has,
  outranks,
  permissionLabel,
  type PermissionName,
  type Ranked,
} from '#schema/contract/permission.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { DiscordUser, toPerson } from '#durable-objects/discord/shapes.ts'
import { performerOf } from './actions/index.ts'
import { asRefusal, type Hands } from './actions/performer.ts'
import { freshChannel } from './fresh-channel.ts'
import type { Checked } from './queue-deps.ts'
import type { Run } from './run.ts'

/** What the object knows of its server; `fresh` asks Discord. A throw means that Discord could not be asked. */
export interface Knowledge {
  guildState(): Promise<GuildState | null>
  botMember(): Promise<Member | null>
  memberOf(userId: Snowflake, how: { fresh: boolean }): Promise<Member | null>
  settingsOf(): Promise<Settings>
}

const ranked = (member: Member): Ranked => ({ userId: member.id, roleIds: member.roleIds })

/** Asks all of it anew, when the action is performed: who may, who outranks whom, who is there. */
export async function check(run: Run, hands: Hands, know: Knowledge): Promise<Checked> {
  const { action } = run
  const { deed, actor } = action
  const targetId = 'targetId' in deed ? deed.targetId : null
  const [guild, bot, asker, member] = await Promise.all([
    know.guildState(),
    know.botMember(),
    actor.type === 'user' ? know.memberOf(actor.user.id, { fresh: true }) : null,
    targetId ? know.memberOf(targetId, { fresh: true }) : null,
  ])
  if (!guild || !bot) return fail('bot_not_in_guild')
  const channel = 'channelId' in deed ? await freshChannel(hands.discord, guild, deed.channelId) : null
  if (channel && 'ok' in channel) return channel

  const who = { guild, bot, asker, member }
  const no = refuseTarget(run, who) ?? refuseAsker(run, who, channel) ?? refuseBot(run, who, channel)
  if (no) return no
  const performer = performerOf(deed.kind)
  if (performer.membersOnly && !member) return fail('target_not_member')
  if (deed.kind === 'timeout' && member && has(guildPermissions(guild, ranked(member)), 'administrator'))
    return fail('target_is_admin')

  const botPermissions = permissionsOf(guild, bot, channel)
  const more = await performer.check?.(hands, deed, { member, channel, botPermissions })
  if (more) return more
  if (!targetId)
    return { ok: true, target: null, isMember: false, channel: channel && { id: channel.id, name: channel.name } }
  if (member) {
    const { id, avatar, bot: isBot } = member
    return { ok: true, target: { id, name: memberName(member), avatar, bot: isBot }, isMember: true, channel: null }
  }
  const user = await hands.discord.call({ method: 'GET', route: `/users/${targetId}`, read: DiscordUser })
  return user.ok ? { ok: true, target: toPerson(user.value), isMember: false, channel: null } : asRefusal(user)
}

interface Who {
  guild: GuildState
  bot: Member
  asker: Member | null
  member: Member | null
}

function refuseTarget({ action: { deed, actor } }: Run, { guild, bot }: Who): Failure | null {
  if (!('targetId' in deed)) return null
  if (actor.type === 'user' && deed.targetId === actor.user.id) return fail('target_is_self')
  if (deed.targetId === bot.id) return fail('target_is_bot')
  if (deed.targetId === guild.ownerId) return fail('target_is_owner')
  return null
}

const permissionsOf = (guild: GuildState, member: Member, channel: Channel | null): bigint =>
  channel ? channelPermissions(guild, ranked(member), channel.overwrites) : guildPermissions(guild, ranked(member))

function refuseAsker({ action: { deed, actor } }: Run, who: Who, channel: Channel | null): Failure | null {
  if (actor.type === 'system') return null
  const { guild, asker, member } = who
  const { permission } = actionKinds[deed.kind]
  if (!asker || !has(permissionsOf(guild, asker, channel), permission))
    return fail('missing_permission', { permission: permissionLabel[permission] })
  if (member && !outranks(guild, ranked(asker), ranked(member))) return fail('target_outranks_actor')
  return null
}

function refuseBot({ action: { deed } }: Run, who: Who, channel: Channel | null): Failure | null {
  if (!performerOf(deed.kind).onDiscord) return null
  const { guild, bot, member } = who
  const { permission } = actionKinds[deed.kind]
  const needed: PermissionName[] = channel ? ['viewChannel', permission] : [permission]
  if (deed.kind === 'purge') needed.push('readMessageHistory')
  const lacking = needed.find((one) => !has(permissionsOf(guild, bot, channel), one))
  if (lacking) return fail('bot_missing_permission', { permission: permissionLabel[lacking] })
  if (member && !outranks(guild, ranked(bot), ranked(member))) return fail('target_outranks_bot')
  return null
}
