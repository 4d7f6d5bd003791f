import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyKey } from 'discord-interactions'
import { afterEach, describe, expect, it } from 'vitest'
import { application } from '#sandbox/application.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'

/** What tests read of an interaction. */
interface Posted {
  id: string
  type: number
  token: string
  application_id: string
  app_permissions: string
  guild_id: string
  member: { user: { id: string }; permissions: string }
  message?: { id: string }
  data: {
    name: string
    target_id?: string
    custom_id?: string
    options?: { name: string; type: number; value?: unknown; focused?: boolean; options?: { name: string }[] }[]
    resolved?: { users?: Record<string, { username: string }>; members?: Record<string, object> }
    components?: { component?: { custom_id: string; value: string } }[]
  }
}
type Reply = { status?: number; body?: object } | 'silence'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let endpoint: Server
const posted: Posted[] = []
afterEach(async () => {
  await sandbox.close()
  endpoint.closeAllConnections()
  endpoint.close()
})

/** An application that checks signatures as an app does, and answers what the test says. */
async function start(answer: (posted: Posted) => Reply, options: Partial<SandboxOptions> = {}) {
  posted.length = 0
  endpoint = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', async () => {
      const raw = Buffer.concat(parts)
      const header = (name: string) => String(req.headers[name] ?? '')
      const valid = await verifyKey(
        raw,
        header('x-signature-ed25519'),
        header('x-signature-timestamp'),
        application.publicKey,
      ).catch(() => false)
      // signed by Discord, so it is an interaction
      const interaction = JSON.parse(raw.toString()) as Posted
      const reply: Reply = !valid
        ? { status: 401 }
        : interaction.type === 1
          ? { body: { type: 1 } }
          : answer(interaction)
      if (valid && interaction.type !== 1) posted.push(interaction)
      if (reply === 'silence') return
      res.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body ?? {}))
    })
  })
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve))
  const { port } = endpoint.address() as AddressInfo
  const wardroomUrl = `http://127.0.0.1:${port}`
  sandbox = await startSandbox({ port: 0, state: null, seed: 'small', wardroomUrl, probeRate: 0, ...options })
  const registered = await ask('PUT', `/applications/${application.id}/commands`, definitions)
  expect(registered.status).toBe(200)
  return { ...sandbox.live.interactions, interactions: sandbox.live.interactions, wardroomUrl }
}

const definitions = [
  {
    name: 'ban',
    description: 'Ban someone',
    default_member_permissions: '4',
    contexts: [0],
    options: [
      { type: 6, name: 'user', description: 'Who', required: true },
      { type: 3, name: 'reason', description: 'Why', max_length: 20, autocomplete: true },
      {
        type: 4,
        name: 'delete',
        description: 'Hours',
        choices: [
          { name: 'none', value: 0 },
          { name: 'one', value: 1 },
        ],
      },
    ],
  },
  {
    name: 'case',
    description: 'Cases',
    options: [
      {
        type: 1,
        name: 'view',
        description: 'Show',
        options: [{ type: 4, name: 'number', description: 'Which', required: true, min_value: 1 }],
      },
    ],
  },
  { name: 'setup', description: 'Admins only', default_member_permissions: '0' },
  { name: 'History', type: 2 },
  { name: 'Report message', type: 3 },
]

