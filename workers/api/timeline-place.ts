import * as z from 'zod/mini'

/** How far each source of a timeline was told: the last of it that was given out. */
const Place = z.object({
  event: z.optional(z.tuple([z.int(), z.string()])),
  /** when, number, and whether all of the person's cases were read at once */
  case: z.optional(z.tuple([z.int(), z.int(), z.int()])),
  report: z.optional(z.int()),
  day: z.optional(z.int()),
})
export type Place = z.infer<typeof Place>

/** What cannot be read is the beginning. */
export function readPlace(cursor: string | undefined): Place | null {
  try {
    return Place.safeParse(JSON.parse(cursor ?? '{}')).data ?? {}
  } catch {
    return {}
  }
}

export const writePlace = (place: Place): string => JSON.stringify(place)
