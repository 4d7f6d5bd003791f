import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Action, DeedInput, Outcome } from '#schema/contract/action.ts'
import { parseKeys, sign, type Signed } from '#schema/contract/signature.ts'
import { getCase, lastCaseNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'

const guildId = servers.harbour
const guild = (): typeof env.GUILD extends DurableObjectNamespace<infer G> ? DurableObjectStub<G> : never =>
  env.GUILD.getByName(guildId)
const keys = parseKeys(env.ACTION_KEYS)
const db = guildDb(env, 0)

let made = 0
async function signed(
  deed: DeedInput,
  { by = people.tomas, lifetime = 60_000, ...over }: Partial<Action> & { by?: string; lifetime?: number } = {},
): Promise<Signed> {
  const action = {
    id: `test-${Date.now()}-${++made}`,
    guildId,
    deed,
    actor: { type: 'user', user: { id: by, name: 'tester' } },
    source: 'dashboard',
    at: Date.now(),
    ...over,
  }
  return sign('action', keys, action, { now: Date.now(), lifetime })
}
const act = async (...how: Parameters<typeof signed>): Promise<Outcome> => guild().submit(await signed(...how))

const discord = async (route: string): Promise<Response> => {
  const headers = {
    Authorization: `Bot ${env.DISCORD_BOT_TOKEN}`,
    'User-Agent': 'DiscordBot (https://wardroom.test, 1)',
  }
  return fetch(`${env.DISCORD_API}/v10${route}`, { headers })
}
const isBanned = async (userId: string): Promise<boolean> => {
  const answer = await discord(`/guilds/${guildId}/bans/${userId}`)
  await answer.arrayBuffer()
  return answer.ok
}
const lastNumber = (): Promise<number> => lastCaseNumber(db, guildId)
const recordOf = async (outcome: Outcome): ReturnType<typeof getCase> =>
  outcome.ok && outcome.number ? getCase(db, guildId, outcome.number) : undefined

describe('an action', () => {
  test('is done by Discord, told to the person, and on record with who asked and how it was signed', async () => {
    const outcome = await act({ kind: 'ban', targetId: people.goblin, reason: 'spam', deleteSeconds: 3600 })
    expect(outcome).toMatchObject({ ok: true, state: 'done', dm: { status: 'sent' } })
    expect(await isBanned(people.goblin)).toBe(true)
    expect(await recordOf(outcome)).toMatchObject({
      status: 'done',
      kind: 'ban',
      reason: 'spam',
      moderator: { id: people.tomas },
      target: { id: people.goblin },
      signature: { keyId: keys[0]?.id },
    })
  })

  test('asked twice is done once, and answered with the same case', async () => {
    const before = await lastNumber()
    const envelope = await signed({ kind: 'warn', targetId: people.rick, reason: 'calm down' })
    const [one, two] = await Promise.all([guild().submit(envelope), guild().submit(envelope)])
    expect(one).toMatchObject({ ok: true, state: 'done' })
    expect(two).toMatchObject({ ok: true, duplicate: true, number: one.ok ? one.number : 0 })
    expect(await lastNumber()).toBe(before + 1)
  })

  test('takes numbers without gaps, and a refusal takes none', async () => {
    const first = await act({ kind: 'note', targetId: people.rick, reason: 'one' })
    expect(await act({ kind: 'note', targetId: people.mara, reason: 'the owner' })).toMatchObject({ ok: false })
    const second = await act({ kind: 'note', targetId: people.rick, reason: 'two' })
    expect(second.ok && first.ok && (second.number ?? 0) - (first.number ?? 0)).toBe(1)
  })

  test('bans who was never in the server, and sends them nothing', async () => {
    const outcome = await act({ kind: 'ban', targetId: people.lurker })
    expect(outcome).toMatchObject({ ok: true, dm: { status: 'skipped', why: 'not_a_member' } })
    expect(await isBanned(people.lurker)).toBe(true)
    expect(await act({ kind: 'unban', targetId: people.lurker })).toMatchObject({ ok: true, state: 'done' })
    expect(await isBanned(people.lurker)).toBe(false)
  })

  test('is posted in the mod log with a link to its case, and once only', async () => {
    const channelId = channels.harbour.modLog
    await guild().saveSettings({ ...(await guild().settings()), logChannelId: channelId })
    const outcome = await act({ kind: 'warn', targetId: people.markup, reason: '@everyone **loud**' })
    const number = outcome.ok ? outcome.number : 0
    await expect.poll(async () => (await recordOf(outcome))?.log).toMatchObject({ channelId })
    const messages = (await (await discord(`/channels/${channelId}/messages?limit=5`)).json()) as { embeds: object[] }[]
    const url = `${env.APP_ORIGIN}/dashboard/${guildId}/cases/${number}`
    expect(messages.filter(({ embeds }) => embeds.some((embed) => 'url' in embed && embed.url === url))).toHaveLength(1)
    await guild().saveSettings({ ...(await guild().settings()), logChannelId: null })
  })

  test('goes on when the person takes no messages, and says so', async () => {
    const outcome = await act({ kind: 'timeout', targetId: people.nils, duration: 60_000 })
    expect(outcome).toMatchObject({ ok: true, state: 'done', dm: { status: 'failed', code: 50007 } })
  })
})

describe('a channel', () => {
  const channelId = channels.harbour.general
  const overwrites = async (): Promise<unknown> =>
    ((await (await discord(`/channels/${channelId}`)).json()) as { permission_overwrites: unknown })
      .permission_overwrites

  test('is locked once, and unlocked to exactly what it was', async () => {
    const before = await overwrites()
    expect(await act({ kind: 'lock', channelId, reason: 'raid' })).toMatchObject({ ok: true, state: 'done' })
    expect(await overwrites()).not.toEqual(before)
    expect(await act({ kind: 'lock', channelId })).toMatchObject({ ok: false, code: 'already_locked' })
    expect(await act({ kind: 'unlock', channelId })).toMatchObject({ ok: true, state: 'done' })
    expect(await overwrites()).toEqual(before)
    expect(await act({ kind: 'unlock', channelId })).toMatchObject({ ok: false, code: 'not_locked' })
  })

  test('is purged of its latest messages, and the case counts them', async () => {
    const outcome = await act({ kind: 'purge', channelId, count: 5 })
    expect(outcome).toMatchObject({ ok: true, state: 'done' })
    expect((await recordOf(outcome))?.result).toEqual({ deleted: 5 })
  })

  test('is slowed down', async () => {
    expect(await act({ kind: 'slowmode', channelId, seconds: 30 })).toMatchObject({ ok: true, state: 'done' })
    expect(await (await discord(`/channels/${channelId}`)).json()).toMatchObject({ rate_limit_per_user: 30 })
  })
})

describe('an envelope', () => {
  const kick: DeedInput = { kind: 'kick', targetId: people.echo }
  test('that was changed, is too old, or of another server changes nothing', async () => {
    const before = await lastNumber()
    const good = await signed(kick)
    const forged = { ...good, body: good.body.replace(people.echo, people.kev) }
    expect(await guild().submit(forged)).toMatchObject({ ok: false, code: 'bad_signature' })
    expect(await guild().submit(await signed(kick, { lifetime: -60_000 }))).toMatchObject({ code: 'stale_signature' })
    expect(await act(kick, { guildId: servers.quiet })).toMatchObject({ ok: false, code: 'bad_request' })
    expect(await guild().submit({ ...good, keyId: 'unknown' })).toMatchObject({ ok: false, code: 'unknown_key' })
    expect(await lastNumber()).toBe(before)
  })
})

describe('who may not', () => {
  const refused: [string, DeedInput, string, string][] = [
    ['a helper cannot ban', { kind: 'ban', targetId: people.kev }, people.priya, 'missing_permission'],
    [
      'a moderator cannot act on an equal',
      { kind: 'kick', targetId: people.dana },
      people.tomas,
      'target_outranks_actor',
    ],
    ['nobody acts on the owner', { kind: 'kick', targetId: people.mara }, people.ines, 'target_is_owner'],
    ['nobody acts on themselves', { kind: 'kick', targetId: people.tomas }, people.tomas, 'target_is_self'],
    ['nobody acts on the bot', { kind: 'kick', targetId: people.wardroom }, people.mara, 'target_is_bot'],
    ['the bot cannot reach above itself', { kind: 'kick', targetId: people.ines }, people.mara, 'target_outranks_bot'],
    ['who is not there cannot be kicked', { kind: 'kick', targetId: people.otto }, people.tomas, 'target_not_member'],
    ['who is not banned cannot be unbanned', { kind: 'unban', targetId: people.otto }, people.tomas, 'not_banned'],
  ]
  test.each(refused)('%s', async (_name, deed, by, code) => {
    const before = await lastNumber()
    expect(await act(deed, { by })).toMatchObject({ ok: false, code })
    expect(await lastNumber()).toBe(before)
  })
})