const ask = (method: string, path: string, body: unknown) =>
  fetch(`${sandbox.url}/api/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${application.botToken}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://wardroom.test, 0.1.0)',
    },
    body: JSON.stringify(body),
  })
const editOriginal = ({ token }: Posted, body: object) =>
  ask('PATCH', `/webhooks/${application.id}/${token}/messages/@original`, body)
const at = { guildId: servers.harbour, channelId: channels.harbour.general, userId: people.tomas }
const thinking: Reply = { body: { type: 5, data: { flags: 64 } } }

describe('a slash command', () => {
  it('arrives signed, with what its ids stand for and the rights of both sides', async () => {
    const { interactions } = await start(() => ({ body: { type: 4, data: { content: 'done', flags: 64 } } }))
    const answer = await interactions.press({ ...at, command: 'ban', options: { user: people.goblin, reason: 'spam' } })
    expect(answer).toMatchObject({ status: 200, type: 4, content: 'done', ephemeral: true, failure: null })
    const [interaction] = posted
    expect(interaction).toMatchObject({
      type: 2,
      application_id: application.id,
      guild_id: servers.harbour,
      member: { user: { id: people.tomas } },
      data: {
        name: 'ban',
        options: [
          { name: 'user', type: 6, value: people.goblin },
          { name: 'reason', value: 'spam' },
        ],
      },
    })
    expect(interaction?.data.resolved?.users?.[people.goblin]?.username).toBe('spam.goblin')
    expect(interaction?.data.resolved?.members?.[people.goblin]).not.toHaveProperty('user')
    expect(BigInt(interaction?.member.permissions ?? 0) & 4n).toBe(4n)
    expect(BigInt(interaction?.app_permissions ?? 0) & 4n).toBe(4n)
    expect(sandbox.violations.list).toEqual([])
  })

  it('carries its subcommand', async () => {
    const { interactions } = await start(() => thinking)
    await interactions.press({ ...at, command: 'case view', options: { number: 7 } })
    expect(posted[0]?.data.options).toEqual([
      { name: 'view', type: 1, options: [{ name: 'number', type: 4, value: 7 }] },
    ])
  })

  it.each([
    ['a required option left out', { command: 'ban', options: {} }],
    ['a text that is too long', { command: 'ban', options: { user: people.goblin, reason: 'x'.repeat(21) } }],
    ['none of the choices', { command: 'ban', options: { user: people.goblin, delete: 5 } }],
    ['a number below the least', { command: 'case view', options: { number: 0 } }],
    ['an option that does not exist', { command: 'ban', options: { user: people.goblin, more: 'x' } }],
    ['a command that is not registered', { command: 'nothing', options: {} }],
    ['a command kept for others', { command: 'setup', options: {} }],
  ])('is not sent with %s', async (_, wish) => {
    const { interactions } = await start(() => thinking)
    await expect(interactions.press({ ...at, ...wish })).rejects.toThrow()
    expect(posted).toEqual([])
  })

  it('is hidden from who lacks its permission, unless an administrator opened it', async () => {
    const { interactions } = await start(() => thinking)
    const wish = { ...at, userId: people.leo, command: 'ban', options: { user: people.goblin } }
    await expect(interactions.press(wish)).rejects.toThrow('not offered')
    expect((await interactions.press({ ...wish, open: true })).type).toBe(5)
    expect((await interactions.press({ ...at, userId: people.mara, command: 'setup' })).type).toBe(5)
  })

  it('may be answered later: thinking first, then the edit', async () => {
    const { interactions } = await start(() => thinking)
    const answer = await interactions.press({ ...at, command: 'ban', options: { user: people.goblin } })
    expect(answer).toMatchObject({ type: 5, ephemeral: true, content: '' })
    const final = answer.final()
    expect((await editOriginal(posted[0] as Posted, { content: 'Case #1' })).status).toBe(200)
    expect(await final).toMatchObject({ content: 'Case #1', flags: 64 })
    expect(interactions.seenOnlyBy(at)).toHaveLength(1)
    expect(sandbox.world.messages(at.channelId).some(({ content }) => content === 'Case #1')).toBe(false)
  })

  it('did not get an answer when none came in 3 s, and its token is dead', async () => {
    const { interactions } = await start(() => 'silence')
    const answer = await interactions.press({ ...at, command: 'ban', options: { user: people.goblin } })
    expect(answer).toMatchObject({ status: 0, type: null, failure: 'The application did not respond' })
    expect(answer.ms).toBeGreaterThanOrEqual(2900)
    expect((await editOriginal(posted[0] as Posted, { content: 'late' })).ok).toBe(false)
    await expect(answer.final()).rejects.toThrow()
  })

  it.each([
    ['an error', { status: 400 }],
    ['no answer Discord knows', { body: { type: 44 } }],
    ['an update without a message to update', { body: { type: 7, data: { content: 'x' } } }],
    ['a deferred answer with text', { body: { type: 5, data: { flags: 32_768 } } }],
  ])('counts %s as a violation', async (_, reply) => {
    const { interactions } = await start(() => reply)
    const answer = await interactions.press({ ...at, command: 'ban', options: { user: people.goblin } })
    expect(answer.failure).toBe('The application did not respond')
    expect(sandbox.violations.list).toHaveLength(1)
  })
})

describe('everything else people do', () => {
  it('asks for suggestions while an option is typed', async () => {
    const { interactions } = await start(() => ({
      body: { type: 8, data: { choices: [{ name: 'spam', value: 'spam' }] } },
    }))
    const choices = await interactions.autocomplete({
      ...at,
      command: 'ban',
      options: { reason: 'sp' },
      focused: 'reason',
    })
    expect(choices).toEqual([{ name: 'spam', value: 'spam' }])
    expect(posted[0]).toMatchObject({ type: 4, data: { options: [{ name: 'reason', value: 'sp', focused: true }] } })
  })

  it('opens a form from a menu and submits it', async () => {
    const modal = {
      title: 'Timeout',
      custom_id: 'timeout:1',
      components: [
        { type: 18, label: 'Reason', component: { type: 4, custom_id: 'reason', style: 1, max_length: 10 } },
      ],
    }
    const { interactions } = await start(({ type }) => (type === 2 ? { body: { type: 9, data: modal } } : thinking))
    const opened = await interactions.pressMenu({ ...at, command: 'History', targetId: people.goblin })
    expect(posted[0]?.data.target_id).toBe(people.goblin)
    expect(opened.modal?.title).toBe('Timeout')
    const form = { ...at, opened: opened.interactionId }
    await expect(interactions.submit({ ...form, values: {} })).rejects.toThrow('required')
    await expect(interactions.submit({ ...form, values: { reason: 'x'.repeat(11) } })).rejects.toThrow('at most 10')
    expect((await interactions.submit({ ...form, values: { reason: 'spam' } })).type).toBe(5)
    expect(posted[1]?.data.components?.[0]?.component).toMatchObject({ custom_id: 'reason', value: 'spam' })
  })

  it('opens a form with a choice from a message, which comes along whole', async () => {
    const topics = { type: 3, custom_id: 'topic', options: [{ label: 'Spam', value: 'spam' }] }
    const modal = {
      title: 'Report',
      custom_id: 'report:1',
      components: [{ type: 18, label: 'What', component: topics }],
    }
    const { interactions } = await start(({ type }) => (type === 2 ? { body: { type: 9, data: modal } } : thinking))
    const message = sandbox.world.writeMessage(at.channelId, people.rick, { content: 'free nitro' })
    const use = { ...at, command: 'Report message', open: true }
    const opened = await interactions.pressMessageMenu({ ...use, messageId: message.id })
    expect(posted[0]?.data).toMatchObject({
      type: 3,
      target_id: message.id,
      resolved: { messages: { [message.id]: { content: 'free nitro', author: { id: people.rick } } } },
    })
    await expect(interactions.pressMessageMenu({ ...use, messageId: '1' })).rejects.toThrow('no such message')
    const form = { ...at, opened: opened.interactionId }
    await expect(interactions.submit({ ...form, values: { topic: 'other' } })).rejects.toThrow('no such option')
    await interactions.submit({ ...form, values: { topic: 'spam' } })
    expect(posted[1]?.data.components?.[0]?.component).toMatchObject({ custom_id: 'topic', values: ['spam'] })
  })

  it('presses a button of an answer only they see, which is then changed in place', async () => {
    const buttons = [{ type: 1, components: [{ type: 2, style: 2, label: 'Older', custom_id: 'older' }] }]
    const { interactions } = await start(({ type }) =>
      type === 2
        ? { body: { type: 4, data: { content: 'page 1', flags: 64, components: buttons } } }
        : { body: { type: 6 } },
    )
    const shown = await interactions.press({ ...at, command: 'ban', options: { user: people.goblin } })
    const messageId = shown.message?.id ?? ''
    const clicked = await interactions.click({ ...at, messageId, customId: 'older' })
    expect(posted[1]).toMatchObject({ type: 3, message: { id: messageId }, data: { custom_id: 'older' } })
    const final = clicked.final()
    await editOriginal(posted[1] as Posted, { content: 'page 2' })
    expect(await final).toMatchObject({ id: messageId, content: 'page 2' })
    expect(interactions.seenOnlyBy(at).map(({ content }) => content)).toEqual(['page 2'])
    await expect(interactions.click({ ...at, messageId, customId: 'none' })).rejects.toThrow()
  })
})

describe("Discord's checks of the endpoint", () => {
  it('sends bad signatures in every way, each refused with 401', async () => {
    const { interactions } = await start(() => thinking)
    for (let way = 0; way < 7; way++) expect(await interactions.probe(way)).toBe(401)
    expect(sandbox.violations.list).toEqual([])
  })

  it('records an endpoint that takes a bad signature', async () => {
    await start(() => thinking, { probeRate: 1 })
    const careless = createServer((_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"type":5}'),
    )
    await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve))
    sandbox.options.interactionsUrl = `http://127.0.0.1:${(careless.address() as AddressInfo).port}/`
    await sandbox.live.interactions.press({ ...at, command: 'ban', options: { user: people.goblin } })
    await sandbox.live.interactions.settled()
    careless.close()
    expect(sandbox.violations.list.some(({ what }) => what.includes('bad signature'))).toBe(true)
    sandbox.violations.clear()
  })

  it('takes a URL only when it answers a PING and refuses a bad signature', async () => {
    const { wardroomUrl } = await start(() => thinking)
    const good = await ask('PATCH', '/applications/@me', { interactions_endpoint_url: `${wardroomUrl}/interactions` })
    expect(good.status).toBe(200)
    const bad = await ask('PATCH', '/applications/@me', {
      interactions_endpoint_url: `${sandbox.url}/console/api/cast`,
    })
    expect(bad.status).toBe(400)
  })
})
