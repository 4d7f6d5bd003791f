import { allOn, type Switches } from '#schema/contract/ops.ts'

/** As old as what this Worker knows of the switches may be, ms. */
const FRESH = 5_000
let known: { switches: Switches; until: number } | null = null

/** What the developers switched off, as of a few seconds ago; all is on while that cannot be told. */
export async function readSwitches(env: Env): Promise<Switches> {
  if (known && known.until > Date.now()) return known.switches
  try {
    known = { switches: await env.OPS.getByName('ops').switches(), until: Date.now() + FRESH }
    return known.switches
  } catch {
    return known?.switches ?? allOn
  }
}

/** What was just switched counts at once where it was done. */
export const noteSwitches = (switches: Switches): void => void (known = { switches, until: Date.now() + FRESH })
