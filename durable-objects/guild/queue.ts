import type { Outcome, Source } from '#schema/contract/action.ts'
import type { CaseStatus } from '#schema/contract/case.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { Askers } from './askers.ts'
import { backoff } from './backoff.ts'
import type { Chore } from './clock.ts'
import type { Deps } from './queue-deps.ts'
import { caseOf, laneOf, type Run } from './run.ts'
import { Urgent } from './urgent.ts'

/** An asker waits this long for Discord before being told that it goes on. */
const PATIENCE = 8_000
/** An action that could not be performed in this long is given up. */
const TOO_LATE = 24 * 3_600_000
/** What waits for as long as it takes: ends of temporary ones, and targets of sweeps that Discord's limits hold up. */
const PATIENT = new Set<Source>(['schedule', 'sweep'])
/** If the object dies in the middle of a run, the alarm brings it back after this. */
const GUARD = 15_000

/** Takes actions through their steps: one at a time for each person and channel, as many at once as there are of those. */
export class Queue implements Chore {
  #deps: Deps
  #lanes = new Map<string, Run[]>()
  #pumping = new Set<string>()
  #finishing = new Set<Run>()
  #performed = new Set<Run>()
  #askers = new Askers()
  readonly urgent = new Urgent()

  constructor(deps: Deps, unfinished: readonly Run[]) {
    this.#deps = deps
    for (const run of unfinished) this.#place(run)
  }

