import type { ActionKind } from '#schema/contract/action.ts'
import { ban } from './ban.ts'
import { contain } from './contain.ts'
import { kick } from './kick.ts'
import { lock } from './lock.ts'
import { note } from './note.ts'
import type { ActionPerformer } from './performer.ts'
import { purge } from './purge.ts'
import { release } from './release.ts'
import { slowmode } from './slowmode.ts'
import { softban } from './softban.ts'
import { tempban } from './tempban.ts'
import { timeout } from './timeout.ts'
import { unban } from './unban.ts'
import { unlock } from './unlock.ts'
import { untimeout } from './untimeout.ts'
import { unwarn } from './unwarn.ts'
import { warn } from './warn.ts'

const performers = {
  ban,
  tempban,
  softban,
  unban,
  kick,
  timeout,
  untimeout,
  warn,
  unwarn,
  note,
  purge,
  slowmode,
  lock,
  unlock,
  contain,
  release,
} satisfies { [K in ActionKind]: ActionPerformer<K> }

/** Every kind; the one place where a kind met at run time loses its own type, which its deed still carries. */
export const performerOf = (kind: ActionKind): ActionPerformer<ActionKind> =>
  performers[kind] as ActionPerformer<ActionKind>
