import { DurableObject } from 'cloudflare:workers'
import type { Person } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Signed } from '#schema/contract/signature.ts'
import type {
  FailureGroup,
  ItemPage,
  ItemQuery,
  PlanChange,
  PlanRequest,
  SweepAnswer,
  SweepPage,
} from '#schema/contract/sweep.ts'
import type { Sweeps } from './sweeps.ts'

/** What may be asked of a guild's object about sweeps. */
export abstract class SweepMethods extends DurableObject<Env> {
  protected abstract readonly sweeps: Sweeps

  /** Plans a mass action: nothing happens to anybody. Refusals: sweep_nobody, sweep_too_many, no_such_sweep, discord_down … */
  async planSweep(asked: PlanRequest, by: Person): Promise<SweepAnswer> {
    return this.sweeps.plan(asked, by)
  }
  /** Changes a plan: whom it leaves out, or what it does. Refusals: no_such_sweep, sweep_state. */
  async changeSweep(id: string, change: PlanChange, by: Person): Promise<SweepAnswer> {
    return this.sweeps.change(id, change, by)
  }
  /** Takes a signed SweepOrder (contract/sweep.ts): verifies, asks anew whether its giver may, carries it out. */
  async commandSweep(signed: Signed): Promise<SweepAnswer> {
    return this.sweeps.command(signed)
  }
  async sweep(id: string): Promise<SweepAnswer> {
    return this.sweeps.find(id)
  }
  async listSweeps(before?: number): Promise<SweepPage> {
    return this.sweeps.list(before)
  }
  /** A page of a sweep's targets, 100 unless told otherwise. */
  async sweepItems(id: string, query: ItemQuery, limit?: number): Promise<({ ok: true } & ItemPage) | Failure> {
    return this.sweeps.items(id, query, limit)
  }
  /** What failed, by cause. */
  async sweepFailures(id: string): Promise<{ ok: true; failures: FailureGroup[] } | Failure> {
    return this.sweeps.failures(id)
  }
}
