import type { Case } from './case.ts'
import type { Snowflake } from './ids.ts'

/** Whether a message that was kept is still in Discord, and as of when (UTC ms); `gone`: when that was first noticed. */
export interface Fate {
  messageId: Snowflake
  state: 'there' | 'gone' | 'unknown'
  at: number
}

/** Whether the action itself took the message away: a purge, or a ban that deletes what was written shortly before. */
export function isDeletedBy(c: Pick<Case, 'status' | 'kind' | 'result' | 'deed' | 'createdAt'>, writtenAt: number) {
  if (c.status !== 'done') return false
  if (c.kind === 'purge') return c.result?.stopped === undefined
  const seconds = c.deed && 'deleteSeconds' in c.deed ? c.deed.deleteSeconds : 0
  return seconds > 0 && writtenAt >= c.createdAt - seconds * 1000
}
