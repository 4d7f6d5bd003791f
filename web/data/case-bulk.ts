import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import type { Page } from './keyset.ts'
import { onLive, useLive } from './live.ts'
import { type Heard, makeOverlay } from './overlay.ts'

/** Ranges of case numbers that came many at once, as from a sweep: how many there are is told, not what they are. */
const heardRanges = makeOverlay<{ from: number; to: number }>((frame) =>
  frame.type === 'cases.opened' ? { id: String(frame.data.from), row: frame.data } : null,
)

/** How many cases came many at once above the first page since it was asked for; matching its filter or not. */
export function countUnseen(options: {
  first: Accessor<Page<Case, number> | undefined>
  /** cases of which the stream told each */
  heard: Accessor<ReadonlyMap<string, Heard<Case>>>
}): Accessor<number> {
  const ranges = heardRanges(useLive())
  return createMemo(() => {
    const first = options.first()
    if (!first || ranges().size === 0) return 0
    const top = first.rows[0]?.number ?? 0
    const known = [...options.heard().values()].map(({ row }) => row.number)
    let count = 0
    for (const { row, at } of ranges().values()) {
      if (at <= first.askedAt) continue
      const from = Math.max(row.from, top + 1)
      count += Math.max(0, row.to - from + 1) - known.filter((number) => number >= from && number <= row.to).length
    }
    return Math.max(0, count)
  })
}

const MOST_PAGES = 10

/** Cases by number, read as pages of the list; of very scattered ones only the newest. */
async function readCases(guild: Snowflake, numbers: readonly number[]): Promise<Case[]> {
  const found: Case[] = []
  let rest = [...numbers].sort((a, b) => b - a)
  for (let n = 0; rest.length > 0 && n < MOST_PAGES; n++) {
    const query = { before: (rest[0] ?? 0) + 1 }
    const { cases } = await read(api.guilds[':guild'].cases.$get({ param: { guild }, query }))
    const last = cases.at(-1)?.number ?? 0
    found.push(...cases.filter((c) => rest.includes(c.number)))
    rest = rest.filter((number) => number < last)
  }
  return found
}

/** Cases of a list that changed many at once, read anew without moving the list. */
export function createReread(options: {
  guild: Accessor<Snowflake>
  shown: Accessor<{ has: (number: number) => boolean }>
}) {
  const [reread, setReread] = createSignal<ReadonlyMap<number, Heard<Case>>>(new Map())
  onLive('cases.updated', ({ numbers }) => {
    const shown = numbers.filter((number) => options.shown().has(number))
    if (shown.length === 0) return
    const at = performance.now()
    const keep = (cases: readonly Case[]) =>
      setReread((before) => new Map([...before, ...cases.map((row) => [row.number, { row, at }] as const)]))
    // what cannot be read now is read with the list
    void readCases(options.guild(), shown).then(keep, () => undefined)
  })
  return reread
}
