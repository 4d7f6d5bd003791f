import type { Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import type {
  FailureGroup,
  ItemPage,
  ItemQuery,
  PlanChange,
  PlanRequest,
  SweepAnswer,
  SweepPage,
} from '#schema/contract/sweep.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { Run } from '#durable-objects/guild/run.ts'
import { BulkBan } from './bulk-ban.ts'
import { Bulletin } from './bulletin.ts'
import { CaseBatch } from './case-batch.ts'
import { Confirmations } from './confirmations.ts'
import { OneByOne } from './one-by-one.ts'
import { ItemRetention } from './item-retention.ts'
import { Orders } from './orders.ts'
import { Planner } from './planner.ts'
import { Runner } from './runner.ts'
import { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** Mass actions: plans, the work on them, and what became of each target. */
export class Sweeps {
  readonly chores: readonly Chore[]
  #store: SweepStore
  #planner: Planner
  #orders: Orders
  #singles: OneByOne
  #confirmations: Confirmations

  constructor(around: SweepSurroundings) {
    const store = (this.#store = new SweepStore(around.ctx.storage.sql))
    const batch = new CaseBatch(around)
    const bulletin = new Bulletin({ around, store })
    const confirmations = (this.#confirmations = new Confirmations({ around, store, bulletin }))
    const singles = (this.#singles = new OneByOne({ around, store, batch, bulletin }))
    const bulk = new BulkBan({ around, store, batch, confirmations, bulletin })
    const runner = new Runner({ around, store, bulk, singles, bulletin })
    const planner = (this.#planner = new Planner({ around, store, bulletin }))
    this.#orders = new Orders({ around, store, planner, runner, bulletin })
    const retention = new ItemRetention({ around, store, bulletin })
    this.chores = [runner, confirmations, planner, retention]
  }

  plan(asked: PlanRequest, by: Person): Promise<SweepAnswer> {
    return this.#planner.plan(asked, by)
  }

  async change(id: string, change: PlanChange, by: Person): Promise<SweepAnswer> {
    const record = this.#store.find(id)
    return record ? this.#planner.change(record, change, by) : fail('no_such_sweep')
  }

  command(signed: unknown): Promise<SweepAnswer> {
    return this.#orders.take(signed)
  }

  find(id: string): SweepAnswer {
    const record = this.#store.find(id)
    return record ? { ok: true, sweep: record.shown } : fail('no_such_sweep')
  }

  list(before: number | undefined): SweepPage {
    return this.#store.list(before)
  }

  items(id: string, query: ItemQuery, limit?: number): ({ ok: true } & ItemPage) | Failure {
    const record = this.#store.find(id)
    return record ? { ok: true, ...this.#store.items.page(record.seq, query, limit) } : fail('no_such_sweep')
  }

  failures(id: string): { ok: true; failures: FailureGroup[] } | Failure {
    const record = this.#store.find(id)
    return record ? { ok: true, failures: this.#store.items.failures(record.seq) } : fail('no_such_sweep')
  }

  /** Discord's audit entry of these numbers; false when they are no sweep's. Synchronous. */
  settle(range: { first: number; last: number }, entry: AuditEntry): boolean {
    return this.#confirmations.receive(range, entry)
  }

  /** What the action path tells of the runs that are a sweep's. */
  saw(run: Run): void {
    this.#singles.saw(run)
  }
  waitFor(run: Run, refusal: Failure): number | null {
    return this.#singles.waitFor(run, refusal)
  }
  record(c: Case): Promise<void> {
    return this.#singles.record(c)
  }
}
