import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import type { Evidence } from '#schema/contract/evidence.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { allStraight } from '#schema/contract/straight.ts'
import { caseKey, heardCases } from './cases.ts'
import { api, queryClient, read } from './client.ts'
import { useLive } from './live.ts'
import { makeOverlay } from './overlay.ts'
import { useQuery } from './query.ts'

/** What the stream told of threads, by the entry's id. */
const heardEntries = makeOverlay<ThreadEntry>((frame) =>
  frame.type === 'case.commented' ? { id: String(frame.data.id), row: frame.data } : null,
)

/** An address of one case's own. */
const of = (guild: Snowflake, number: number) => ({ guild, number: String(number) })

async function readWork(guild: Snowflake, number: number) {
  const askedAt = performance.now()
  const asked = api.guilds[':guild'].cases[':number'].work.$get({ param: of(guild, number) })
  const { evidence, ...others } = await read(asked, { asWritten: true })
  return { ...allStraight(others), evidence, askedAt }
}
type Work = Awaited<ReturnType<typeof readWork>>

/** What there is to a case besides itself, as it is now: its thread oldest first, its evidence, the cases it belongs with. */
export function useCaseWork(guild: Accessor<Snowflake>, number: Accessor<number>, c: Accessor<Case | undefined>) {
  const live = useLive()
  const [entries, cases] = [heardEntries(live), heardCases(live)]
  const links = createMemo(() => c()?.links.join() ?? '')
  const query = useQuery(() => ({
    // what it is linked to is read with it, so other links are another question
    queryKey: [...caseKey(guild(), number()), 'work', links()],
    queryFn: () => readWork(guild(), number()),
    enabled: c() !== undefined,
    // the stream tells what is new, but only since this page was opened
    staleTime: 0,
    placeholderData: (before: Work | undefined, asked?: { queryKey: readonly unknown[] }) =>
      asked?.queryKey.includes(number()) ? before : undefined,
  }))
  const [more, setMore] = createSignal<More>({ number: 0, entries: [], evidence: [] })
  const mine = () => (more().number === number() ? more() : { number: number(), entries: [], evidence: [] })

  const thread = createMemo(() => {
    const known = new Map<number, ThreadEntry>()
    for (const entry of [...mine().entries, ...(query.data?.thread.entries ?? [])]) known.set(entry.id, entry)
    for (const { row, at } of entries().values()) {
      const isNewer = at > (query.data?.askedAt ?? 0) || !known.has(row.id)
      if (row.number === number() && isNewer) known.set(row.id, row)
    }
    return [...known.values()].sort((a, b) => a.id - b.id)
  })
  const earlier = () => (mine().before === undefined ? (query.data?.thread.before ?? null) : (mine().before ?? null))
  const further = () => (mine().after === undefined ? (query.data?.evidence.after ?? null) : (mine().after ?? null))
  const related = createMemo(() => {
    const found = new Map<number, Case>((query.data?.related ?? []).map((one) => [one.number, one]))
    for (const { row } of cases().values())
      if (row.about === number() || c()?.links.includes(row.number) || c()?.about === row.number)
        found.set(row.number, row)
    return [...found.values()].sort((a, b) => a.number - b.number)
  })
  return {
    query,
    thread,
    evidence: (): readonly Evidence[] => [...(query.data?.evidence.evidence ?? []), ...mine().evidence],
    related,
    /** whether there is more than is shown */
    hasEarlier: () => earlier() !== null,
    hasFurther: () => further() !== null,
    async loadEarlier(): Promise<void> {
      const before = earlier()
      if (before === null) return
      const asked = { param: of(guild(), number()), query: { before } }
      const page = await read(api.guilds[':guild'].cases[':number'].thread.$get(asked))
      setMore({ ...mine(), entries: [...page.entries, ...mine().entries], before: page.before })
    },
    async loadFurther(): Promise<void> {
      const after = further()
      if (after === null) return
      const page = await read(
        api.guilds[':guild'].cases[':number'].evidence.$get({ param: of(guild(), number()), query: { after } }),
        { asWritten: true },
      )
      setMore({ ...mine(), evidence: [...mine().evidence, ...page.evidence], after: page.after })
    },
  }
}
export type CaseWork = ReturnType<typeof useCaseWork>

interface More {
  number: number
  entries: readonly ThreadEntry[]
  evidence: readonly Evidence[]
  before?: number | null
  after?: string | null
}

/** Writes, rewrites and deletes comments; the stream brings them to every page, this one too. */
export const comments = (guild: Snowflake, number: number) => {
  const route = api.guilds[':guild'].cases[':number'].comments
  const at = (id: number) => ({ ...of(guild, number), id: String(id) })
  return {
    add: (text: string, key: string) => read(route.$post({ param: of(guild, number), json: { text, key } })),
    edit: (id: number, text: string) => read(route[':id'].$patch({ param: at(id), json: { text } })),
    remove: (id: number) => read(route[':id'].$delete({ param: at(id) })),
  }
}

/** Reads a case's thread anew, after a change the stream may not tell of. */
export const refetchCaseWork = (guild: Snowflake, number: number): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [...caseKey(guild, number), 'work'] })

/** Where a kept copy of a file is downloaded from. */
export const fileHref = (guild: Snowflake, { number, messageId }: Evidence, file: string): string =>
  `/api/guilds/${guild}/cases/${number}/evidence/${messageId}/${file}`
