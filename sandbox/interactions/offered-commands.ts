import { bit } from '#sandbox/world/bits.ts'
import type { Command } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import { Refused } from './refused.ts'

const IN_SERVERS = 0

/** Commands a person is shown in a channel: registered here or everywhere, and not hidden by default_member_permissions. */
export function offeredCommands(
  world: World,
  { guildId, channelId, userId }: { guildId: string; channelId: string; userId: string },
): Command[] {
  const permissions = world.permissions(guildId, userId, channelId)
  return knownCommands(world, guildId).filter(({ default_member_permissions: needed }) => {
    if (needed === null || needed === undefined || permissions & bit.administrator) return true
    return needed !== '0' && (permissions & BigInt(needed)) === BigInt(needed)
  })
}

/** A server's own commands hide global ones of the same name and type. */
export function knownCommands(world: World, guildId: string): Command[] {
  const own = world.commands(guildId)
  const global = world.commands(null).filter((command) => !own.some((other) => isSame(other, command)))
  return [...own, ...global].filter(({ contexts }) => !contexts || contexts.includes(IN_SERVERS))
}

const isSame = (a: Command, b: Command): boolean => a.name === b.name && a.type === b.type

/** Throws `Refused` when Discord's client would not let this person use any command here. */
export function requireCommandRights(
  world: World,
  { guildId, channelId, userId }: { guildId: string; channelId: string; userId: string },
): void {
  const member = world.member(guildId, userId)
  if (!member) throw new Refused('not a member of that server')
  if (!world.guild(guildId)?.channels.has(channelId)) throw new Refused('no such channel here')
  const permissions = world.permissions(guildId, userId, channelId)
  if (!(permissions & bit.viewChannel)) throw new Refused('that channel cannot be seen')
  if (!(permissions & bit.useCommands)) throw new Refused('commands are not allowed here')
  if (!(permissions & bit.administrator) && isTimedOut(member.communication_disabled_until, world.now()))
    throw new Refused('timed out')
}

export const isTimedOut = (until: string | null, now: number): boolean => until !== null && Date.parse(until) > now
