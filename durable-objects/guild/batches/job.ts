import type { Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Import } from '#schema/contract/import.ts'
import type { By, Patch } from '#durable-objects/guild/casework/patch.ts'

interface Asked {
  id: string
  by: Person
  requestId: string | null
}

/** A change of many cases, as far as it is. */
export interface ChangeJob {
  type: 'change'
  id: string
  numbers: number[]
  /** how many of them were gone through */
  done: number
  changed: number[]
  patch: Patch & { by: By }
  /** the filter they were chosen by, for the audit log */
  filter: string | null
}

/** An import, as far as it is; `cursor` is the next chunk of the file, or the last id read of Discord's bans. */
export interface ImportJob extends Asked {
  type: 'import'
  import: Import
  cursor: string
  isLast: boolean
  /** numbered, and perhaps not recorded yet */
  pending: Case[] | null
}

/** The taking back of an import, from its newest case down. */
export interface RollBackJob extends Asked {
  type: 'roll_back'
  import: Import
  before: number | null
}

export type Job = ChangeJob | ImportJob | RollBackJob
/** What a step did: there is `more`, it is `done`, or it must wait so long (ms). */
export type Step = 'more' | 'done' | { waitMs: number }
/** Takes a job one step on; `keep` stores it in between. */
export type Steps = { [T in Job['type']]: (job: Extract<Job, { type: T }>, keep: () => void) => Promise<Step> }
