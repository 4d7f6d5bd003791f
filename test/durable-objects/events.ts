import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { GuildState, Member } from '#schema/contract/guild.ts'

/** A guild of nobody else's, its @everyone role without rights. */
export const guildOf = (id: string, more: Partial<GuildState> = {}): GuildState => ({
  id,
  name: 'A server',
  icon: null,
  ownerId: '300000000000000001',
  memberCount: 10,
  roles: [{ id, name: '@everyone', color: 0, position: 0, permissions: '0' }],
  channels: [],
  ...more,
})

export const memberOf = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  username: `user-${id.slice(-3)}`,
  globalName: null,
  nick: null,
  avatar: null,
  bot: false,
  roleIds: [],
  joinedAt: 1_700_000_000_000,
  leftAt: null,
  timeoutUntil: null,
  ...more,
})

export const stateOf = (id: string, more?: Partial<GuildState>): GatewayEvent => ({
  type: 'guild.state',
  at: Date.now(),
  guild: guildOf(id, more),
})
export const joined = (id: string, more?: Partial<Member>): GatewayEvent => ({
  type: 'member.joined',
  at: Date.now(),
  member: memberOf(id, { joinedAt: Date.now(), ...more }),
})
export const updated = (id: string, more?: Partial<Member>): GatewayEvent => ({
  type: 'member.updated',
  at: Date.now(),
  member: memberOf(id, more),
})
export const left = (id: string): GatewayEvent => ({
  type: 'member.left',
  at: Date.now(),
  user: { id, username: `user-${id.slice(-3)}`, globalName: null, avatar: null, bot: false },
})
export const wrote = (channelId: string, count: number): GatewayEvent => ({
  type: 'messages.counted',
  at: Date.now(),
  channels: { [channelId]: count },
})
