import * as z from 'zod/mini'
import type { Snowflake } from './ids.ts'
import type { SeatLevel } from './seat.ts'
import { writtenInLine } from './written.ts'

/** The lists that views can be saved of. */
export const ViewPage = z.enum(['cases', 'members', 'audit'])
export type ViewPage = z.infer<typeof ViewPage>
/** The seat that opens each list, and so its views. */
export const viewSeats: Record<ViewPage, SeatLevel> = { cases: 'viewer', members: 'viewer', audit: 'admin' }

const name = z.string().check(writtenInLine(), z.minLength(1), z.maxLength(60))
/** The query string of the page, without its question mark. */
const query = z.string().check(z.maxLength(2_000), z.regex(/^[^?#\s]*$/, 'not a query string'))

/** `shared`: for everybody with a seat here; else for its owner alone. */
export const ViewInput = z.object({ page: ViewPage, name, query, shared: z.boolean() })
export type ViewInput = z.infer<typeof ViewInput>
export const ViewChange = z.object({
  name: z.optional(name),
  query: z.optional(query),
  shared: z.optional(z.boolean()),
})
export type ViewChange = z.infer<typeof ViewChange>
/** Without a page, the views of all that one may open. */
export const ViewQuery = z.object({ page: z.optional(ViewPage) })

export interface SavedView extends ViewInput {
  id: string
  ownerId: Snowflake
  /** UTC ms */
  createdAt: number
}

/** As many as a server takes in all, and one person of them. */
export const MOST_VIEWS = { inAll: 300, each: 50 }
