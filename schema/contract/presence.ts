import * as z from 'zod/mini'
import { Person } from './action.ts'

/** What a page can be looking at: a report, a case, a person, or the act dialog open on a person. */
export const Sight = z
  .string()
  .check(z.regex(/^(?:(?:report|case):[1-9]\d{0,9}|(?:member|act):[1-9]\d{16,19})$/, 'nothing one can look at'))
export type Sight = z.infer<typeof Sight>

/** As many as one page looks at together. */
export const MOST_SIGHTS = 4

/** What a page says up its socket: all it looks at now. */
export const ClientMessage = z.object({
  kind: z.literal('look'),
  at: z.array(Sight).check(z.maxLength(MOST_SIGHTS)),
})
export type ClientMessage = z.infer<typeof ClientMessage>

/** Who looks at it now; told only to the pages that do, and no part of the stream: whoever comes back is told anew. */
export const Presence = z.object({ kind: z.literal('presence'), at: Sight, people: z.array(Person) })
export type Presence = z.infer<typeof Presence>
