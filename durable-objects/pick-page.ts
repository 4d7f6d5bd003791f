import { cursorOf, readCursor } from '#schema/queries/members.ts'

/** What a list held in memory is ordered by; rising or falling, ties by id the same way. */
export interface Ordering {
  keyOf: (at: number) => string | number
  falls: boolean
}

/**
 * Ids of the page behind the cursor `after`, of those places that are meant, and how many are meant in all. Looks at each
 * place once.
 */
export function pickPage(
  ids: readonly string[],
  { isMeant, keyOf, falls, after, limit }: Ordering & PageWish,
): { ids: string[]; next: string | null; total: number } {
  const cursor = readCursor(after)
  const isBefore = (a: string | number, aId: string, b: string | number, bId: string): boolean =>
    a === b ? (falls ? aId > bId : aId < bId) : falls ? a > b : a < b
  const page: { at: number; key: string | number }[] = []
  let total = 0
  for (let at = 0; at < ids.length; at++) {
    if (!isMeant(at)) continue
    total++
    const key = keyOf(at)
    const id = ids[at] ?? ''
    if (cursor && !isBefore(cursor[0] ?? -1, cursor[1], key, id)) continue
    const last = page.at(-1)
    if (page.length > limit && last && !isBefore(key, id, last.key, ids[last.at] ?? '')) continue
    let place = page.length
    for (let one = page[place - 1]; one && isBefore(key, id, one.key, ids[one.at] ?? ''); one = page[place - 1]) place--
    page.splice(place, 0, { at, key })
    if (page.length > limit + 1) page.pop()
  }
  const last = page[limit - 1]
  return {
    ids: page.slice(0, limit).map(({ at }) => ids[at] ?? ''),
    next: page.length > limit && last ? cursorOf(last.key, ids[last.at] ?? '') : null,
    total,
  }
}
interface PageWish {
  isMeant: (at: number) => boolean
  after: string | undefined
  limit: number
}
