import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { Pressed } from '#sandbox/interactions/pressed.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower, holdAt } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { modLog, photos, music, introductions, general } = channels.harbour
const at = (path: string): string => `/guilds/${guild}${path}`
const once = { dms: 1, logs: 1 }

let stage: Stage
let mara: PersonAtDesk

/** A moderator of their own for each, so that nobody's rate stands in another's way. */
const press = (command: string, options: Record<string, string | number>): Promise<Pressed> => {
  const userId = newcomer(stage, guild, [roles.harbour.moderator])
  return stage.sandbox.live.interactions.press({ guildId: guild, channelId: general, userId, command, options })
}
const ban = (user: string): Promise<Pressed> => press('ban', { user, reason: 'power cut' })

/** The case of this target or channel, once it is recorded and announced. */
const caseOn = (id: string, kind: string): Promise<Case> =>
  eventually(
    async () =>
      (await mara.cases(guild)).find((c) => (c.target?.id ?? c.channelId) === id && c.kind === kind && c.log !== null),
    `a ${kind} case on ${id}`,
    30_000,
  )
const confirmed = (id: string, kind: string): Promise<Case> =>
  eventually(async () => {
    const found = await caseOn(id, kind)
    return found.confirmation && found
  }, `Discord's word on the ${kind} of ${id}`)

const posted = (command: Promise<{ begun: Promise<Pressed> }>): Promise<Pressed> => command.then(({ begun }) => begun)

beforeAll(async () => {
  stage = await startStage()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
})
afterAll(() => stage.close())

describe.each(['before', 'after'] as const)('kill -9 of workerd, %s Discord does what it is asked', (when) => {
  const steps = ['reply', 'mod log', 'ban', 'DM', 'DM channel', 'reading who may'] as const
  const targets = new Map<string, string>()
  const answers = new Map<string, Pressed>()

  beforeAll(async () => {
    const { world } = stage.sandbox
    for (const step of [...steps, 'kick']) targets.set(step, newcomer(stage, guild))
    const target = (step: string): string => targets.get(step) ?? ''
    const dm = world.openDm(target('DM')).id
    const moments: Record<(typeof steps)[number], { method: string; path: string }> = {
      reply: { method: 'PATCH', path: '/webhooks/*' },
      'mod log': { method: 'POST', path: `/channels/${modLog}/messages` },
      ban: { method: 'PUT', path: at(`/bans/${target('ban')}`) },
      DM: { method: 'POST', path: `/channels/${dm}/messages` },
      'DM channel': { method: 'POST', path: '/users/@me/channels' },
      'reading who may': { method: 'GET', path: at(`/members/${target('reading who may')}`) },
    }
    for (const step of steps) {
      const before = world.messages(modLog).length
      answers.set(step, await posted(holdAt(stage, { ...moments[step], when }, () => ban(target(step)))))
      if (step === 'reply') await eventually(() => world.messages(modLog).length > before, 'its mod-log message')
      if (step !== 'mod log') continue
      const moment = { method: 'DELETE', path: at(`/members/${target('kick')}`), when }
      answers.set('kick', await posted(holdAt(stage, moment, () => press('kick', { user: target('kick') }))))
    }
    await cutPower(stage)
    await stage.product.restart()
  })

  it.each(steps)('at the %s: the ban is once in Discord and once on record', async (step) => {
    const found = await confirmed(targets.get(step) ?? '', 'ban')
    expect(found).toMatchObject({ status: 'done', source: 'slash', dm: { status: 'sent' }, failure: null })
    expect(found.log).toHaveProperty('messageId')
    expect(stage.sandbox.world.mustGuild(guild).bans.has(found.target?.id ?? '')).toBe(true)
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.ban], ...once })
    const answer = await answers.get(step)?.final(30_000)
    expect(answer?.content).toContain(`case ${found.number} · DM sent`)
  })

  it('at a kick, which must not be sent twice: once in Discord and once on record', async () => {
    const found = await confirmed(targets.get('kick') ?? '', 'kick')
    expect(found).toMatchObject({ status: 'done', dm: { status: 'sent' } })
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.kick], ...once })
    expect(stage.sandbox.world.member(guild, found.target?.id ?? '')).toBeUndefined()
    expect((await answers.get('kick')?.final(30_000))?.content).toContain('Kicked')
  })
})

