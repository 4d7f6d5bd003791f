import { waitUntil } from 'cloudflare:workers'
import type { CommandUse, LogEvent, OpsMessage } from '#schema/contract/ops.ts'

const opsOf = (env: Env) => env.OPS.getByName('ops')

/** Tells the developers' operational log, beside the answer; that it cannot be told is never a fault of what was done. */
export function logEvent(env: Env, event: LogEvent): void {
  waitUntil(
    opsOf(env)
      .log([event])
      .catch(() => undefined),
  )
}

/** Counts a use of a command. */
export function countUse(env: Env, use: CommandUse): void {
  waitUntil(
    opsOf(env)
      .used([use])
      .catch(() => undefined),
  )
}

/** Tells the developers' open pages. */
export function tellPages(env: Env, message: OpsMessage): void {
  waitUntil(
    opsOf(env)
      .tell(message)
      .catch(() => undefined),
  )
}
