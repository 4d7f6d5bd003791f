import type { Source } from '#schema/contract/action.ts'
import type { Run } from './run.ts'

/** Nobody waits for these: they take as long as they take, or are done already. */
const calm = new Set<Source>(['schedule', 'sweep', 'discord'])

/** The actions that somebody waits for, oldest first. What is done is taken out when it is looked at. */
export class Urgent {
  #runs = new Set<Run>()

  add(run: Run): void {
    if (!calm.has(run.action.source)) this.#runs.add(run)
  }

  /** Since when the oldest waits that is not done and on record, UTC ms. */
  get since(): number | null {
    for (const run of this.#runs)
      if (run.step === 'recorded' || run.step === 'finished') this.#runs.delete(run)
      else return run.action.at
    return null
  }
}