describe('kill -9 of workerd in the middle of what has several parts', () => {
  let banned: string, kicked: string

  beforeAll(async () => {
    banned = newcomer(stage, guild)
    kicked = newcomer(stage, guild)
    const { faults, live, world } = stage.sandbox
    for (let i = 0; i < 120; i++) world.writeMessage(photos, kicked, { content: `message ${i}` })
    const purging = { method: 'POST', path: `/channels/${photos}/messages/bulk-delete`, when: 'after' } as const
    const locking = { method: 'PUT', path: `/channels/${music}/permissions/${guild}`, when: 'after' } as const
    const halfway = { method: 'DELETE', path: at(`/bans/${banned}`), when: 'before' } as const
    await holdAt(stage, halfway, () => press('softban', { user: banned }))
    await holdAt(stage, purging, () => press('purge', { channel: photos, count: 120 }))
    await holdAt(stage, locking, () => press('lock', { channel: music }))
    live.gateway.turbulence.hold()
    const kicking = { method: 'DELETE', path: at(`/members/${kicked}`), when: 'after' } as const
    await holdAt(stage, kicking, () => press('kick', { user: kicked }))
    await cutPower(stage)
    faults.add({ kind: 'status', status: 403, match: { path: at('/audit-logs') }, id: 'blind' })
    await stage.product.restart()
  })

  it('a kick of which nobody can tell whether it happened is unknown, until the audit entry settles it', async () => {
    const unsure = await caseOn(kicked, 'kick')
    expect(unsure).toMatchObject({ status: 'unknown', confirmation: null, failure: { code: 'unknown_outcome' } })
    stage.sandbox.faults.remove('blind')
    stage.sandbox.live.gateway.turbulence.release()
    const settled = await confirmed(kicked, 'kick')
    expect(settled).toMatchObject({ number: unsure.number, status: 'done', failure: null })
    expect(evidenceOf(stage, settled)).toEqual({ entries: [auditType.kick], ...once })
  })

  it('a softban between its halves is lifted, and is one ban and one unban', async () => {
    const found = await confirmed(banned, 'softban')
    expect(found).toMatchObject({ status: 'done', result: null })
    expect(stage.sandbox.world.mustGuild(guild).bans.has(banned)).toBe(false)
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.ban, auditType.unban], ...once })
  })

  it('a purge after its first hundred goes on with the rest, and counts each message once', async () => {
    const found = await caseOn(photos, 'purge')
    expect(found).toMatchObject({ status: 'done', result: { deleted: 120 } })
    const left = stage.sandbox.world.messages(photos).filter(({ content }) => content.startsWith('message '))
    expect(left).toEqual([])
    expect(evidenceOf(stage, found).logs).toBe(1)
  })

  it('a lock stands, once', async () => {
    const found = await confirmed(music, 'lock')
    expect(found).toMatchObject({ status: 'done' })
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.overwriteCreate], dms: 0, logs: 1 })
  })
})

describe('kill -9 of workerd, and nobody opens a page or tells of anything', () => {
  const former = { id: guild, type: 0, allow: '32768', deny: '64' }
  const overwrites = (id: string): unknown => stage.sandbox.world.channel(id)?.channel.permission_overwrites
  const id = 'asked-twice-0001'
  let target: string

  beforeAll(async () => {
    const { world } = stage.sandbox
    target = newcomer(stage, guild)
    world.setOverwrite(introductions, former, { by: people.mara })
    await mara.act(guild, { kind: 'lock', channelId: introductions })
    await holdAt(stage, { method: 'DELETE', path: `/channels/${music}/permissions/${guild}`, when: 'after' }, () =>
      press('unlock', { channel: music }),
    )
    await holdAt(
      stage,
      { method: 'PUT', path: `/channels/${introductions}/permissions/${guild}`, when: 'before' },
      () => press('unlock', { channel: introductions }),
    )
    await holdAt(stage, { method: 'PUT', path: at(`/bans/${target}`), when: 'before' }, () =>
      mara.act(guild, { kind: 'ban', targetId: target, reason: 'by itself' }, id),
    )
    await stage.relay.kill()
    await cutPower(stage)
    await stage.product.restart()
  })

  it('it goes on by itself', async () => {
    await eventually(() => stage.sandbox.world.mustGuild(guild).bans.has(target), 'the ban', 30_000)
  })

  it('who asks again with the same id is told of the same case', async () => {
    const deed = { kind: 'ban', targetId: target, reason: 'by itself' } as const
    const again = await eventually(async () => {
      const outcome = await mara.act(guild, deed, id)
      return outcome.ok && outcome.state === 'done' && outcome
    }, 'the outcome')
    const found = await caseOn(target, 'ban')
    expect(again).toMatchObject({ duplicate: true, number: found.number })
    expect(evidenceOf(stage, found)).toEqual({ entries: [auditType.ban], ...once })
  })

  it('an unlock gives back exactly what there was: no overwrite where there was none', async () => {
    expect(await caseOn(music, 'unlock')).toMatchObject({ status: 'done', failure: null })
    expect(overwrites(music)).toEqual([])
  })

  it('an unlock gives back exactly what there was: the former overwrite', async () => {
    expect(await caseOn(introductions, 'unlock')).toMatchObject({ status: 'done', failure: null })
    expect(overwrites(introductions)).toEqual([former])
  })

  it('and the record of all of it is whole', async () => {
    stage.relay.start()
    expectWholeRecord(await mara.cases(guild))
    expectNoViolations(stage)
  })
})
