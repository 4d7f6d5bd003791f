import { describe, expect, test } from 'vitest'
import { reduce } from '#gateway/reduce.ts'
import { GatewayEvent } from '#schema/contract/gateway.ts'

const guild = '100000000000000001'
const channel = '100000000000000002'
const someone = '100000000000000003'
const role = '100000000000000004'
const at = 1_800_000_000_000
const user = { id: someone, username: 'ada', global_name: 'Ada', avatar: null, discriminator: '0', flags: 0 }
const member = {
  guild_id: guild,
  user,
  nick: 'Countess',
  roles: [role],
  joined_at: '2026-01-02T03:04:05.000000+00:00',
  communication_disabled_until: '2026-11-20T00:00:00+00:00',
  mute: false,
  deaf: false,
}
const roleBody = {
  id: role,
  name: 'Mod',
  color: 1,
  position: 3,
  permissions: '1099511627776',
  managed: false,
  hoist: true,
}
const channelBody = { id: channel, guild_id: guild, name: 'general', type: 0, position: 1, permission_overwrites: [] }

const eventOf = (t: string, d: unknown): GatewayEvent => {
  const reduced = reduce({ t, d, at })
  if (reduced.type !== 'event') throw new Error(`${t} became ${reduced.type}`)
  expect(reduced.guildId).toBe(guild)
  return GatewayEvent.parse(JSON.parse(JSON.stringify(reduced.event)))
}

describe('what Discord dispatches becomes what Wardroom uses', () => {
  test('a guild that comes online brings its roles and channels, and no members', () => {
    const event = eventOf('GUILD_CREATE', {
      id: guild,
      name: 'Harbour',
      icon: null,
      owner_id: someone,
      member_count: 5000,
      roles: [roleBody],
      channels: [channelBody],
      members: [member],
      voice_states: [{ user_id: someone, channel_id: channel }],
      presences: [],
    })
    expect(event).toMatchObject({ type: 'guild.state', at, guild: { memberCount: 5000, roles: [{ id: role }] } })
    expect(JSON.stringify(event)).not.toContain('Countess')
  })

  test('a member is told with names, roles and the end of a timeout', () => {
    expect(eventOf('GUILD_MEMBER_UPDATE', member)).toEqual({
      type: 'member.updated',
      at,
      member: {
        id: someone,
        username: 'ada',
        globalName: 'Ada',
        nick: 'Countess',
        avatar: null,
        bot: false,
        roleIds: [role],
        joinedAt: Date.parse('2026-01-02T03:04:05Z'),
        leftAt: null,
        timeoutUntil: Date.parse('2026-11-20T00:00:00Z'),
      },
    })
    expect(eventOf('GUILD_MEMBER_ADD', member).type).toBe('member.joined')
    expect(eventOf('GUILD_MEMBER_REMOVE', { guild_id: guild, user }).type).toBe('member.left')
  })

  test('roles, channels, bans and the guild itself are told as they change', () => {
    expect(eventOf('GUILD_ROLE_CREATE', { guild_id: guild, role: roleBody })).toMatchObject({ created: true })
    expect(eventOf('GUILD_ROLE_UPDATE', { guild_id: guild, role: roleBody })).toMatchObject({ created: false })
    expect(eventOf('GUILD_ROLE_DELETE', { guild_id: guild, role_id: role })).toMatchObject({ roleId: role })
    expect(eventOf('CHANNEL_CREATE', channelBody)).toMatchObject({ channel: { name: 'general', slowmode: 0 } })
    expect(eventOf('CHANNEL_UPDATE', { ...channelBody, rate_limit_per_user: 30 })).toMatchObject({
      channel: { slowmode: 30 },
    })
    expect(eventOf('CHANNEL_DELETE', channelBody)).toMatchObject({ channelId: channel })
    expect(eventOf('GUILD_BAN_ADD', { guild_id: guild, user })).toMatchObject({ userId: someone, username: 'ada' })
    expect(eventOf('GUILD_BAN_REMOVE', { guild_id: guild, user }).type).toBe('ban.removed')
    expect(eventOf('GUILD_UPDATE', { id: guild, name: 'New', icon: 'abc', owner_id: someone })).toMatchObject({
      name: 'New',
      icon: 'abc',
    })
  })

  test('an audit entry keeps who did what to whom, why, and what changed', () => {
    const entry = eventOf('GUILD_AUDIT_LOG_ENTRY_CREATE', {
      guild_id: guild,
      id: '100000000000000009',
      action_type: 24,
      user_id: someone,
      target_id: someone,
      reason: 'spam',
      changes: [{ key: 'communication_disabled_until', new_value: '2026-11-20T00:00:00+00:00' }],
    })
    expect(entry).toMatchObject({
      type: 'audit.entry',
      entry: {
        actionType: 24,
        reason: 'spam',
        changes: [{ key: 'communication_disabled_until', new: '2026-11-20T00:00:00+00:00' }],
        options: null,
      },
    })
  })

  test('messages of people are counted, those of bots and webhooks are not, and nothing of their text is kept', () => {
    const message = { guild_id: guild, channel_id: channel, content: 'hello', author: { id: someone } }
    expect(reduce({ t: 'MESSAGE_CREATE', d: message, at })).toEqual({
      type: 'message',
      guildId: guild,
      channelId: channel,
      authorId: someone,
    })
    expect(reduce({ t: 'MESSAGE_CREATE', d: { ...message, author: { id: someone, bot: true } }, at }).type).toBe(
      'ignored',
    )
    expect(reduce({ t: 'MESSAGE_CREATE', d: { ...message, webhook_id: '1' }, at }).type).toBe('ignored')
  })

  test('an outage is not a removal', () => {
    expect(reduce({ t: 'GUILD_DELETE', d: { id: guild, unavailable: true }, at }).type).toBe('ignored')
    expect(eventOf('GUILD_DELETE', { id: guild }).type).toBe('guild.removed')
  })

  test('what is unknown is let go and what is malformed is counted, never an error', () => {
    expect(reduce({ t: 'TYPING_START', d: {}, at }).type).toBe('ignored')
    expect(reduce({ t: 'toString', d: {}, at }).type).toBe('ignored')
    for (const d of [null, 7, 'x', {}, { guild_id: 'nope' }, { id: guild, user: [] }])
      for (const t of ['GUILD_CREATE', 'GUILD_MEMBER_ADD', 'MESSAGE_CREATE', 'GUILD_AUDIT_LOG_ENTRY_CREATE', 'READY'])
        expect(reduce({ t, d, at }).type).toBe('malformed')
  })
})
