import type { AnnouncementChannel } from '#schema/contract/broadcast.ts'
import type { LogEvent, OpsMessage, Switches } from '#schema/contract/ops.ts'
import type { Ops } from './ops.ts'

const opsOf = (env: Env): DurableObjectStub<Ops> => env.OPS.getByName('ops')

/** Tells the developers' operational log; that it cannot be told is never a fault of what was done. */
export const logEvent = (env: Env, event: LogEvent): void =>
  void opsOf(env)
    .log([event])
    .catch(() => undefined)

/** Tells the developers' open pages. */
export const tellPages = (env: Env, message: OpsMessage): void =>
  void opsOf(env)
    .tell(message)
    .catch(() => undefined)

/** What the developers look at moved. */
export const healthChanged = (env: Env): void =>
  void opsOf(env)
    .healthChanged()
    .catch(() => undefined)

/** What the developers switched off; null when that cannot be told. */
export const switchesOf = (env: Env): Promise<Switches | null> =>
  opsOf(env)
    .switches()
    .catch(() => null)

/** The channel that servers may follow for the developers' news; null: there is none, or that cannot be told. */
export const announcementChannelOf = (env: Env): Promise<AnnouncementChannel | null> =>
  opsOf(env)
    .announcementChannel()
    .catch(() => null)
