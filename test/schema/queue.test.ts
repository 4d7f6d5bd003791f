import { describe, expect, test } from 'vitest'
import type { Action, Outcome } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { Queue } from '#durable-objects/guild/queue.ts'
import type { Deps } from '#durable-objects/guild/queue-deps.ts'
import { newRun, type Run } from '#durable-objects/guild/run.ts'
import { outcomeOf } from '#durable-objects/guild/wording.ts'

const guildId = '100000000000000001'
const troll = '200000000000000001'

let made = 0
const action = (over: Partial<Action> = {}): Action => ({
  id: `action-${++made}`,
  guildId,
  deed: { kind: 'ban', targetId: troll, reason: 'spam', deleteSeconds: 0 },
  actor: { type: 'user', user: { id: '300000000000000001', name: 'mod' } },
  source: 'dashboard',
  at: 1_000_000,
  ...over,
})
const kick = (): Action => action({ deed: { kind: 'kick', targetId: troll, reason: '' } })

/** Discord, D1 and storage as plain values; `dieAt` names the moment at which the object is killed. */
function world() {
  const w = {
    now: 1_000_000,
    stored: new Map<string, string>(),
    log: [] as string[],
    events: [] as LiveEvent[],
    lastNumber: 0,
    check: async (): ReturnType<Deps['check']> => ({
      ok: true,
      target: { id: troll, name: 'troll' },
      isMember: true,
      channel: null,
    }),
    perform: async (): ReturnType<Deps['perform']> => ({ ok: true }),
    reconcile: async (): ReturnType<Deps['reconcile']> => 'unknown',
    record: async (): Promise<void> => {},
    dieAt: '',
    dead: false,
  }
  /** What a dead object would do never happens: its calls do not come back, its writes do not arrive. */
  const step = async (name: string): Promise<void> => {
    if (!w.dead) w.log.push(name)
    if (w.dieAt === name) w.dead = true
    if (w.dead) await new Promise(() => {})
  }
  const deps: Deps = {
    now: () => w.now,
    save: (run) => {
      if (w.dead) return
      w.stored.set(run.action.id, JSON.stringify(run))
      void step(`save ${run.step}`)
    },
    check: async () => {
      await step('check')
      return w.check()
    },
    seedNumbers: async () => {},
    audit: () => {},
    nextNumber: () => ++w.lastNumber,
    notify: async (run) => {
      await step('notify')
      run.dm = { status: 'sent' }
    },
    withdraw: async (run) => {
      await step('withdraw')
      run.dm = { status: 'withdrawn' }
    },
    perform: async () => {
      await step('perform')
      const performed = await w.perform()
      await step('performed')
      return performed
    },
    repeatable: (run) => run.action.deed.kind !== 'kick',
    reconcile: async () => {
      await step('reconcile')
      return w.reconcile()
    },
    tookEffect: () => {},
    outcome: outcomeOf,
    record: async () => {
      await step('record')
      await w.record()
    },
    announce: async (run) => {
      await step('announce')
      run.logged = run.replied = true
      return true
    },
    overdue: () => true,
    publish: (event) => void w.events.push(event),
    wake: () => {},
  }
  let queue = new Queue(deps, [])
  const ring = async (): Promise<void> => {
    const at = queue.nextAt()
    if (at !== null) w.now = Math.max(w.now, at)
    await queue.run(w.now)
    await settled()
  }
  return Object.assign(w, {
    ring,
    submit: (one: Action): Promise<Outcome> => {
      const run = newRun(one, null, w.now)
      queue.accept(run)
      return queue.outcomeOf(run)
    },
    /** The object comes back after a crash, and its alarm rings. */
    restart: async (): Promise<void> => {
      w.dead = false
      w.dieAt = ''
      const runs = [...w.stored.values()].map((json) => JSON.parse(json) as Run)
      queue = new Queue(
        deps,
        runs.filter((run) => run.step !== 'finished'),
      )
      await ring()
    },
    nextAt: () => queue.nextAt(),
    run: (id: string): Run => JSON.parse(w.stored.get(id) ?? '{}') as Run,
    count: (name: string): number => w.log.filter((entry) => entry === name).length,
  })
}