  /** An action not finished yet, by its id or its case number. */
  find(wanted: { id: string } | { number: number }): Run | undefined {
    const fits = (run: Run): boolean => ('id' in wanted ? run.action.id === wanted.id : run.number === wanted.number)
    return [...this.#performed, ...[...this.#lanes.values()].flat()].find(fits)
  }

  /** Takes in a new action, durable before anything else happens, and begins. */
  accept(run: Run): void {
    this.#begin(run)
    const { action } = run
    this.#tell(run, {
      type: 'action.accepted',
      data: {
        actionId: action.id,
        kind: action.deed.kind,
        target: run.target,
        targetId: 'targetId' in action.deed ? action.deed.targetId : null,
        channelId: 'channelId' in action.deed ? action.deed.channelId : null,
        actor: action.actor.type === 'user' ? action.actor.user : null,
      },
    })
    void this.#pump(laneOf(action))
  }

  /** Takes in what was already done by hand in Discord: it has its number and is only recorded and announced. */
  acceptDone(run: Run): void {
    this.#deps.tookEffect(run)
    this.#begin(run)
    void this.#finish(run)
  }

  /** Waits for the outcome of an unfinished run, at most as long as an asker has patience. */
  async outcomeOf(run: Run): Promise<Outcome> {
    const atWork = run.outcome ? this.#finishing.has(run) : this.#pumping.has(laneOf(run.action))
    if (atWork && (!run.outcome || run.step === 'performed')) await this.#askers.wait(run, PATIENCE)
    return (
      run.outcome ?? {
        ok: true,
        actionId: run.action.id,
        state: 'pending',
        ...(run.number === null ? {} : { number: run.number }),
        message: fail('discord_down').message,
      }
    )
  }

  /** Ends what fits and waits for another try, as refused for this reason, or unknown when Discord may have done it. */
  giveUp(fits: (run: Run) => boolean, failure: Failure): void {
    for (const [lane, runs] of this.#lanes) {
      if (this.#pumping.has(lane)) continue
      for (const run of runs.filter(fits)) {
        this.#giveUp(run, failure)
        this.#leave(lane, run)
      }
    }
    this.#deps.wake()
  }

  nextAt(): number | null {
    let next = Infinity
    const guard = this.#deps.now() + GUARD
    for (const lane of this.#lanes.keys()) {
      if (this.#pumping.has(lane)) next = Math.min(next, guard)
      else for (const run of this.#turns(lane)) next = Math.min(next, run.nextAt)
    }
    for (const run of this.#performed) next = Math.min(next, this.#finishing.has(run) ? guard : run.nextAt)
    return next === Infinity ? null : next
  }

  async run(now: number): Promise<void> {
    await Promise.all([
      ...[...this.#lanes.keys()].map((lane) => this.#pump(lane)),
      ...[...this.#performed].filter((run) => run.nextAt <= now).map((run) => this.#finish(run)),
    ])
  }

  #begin(run: Run): void {
    this.#deps.save(run)
    this.#place(run)
    this.#deps.wake()
  }

  #place(run: Run): void {
    this.urgent.add(run)
    if (run.step !== 'accepted' && run.step !== 'numbered') {
      this.#performed.add(run)
      return
    }
    const lane = laneOf(run.action)
    this.#lanes.set(lane, [...(this.#lanes.get(lane) ?? []), run])
  }

  /** Whose turn it may be: the first in the lane, and before it scheduled ends that are put off and hold nobody up. */
  #turns(lane: string): Run[] {
    const runs = this.#lanes.get(lane) ?? []
    const first = runs.findIndex((run) => run.action.source !== 'schedule')
    return first < 0 ? runs : runs.slice(0, first + 1)
  }

  #head(lane: string): Run | undefined {
    const now = this.#deps.now()
    return this.#turns(lane).find((run) => run.nextAt <= now)
  }

  async #pump(lane: string): Promise<void> {
    if (this.#pumping.has(lane)) return
    this.#pumping.add(lane)
    for (let run = this.#head(lane); run; run = this.#head(lane)) {
      await this.#attempt(run)
      if (run.step === 'accepted' || run.step === 'numbered') continue
      this.#leave(lane, run)
    }
    this.#pumping.delete(lane)
    const left = this.#lanes.get(lane) ?? []
    if (left.length === 0) this.#lanes.delete(lane)
    for (const run of left) this.#askers.tell(run)
    this.#deps.wake()
  }

  #leave(lane: string, run: Run): void {
    const left = this.#lanes.get(lane)?.filter((other) => other !== run) ?? []
    if (left.length > 0 || this.#pumping.has(lane)) this.#lanes.set(lane, left)
    else this.#lanes.delete(lane)
    this.#performed.add(run)
    void this.#finish(run)
  }

  /** Pages are told of each action; of a sweep's many they are told by the sweep. */
  #tell(run: Run, event: LiveEvent): void {
    if (run.action.sweepId === undefined) this.#deps.publish(event)
  }

  async #attempt(run: Run): Promise<void> {
    try {
      if (!PATIENT.has(run.action.source) && this.#deps.now() - run.action.at > TOO_LATE) return this.#giveUp(run)
      if (run.step === 'accepted') await this.#check(run)
      if (run.step === 'numbered') await this.#perform(run)
    } catch (error) {
      console.warn('action put off', run.action.id, String(error))
      this.#retry(run)
    }
  }

  async #check(run: Run): Promise<void> {
    const checked = await this.#deps.check(run)
    if (!checked.ok) return 'retry' in checked ? this.#retry(run, checked.retryMs) : this.#refuse(run, checked)
    await this.#deps.seedNumbers()
    run.target = checked.target
    run.isMember = checked.isMember
    run.channel = checked.channel
    run.openedAt = this.#deps.now()
    run.step = 'numbered'
    run.number = this.#deps.nextNumber()
    this.#deps.save(run)
  }

  async #perform(run: Run): Promise<void> {
    const deps = this.#deps
    if (run.sent && !deps.repeatable(run)) {
      if (run.confirmation) return this.#took(run, 'done')
      const found = await deps.reconcile(run)
      if (typeof found === 'object') return this.#retry(run, found.retryMs)
      if (found !== 'not_done') return this.#took(run, found)
      run.sent = false
    } else if (!run.sent && run.attempts > 0) {
      const checked = await deps.check(run)
      if (!checked.ok) return 'retry' in checked ? this.#retry(run, checked.retryMs) : this.#no(run, checked, false)
    }
    if (!run.dm || run.dmAgain) await deps.notify(run)
    const again = run.sent
    run.sent = true
    deps.save(run)
    const performed = await deps.perform(run, again)
    if (performed.ok) {
      run.result = performed.result ?? null
      return this.#took(run, 'done')
    }
    if ('retry' in performed) {
      run.sent = again || performed.sent === 'maybe'
      return this.#retry(run, performed.retryMs)
    }
    return this.#no(run, performed, again)
  }

  /** Discord said no. After an earlier try that may have arrived, nobody knows; a scheduled end is tried again instead. */
  async #no(run: Run, failure: Failure, again: boolean): Promise<void> {
    if (run.action.source === 'schedule' && this.#deps.overdue(run, failure)) {
      run.sent = again
      return this.#retry(run)
    }
    if (run.dm?.status === 'sent' && !again) await this.#deps.withdraw(run)
    run.failure = failure
    this.#took(run, again ? 'unknown' : 'refused')
  }

  #took(run: Run, status: CaseStatus): void {
    run.status = run.confirmation && status === 'unknown' ? 'done' : status
    if (run.status === 'unknown') run.failure = fail('unknown_outcome')
    run.step = 'performed'
    run.attempts = 0
    this.#deps.tookEffect(run)
    this.#deps.audit(run)
    run.outcome = this.#deps.outcome(run)
    this.#deps.save(run)
  }

  #refuse(run: Run, failure: Failure): void {
    run.outcome = failure
    run.failure = failure
    run.step = 'recorded'
    run.attempts = 0
    const { action, target } = run
    this.#deps.audit(run)
    this.#tell(run, {
      type: 'action.refused',
      data: { actionId: action.id, kind: action.deed.kind, code: failure.code, message: failure.message, target },
    })
    this.#deps.save(run)
  }

  #giveUp(run: Run, failure = fail('expired_action')): void {
    if (run.number === null) return this.#refuse(run, failure)
    run.failure = failure
    this.#took(run, run.sent ? 'unknown' : 'refused')
  }

  async #finish(run: Run): Promise<void> {
    if (this.#finishing.has(run)) return
    this.#finishing.add(run)
    try {
      if (run.step === 'performed') {
        await this.#deps.record(run)
        run.step = 'recorded'
        run.attempts = 0
        this.#tell(run, { type: 'case.opened', data: caseOf(run) })
        this.#deps.save(run)
      }
      this.#askers.tell(run)
      if (await this.#deps.announce(run)) run.step = 'finished'
      if (run.step === 'finished') this.#deps.save(run)
      else this.#retry(run)
    } catch (error) {
      console.warn('case not recorded yet', run.action.id, String(error))
      this.#retry(run)
    }
    this.#finishing.delete(run)
    if (run.step === 'finished') this.#performed.delete(run)
    this.#askers.tell(run)
    this.#deps.wake()
  }

  #retry(run: Run, retryMs = 0): void {
    run.attempts++
    run.nextAt = this.#deps.now() + Math.max(backoff(run.attempts), retryMs)
    this.#deps.save(run)
  }
}
