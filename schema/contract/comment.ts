import * as z from 'zod/mini'
import { Person } from './action.ts'
import { ActionId } from './ids.ts'
import { written } from './written.ts'

export const MAX_COMMENT = 2_000

const Value = z.union([z.string(), z.number(), z.null(), z.array(z.union([z.string(), z.number()]))])
/** What an edit changed, by field: `reason`, `labels`, `assignee`, `reviewed`, `links`, `endsAt`. People by name, times UTC ms. */
export const Changes = z.record(z.string(), z.object({ from: Value, to: Value }))
export type Changes = z.infer<typeof Changes>

/**
 * One entry of a case's thread. A `comment` is what somebody wrote; its text is gone once it was deleted. An `edit` is what was
 * changed of the case. `id` counts up per guild; times UTC ms.
 */
export const ThreadEntry = z.object({
  number: z.int(),
  id: z.int(),
  kind: z.enum(['comment', 'edit']),
  /** null: Wardroom itself */
  author: z.nullable(Person),
  text: z.string(),
  changes: z.nullable(Changes),
  createdAt: z.int(),
  editedAt: z.nullable(z.int()),
  deletedAt: z.nullable(z.int()),
  deletedBy: z.nullable(Person),
})
export type ThreadEntry = z.infer<typeof ThreadEntry>

/** A page of a thread, oldest first; `before` the id of its first gives what was earlier, null when nothing was. */
export interface ThreadPage {
  entries: ThreadEntry[]
  before: number | null
}
export const ThreadQuery = z.object({ before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) })

const text = z.string().check(written(), z.minLength(1, 'a comment needs a text'), z.maxLength(MAX_COMMENT))
/** `key` is of the writer's own making, so that sending twice writes once. */
export const NewComment = z.object({ key: ActionId, text })
export const EditedComment = z.object({ text })
