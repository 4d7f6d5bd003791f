import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application } from '#sandbox/application.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { fixedSnowflake } from '#sandbox/world/snowflake.ts'
import { startBot } from './bot.ts'

const { general, modLog, announcements } = channels.harbour
let discord: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  discord = await startBot({ limits: false })
})
afterAll(() => discord.sandbox.close())
const ask: (typeof discord)['ask'] = (...call) => discord.ask(...call)
const write = (channel: string, body: object) => ask('POST', `/channels/${channel}/messages`, body)

describe('a message', () => {
  it('with an enforced nonce is sent once, however often it is asked for', async () => {
    const body = { content: 'Case 1', nonce: 'case-1', enforce_nonce: true }
    const [first, again] = [await write(modLog, body), await write(modLog, body)]
    expect(again.body.id).toBe(first.body.id)
    const other = await write(modLog, { ...body, enforce_nonce: false })
    expect(other.body.id).not.toBe(first.body.id)
  })

  it('is bound to the documented lengths', async () => {
    expect((await write(modLog, { content: 'x'.repeat(2001) })).body.errors.content?._errors[0]?.code).toBe(
      'BASE_TYPE_MAX_LENGTH',
    )
    expect((await write(modLog, { content: ' ' })).body.code).toBe(50006)
    const embeds = [1, 2].map(() => ({ description: 'x'.repeat(3001) }))
    expect((await write(modLog, { embeds })).body.errors.embeds?._errors[0]?.code).toBe('MAX_EMBED_SIZE_EXCEEDED')
    expect((await write(modLog, { content: 'a', nonce: 'x'.repeat(26) })).body.code).toBe(50035)
  })

  it('mentions nobody when told so', async () => {
    const content = `@everyone <@${people.leo}>`
    const quiet = await write(modLog, { content, allowed_mentions: { parse: [] } })
    expect(quiet.body).toMatchObject({ mention_everyone: false, mentions: [] })
    const loud = await write(modLog, { content })
    expect(loud.body.mentions).toMatchObject([{ id: people.leo }])
  })

  it('is crossposted once, and only where announcements are made', async () => {
    const { id } = (await write(announcements, { content: 'Storm warning' })).body
    const publish = () => ask('POST', `/channels/${announcements}/messages/${id}/crosspost`)
    expect((await publish()).body.flags).toBe(1)
    expect((await publish()).body.code).toBe(40033)
  })
})

describe('deleting', () => {
  it('in bulk takes 2 to 100 young messages, each once', async () => {
    const { world, violations } = discord.sandbox
    violations.clear()
    const bulk = (messages: string[]) => ask('POST', `/channels/${general}/messages/bulk-delete`, { messages })
    const ids = world.messages(general).map(({ id }) => id)
    const [a = '', b = '', c = ''] = ids
    expect((await bulk([a])).body.code).toBe(50016)
    expect((await bulk([a, a])).body.code).toBe(50035)
    const old = fixedSnowflake(discord.time.now - 15 * 86_400_000, 1)
    expect((await bulk([a, old])).body.code).toBe(50034)
    expect(world.messages(general)).toHaveLength(ids.length)
    expect((await bulk([a, b, c])).status).toBe(204)
    expect(world.messages(general)).toHaveLength(ids.length - 3)
    const log = await ask('GET', `/guilds/${servers.harbour}/audit-logs?action_type=73`)
    expect(log.body.audit_log_entries).toMatchObject([{ target_id: general, options: { count: '3' } }])
  })

  it('one message leaves no trace in the audit log when a bot does it', async () => {
    const { id } = discord.sandbox.world.writeMessage(general, people.leo, { content: 'oops' })
    expect((await ask('DELETE', `/channels/${general}/messages/${id}`)).status).toBe(204)
    expect((await ask('DELETE', `/channels/${general}/messages/${id}`)).body.code).toBe(10008)
    const log = await ask('GET', `/guilds/${servers.harbour}/audit-logs?action_type=72`)
    expect(log.body.audit_log_entries).toEqual([])
  })
})

describe('direct messages', () => {
  const dm = async (person: string) => {
    const { id } = (await ask('POST', '/users/@me/channels', { recipient_id: person })).body
    return write(id, { content: 'You were warned.' })
  }
  it('reach who shares a server and lets them in', async () => {
    expect((await dm(people.leo)).status).toBe(200)
    expect(discord.sandbox.world.directMessages(people.leo).map(({ content }) => content)).toEqual(['You were warned.'])
    expect(await dm(people.nils)).toMatchObject({ status: 403, body: { code: 50007 } })
    expect(await dm(people.otto)).toMatchObject({ status: 403, body: { code: 50278 } })
  })
})

describe('an interaction', () => {
  const open = () =>
    discord.sandbox.world.openInteraction({
      type: 2,
      guildId: servers.harbour,
      channelId: general,
      userId: people.tomas,
    })
  const original = (token: string) => `/webhooks/${application.id}/${token}/messages/@original`

  it('is answered once, then edited for 15 minutes', async () => {
    const { id, token } = open()
    const answer = () => ask('POST', `/interactions/${id}/${token}/callback`, { type: 5, data: { flags: 64 } })
    expect((await answer()).status).toBe(204)
    expect((await answer()).body.code).toBe(40060)
    const edited = await ask('PATCH', original(token), { content: 'Done.' })
    expect(edited.body).toMatchObject({ content: 'Done.', flags: 64, edited_timestamp: null })
    discord.time.now += 15 * 60_000 + 1
    expect(await ask('PATCH', original(token), { content: 'Late.' })).toMatchObject({
      status: 401,
      body: { code: 50027 },
    })
  })

  it('that nobody answers within 3 s is gone', async () => {
    const { id, token } = open()
    discord.time.now += 3_001
    const late = await ask('POST', `/interactions/${id}/${token}/callback`, { type: 5 })
    expect(late).toMatchObject({ status: 404, body: { code: 10062 } })
    expect((await ask('PATCH', original('unknown'), { content: 'x' })).body.code).toBe(10015)
  })
})

describe('commands', () => {
  const put = (commands: object[]) => ask('PUT', `/applications/${application.id}/commands`, commands)
  it('keep their ids when they are written again', async () => {
    const ban = { name: 'ban', description: 'Ban someone', options: [{ type: 6, name: 'user', description: 'Who' }] }
    const first = (await put([ban, { name: 'History', type: 2 }])).body
    const second = (await put([{ ...ban, description: 'Ban somebody' }])).body
    expect(second).toMatchObject([{ id: first[0]?.id, description: 'Ban somebody' }])
    expect((await ask('GET', `/applications/${application.id}/commands`)).body).toHaveLength(1)
  })

  it('are checked as Discord checks them', async () => {
    const options = [
      { type: 3, name: 'reason', description: 'Why' },
      { type: 6, name: 'user', description: 'Who', required: true },
    ]
    const wrong = await put([
      { name: 'Ban', description: 'x', options },
      { name: 'kick', description: '' },
    ])
    expect(wrong.body.errors[0]?.name?._errors[0]?.code).toBe('APPLICATION_COMMAND_INVALID_NAME')
    expect(wrong.body.errors[0]?.options?._errors[0]?.code).toBe('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID')
    expect(wrong.body.errors[1]?.description?._errors[0]?.code).toBe('BASE_TYPE_MIN_LENGTH')
  })
})
