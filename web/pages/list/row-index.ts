import { type Accessor, createMemo } from 'solid-js'

/**
 * The ids of a list's rows in their order, and each row by its id. A list mostly grows at its ends, and then only what is new
 * is looked at: making both anew for 100,000 rows takes longer than a frame.
 */
export function createRowIndex<T>(rows: Accessor<readonly T[]>, idOf: (row: T) => string) {
  let before: readonly T[] = []
  let ids: string[] = []
  /** a row's place, counted from what was first when the index was made */
  let places = new Map<string, number>()
  let inFront = 0

  /** How many rows came in front of those that were there; undefined when anything else changed but a row's content. */
  const added = (now: readonly T[]): number | undefined => {
    const [first] = ids
    if (first === undefined || now.length < before.length) return undefined
    const room = now.length - before.length
    let front = 0
    for (; front <= room; front++) {
      const row = now[front]
      if (row !== undefined && (row === before[0] || idOf(row) === first)) break
    }
    if (front > room) return undefined
    for (const [i, was] of before.entries()) {
      const row = now[front + i]
      if (row !== was && (row === undefined || idOf(row) !== ids[i])) return undefined
    }
    return front
  }

  const current = createMemo(() => {
    const now = rows()
    const front = added(now)
    if (front === undefined) {
      ids = now.map(idOf)
      places = new Map(ids.map((id, i) => [id, i]))
      inFront = 0
    } else {
      const [first, last] = [now.slice(0, front).map(idOf), now.slice(front + before.length).map(idOf)]
      inFront += front
      for (const [i, id] of first.entries()) places.set(id, i - inFront)
      for (const [i, id] of last.entries()) places.set(id, front + before.length + i - inFront)
      if (first.length + last.length > 0) ids = [...first, ...ids, ...last]
    }
    before = now
    return { rows: now, ids }
  })
  return {
    ids: createMemo(() => current().ids),
    byId: (id: string): T | undefined => {
      const all = current().rows
      const place = places.get(id)
      return place === undefined ? undefined : all[place + inFront]
    },
  }
}