/** Lets everything run that waits for nothing but its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('an action', () => {
  test('goes through its steps in order, each saved before the next', async () => {
    const w = world()
    const outcome = await w.submit(action())
    await settled()
    expect(outcome).toMatchObject({ ok: true, state: 'done', number: 1 })
    expect(w.log).toEqual([
      'save accepted',
      'check',
      'save numbered',
      'notify',
      'save numbered',
      'perform',
      'performed',
      'save performed',
      'record',
      'save recorded',
      'announce',
      'save finished',
    ])
    expect(w.events.map((event) => event.type)).toEqual(['action.accepted', 'case.opened'])
  })

  test('refused before it has a number opens no case and leaves no gap', async () => {
    const w = world()
    w.check = async () => fail('target_outranks_actor')
    expect(await w.submit(action())).toMatchObject({ ok: false, code: 'target_outranks_actor' })
    expect(w.count('record')).toBe(0)
    w.check = world().check
    expect(await w.submit(action())).toMatchObject({ ok: true, number: 1 })
  })

  test('refused by Discord itself is a case that says so, and its DM is taken back', async () => {
    const w = world()
    w.perform = async () => fail('owner_needs_2fa')
    const one = action()
    expect(await w.submit(one)).toMatchObject({ ok: false, code: 'owner_needs_2fa', details: { number: 1 } })
    await settled()
    expect(w.count('withdraw')).toBe(1)
    expect(w.run(one.id)).toMatchObject({ status: 'refused', dm: { status: 'withdrawn' }, step: 'finished' })
  })

  test('goes on by itself while Discord is down, and the asker is told that it is kept', async () => {
    const w = world()
    w.perform = async () => ({ ok: false, retry: true, sent: 'maybe' })
    const one = action()
    expect(await w.submit(one)).toMatchObject({ ok: true, state: 'pending', number: 1 })
    for (let hour = 0; hour < 20; hour++) await w.ring()
    expect(w.nextAt()! - w.now).toBeLessThanOrEqual(5 * 60_000)
    w.perform = async () => ({ ok: true })
    await w.ring()
    expect(w.run(one.id)).toMatchObject({ status: 'done', step: 'finished' })
    expect(w.count('notify')).toBe(1)
    expect(w.count('record')).toBe(1)
  })

  test('done but not recorded repeats the record and never the ban', async () => {
    const w = world()
    w.record = async () => {
      throw new Error('D1 is away')
    }
    expect(await w.submit(action())).toMatchObject({ ok: true, state: 'done', number: 1 })
    await w.ring()
    w.record = async () => {}
    await w.ring()
    expect(w.count('perform')).toBe(1)
    expect(w.count('record')).toBe(3)
    expect(w.count('announce')).toBe(1)
  })
})

describe('after a crash', () => {
  const moments = ['save accepted', 'check', 'save numbered', 'notify', 'perform', 'performed', 'save performed']
  test.each([...moments, 'record', 'save recorded', 'announce'])('at "%s" a ban is on record once', async (moment) => {
    const w = world()
    w.dieAt = moment
    const one = action()
    void w.submit(one)
    await settled()
    expect(w.dead).toBe(true)
    await w.restart()
    expect(w.run(one.id)).toMatchObject({ status: 'done', number: 1, step: 'finished' })
    expect(w.lastNumber).toBe(1)
  })

  test('in the middle of a kick it is looked up, not repeated', async () => {
    const w = world()
    w.dieAt = 'performed'
    w.reconcile = async () => 'done'
    const one = kick()
    void w.submit(one)
    await settled()
    await w.restart()
    expect(w.count('perform')).toBe(1)
    expect(w.run(one.id)).toMatchObject({ status: 'done', step: 'finished' })
  })

  test('a kick that Discord never saw is done again, and one that nobody knows of is unknown', async () => {
    for (const [found, kicks, status] of [
      ['not_done', 2, 'done'],
      ['unknown', 1, 'unknown'],
    ] as const) {
      const w = world()
      w.dieAt = 'performed'
      w.reconcile = async () => found
      const one = kick()
      void w.submit(one)
      await settled()
      await w.restart()
      expect(w.count('perform')).toBe(kicks)
      expect(w.run(one.id)).toMatchObject({ status, number: 1 })
    }
  })
})

describe('several actions', () => {
  test('on one person wait for each other, in order; on others they do not', async () => {
    const w = world()
    const answers: (() => void)[] = []
    w.perform = () => new Promise((resolve) => void answers.push(() => resolve({ ok: true })))
    const ban = w.submit(action())
    const unban = w.submit(action({ deed: { kind: 'unban', targetId: troll, reason: '' } }))
    const lock = w.submit(action({ deed: { kind: 'lock', channelId: '400000000000000001', reason: '' } }))
    await settled()
    expect(w.count('perform')).toBe(2)
    answers[1]?.()
    expect(await lock).toMatchObject({ ok: true, number: 2 })
    answers[0]?.()
    expect(await ban).toMatchObject({ ok: true, number: 1 })
    await settled()
    answers[2]?.()
    expect(await unban).toMatchObject({ ok: true, number: 3 })
  })

  test('wait behind one that Discord has not answered yet', async () => {
    const w = world()
    w.perform = async () => ({ ok: false, retry: true, sent: 'maybe' })
    await w.submit(action())
    expect(await w.submit(action())).toMatchObject({ ok: true, state: 'pending' })
    expect(w.count('perform')).toBe(1)
    w.perform = async () => ({ ok: true })
    await w.ring()
    expect(w.count('record')).toBe(2)
  })
})
