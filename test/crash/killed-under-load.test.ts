import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { DeedInput } from '#schema/contract/action.ts'
import type { Pressed } from '#sandbox/interactions/pressed.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { chance } from '#sandbox/world/chance.ts'
import { auditType } from '#sandbox/world/shapes.ts'
import { evidenceOf, expectNoViolations, expectWholeRecord } from '#test/product/evidence.ts'
import { newcomer } from '#test/product/newcomer.ts'
import { settleIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { general, modLog } = channels.harbour
const kinds = ['ban', 'kick', 'timeout', 'warn'] as const
const MINUTES = 60_000
const entryOf = { ban: auditType.ban, kick: auditType.kick, timeout: auditType.memberUpdate, warn: null }

let stage: Stage
let mara: PersonAtDesk
beforeAll(async () => {
  stage = await startStage({ latency: 15 })
  mara = await settleIn(stage, { userId: people.mara, guildId: guild, logTo: modLog })
})
afterAll(() => stage.close())

const deedOn = (kind: (typeof kinds)[number], targetId: string): DeedInput =>
  kind === 'timeout' ? { kind, targetId, reason: 'load', duration: 10 * MINUTES } : { kind, targetId, reason: 'load' }

/** As a browser does it: asks again with the same id while nobody answers. */
async function insist(deed: DeedInput): Promise<void> {
  const id = crypto.randomUUID()
  await eventually(
    () =>
      mara.act(guild, deed, id).then(
        (outcome) => outcome.ok && outcome.state !== 'pending',
        () => false,
      ),
    'an answer',
    60_000,
  )
}

function press(command: (typeof kinds)[number], user: string): Promise<Pressed> {
  const userId = newcomer(stage, guild, [roles.harbour.moderator])
  const options = { user, reason: 'load', ...(command === 'timeout' ? { duration: '10m' } : {}) }
  return stage.sandbox.live.interactions.press({ guildId: guild, channelId: general, userId, command, options })
}

it.each([1, 2])(
  'twelve actions at once and workerd killed at three random moments (seed %i): each once, or honestly unknown',
  async (seed) => {
    const random = chance(seed)
    const asked = Array.from({ length: 12 }, (_, i) => ({
      kind: kinds[i % 4] ?? 'ban',
      target: newcomer(stage, guild),
      atDesk: i < 6,
    }))
    const answered = asked.map(async ({ kind, target, atDesk }) => {
      if (atDesk) return void (await insist(deedOn(kind, target)))
      return press(kind, target)
    })
    for (let cut = 0; cut < 3; cut++) {
      // the moment is the point: nothing is awaited by it
      await sleep(30 + random() * 700)
      await cutPower(stage)
      await stage.product.restart()
    }
    const answers = await Promise.all(answered)

    const isSettled = ({ status, log, kind, confirmation }: Case): boolean =>
      log !== null && (status !== 'done' || kind === 'warn' || confirmation !== null)
    // what Discord answered with "thinking" was taken by the Worker, but only what its object took is promised
    const promised = asked.filter(({ atDesk }) => atDesk)
    const cases = await eventually(
      async () => {
        const found = await mara.cases(guild)
        const ready = promised.every(({ target }) => found.some((c) => c.target?.id === target))
        return ready && found.every(isSettled) && found
      },
      'all that was promised, recorded and confirmed',
      60_000,
    )
    expectWholeRecord(cases)
    const { bans, members, audit } = stage.sandbox.world.mustGuild(guild)
    for (const [i, { kind, target }] of asked.entries()) {
      const [found, ...more] = cases.filter((c) => c.target?.id === target)
      expect(more).toEqual([])
      const entry = entryOf[kind]
      const effects = audit.filter((e) => e.target_id === target && e.action_type === entry)
      if (!found) {
        expect(effects).toEqual([])
        continue
      }
      expect(['done', 'unknown']).toContain(found.status)
      const evidence = evidenceOf(stage, found)
      expect(evidence).toMatchObject({ dms: 1, logs: 1 })
      if (found.status === 'unknown') continue
      expect(evidence.entries).toEqual(entry === null ? [] : [entry])
      expect(effects).toHaveLength(entry === null ? 0 : 1)
      expect(bans.has(target)).toBe(kind === 'ban')
      expect(members.has(target)).toBe(kind === 'timeout' || kind === 'warn')
      const answer = answers[i]
      if (answer && !answer.failure) expect((await answer.final(30_000)).content).toContain(`case ${found.number}`)
    }
    expectNoViolations(stage)
  },
)
