import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { MemberFilter } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type {
  ItemQuery,
  ItemState,
  PlanChange,
  PlanRequest,
  Sweep,
  SweepCommand,
  SweepItem,
} from '#schema/contract/sweep.ts'
import { api, ApiFailure, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { type Live, onLive, useLive } from './live.ts'
import { type Heard, makeOverlay, newer } from './overlay.ts'
import { useQuery } from './query.ts'

/** The filters of a sweep's list of people; the page before says where the next begins. */
export type ItemFilter = Omit<ItemQuery, 'after'>

const sweepsKey = (guild: Snowflake) => [...guildKey(guild), 'sweeps'] as const
const sweepKey = (guild: Snowflake, id: string) => [...sweepsKey(guild), 'one', id] as const
const routes = api.guilds[':guild'].sweeps
const routesOf = routes[':sweep']
const AT_MOST_EVERY = 1000

/** Sweeps of this guild as the stream last told them; null: discarded. */
export const heardSweeps = makeOverlay<Sweep | null>((frame) => {
  if (frame.type === 'sweep.changed') return { id: frame.data.id, row: frame.data }
  if (frame.type === 'sweep.discarded') return { id: frame.data.id, row: null }
  return null
})

/** Lays a sweep over the page without waiting for the stream, as the answer to what was asked of it. */
const keep = (guild: Snowflake, sweep: Sweep): void => {
  queryClient.setQueryData(sweepKey(guild, sweep.id), { sweep, askedAt: performance.now() })
}

/** How many members match now, as far as it is known without counting; nothing is asked without a filter. */
export function useMatches(guild: Accessor<Snowflake>, filter: Accessor<MemberFilter | undefined>) {
  const query = useQuery(() => ({
    queryKey: [...guildKey(guild()), 'members', 'matches', filter()],
    enabled: filter() !== undefined,
    staleTime: 0,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const asked = { param: { guild: guild() }, query: { ...filter(), presence: 'here' as const } }
      const page = await read(api.guilds[':guild'].members.$get(asked, { init: { signal } }))
      return { count: page.total ?? page.members.length, exact: page.total !== null || page.next === null }
    },
  }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const refetch = () => {
    timer = undefined
    if (filter()) void query.refetch()
  }
  for (const type of ['member.joined', 'member.left'] as const)
    onLive(type, () => (timer ??= setTimeout(refetch, AT_MOST_EVERY)))
  onCleanup(() => clearTimeout(timer))
  return query
}

/** Every sweep of the guild, newest first, each as it is now; a new one comes in front. */
export function createSweepList(guild: Accessor<Snowflake>) {
  const heard = heardSweeps(useLive())
  const list = createKeyset<Sweep, number>(() => ({
    queryKey: [...sweepsKey(guild()), 'list'],
    fetchPage: async (before, signal) => {
      const asked = { param: { guild: guild() }, query: { before: before ?? undefined } }
      const page = await read(routes.$get(asked, { init: { signal } }))
      return { rows: page.sweeps, next: page.next }
    },
  }))
  const rows = createMemo((): readonly Sweep[] => {
    const pages = list.pages()
    const [first] = pages
    if (!first) return []
    const known = heard()
    const listed = new Set(pages.flatMap((page) => page.rows.map((sweep) => sweep.id)))
    const begun = [...known.values()].flatMap(({ row }) =>
      row && !listed.has(row.id) && row.plannedAt >= (first.rows[0]?.plannedAt ?? 0) ? [row] : [],
    )
    const told = pages.flatMap((page) =>
      page.rows.flatMap((sweep) => newer<Sweep | null>(sweep, page.askedAt, known.get(sweep.id)) ?? []),
    )
    return [...begun.sort((a, b) => b.plannedAt - a.plannedAt), ...told]
  })
  return { ...list, rows }
}

/** The sweeps of this guild that are not over: those of the newest page, and what was heard since. */
export function useOpenSweeps(guild: Accessor<Snowflake>): Accessor<readonly Sweep[]> {
  const { rows } = createSweepList(guild)
  return createMemo(() => rows().filter(({ state }) => state !== 'planned' && state !== 'done' && state !== 'stopped'))
}

/** One sweep as it is now; null: someone discarded it meanwhile. */
export function useSweep(guild: Accessor<Snowflake>, id: Accessor<string>) {
  const heard = heardSweeps(useLive())
  const query = useQuery(() => ({
    queryKey: sweepKey(guild(), id()),
    staleTime: 0,
    queryFn: async () => {
      const askedAt = performance.now()
      return { sweep: await read(routesOf.$get({ param: { guild: guild(), sweep: id() } })), askedAt }
    },
  }))
  const sweep = createMemo((): Sweep | null | undefined => {
    const live = heard().get(id())
    const fetched = query.isSuccess && query.data.sweep.id === id() ? query.data : undefined
    return fetched ? newer<Sweep | null>(fetched.sweep, fetched.askedAt, live) : live?.row
  })
  return { query, sweep }
}

/** What was read of a sweep's people and failures is out of date; `none`: it is read anew when next it is shown. */
function refreshItems(guild: Snowflake, id: string, refetchType: 'active' | 'none' = 'active'): Promise<void> {
  const queryKey = sweepKey(guild, id)
  const predicate = (query: { queryKey: readonly unknown[] }) => query.queryKey.length > queryKey.length
  return queryClient.invalidateQueries({ queryKey, predicate, refetchType })
}

/** Whom a sweep is about, in its order, under a filter. */
export function createItemList(options: {
  guild: Accessor<Snowflake>
  id: Accessor<string>
  filter: Accessor<ItemFilter>
}) {
  const list = createKeyset<SweepItem, number>(() => {
    const param = { guild: options.guild(), sweep: options.id() }
    const filter = options.filter()
    return {
      queryKey: [...sweepKey(param.guild, param.sweep), 'items', filter],
      fetchPage: async (after, signal) => {
        const query = { ...filter, after: after ?? undefined }
        const page = await read(routesOf.items.$get({ param, query }, { init: { signal } }))
        return { rows: page.items, next: page.next }
      },
    }
  })
  // nobody follows the numbers once this is left: whoever lists them next, the run after the plan too, reads anew
  const left = untrack(() => ({ guild: options.guild(), id: options.id() }))
  onCleanup(() => void refreshItems(left.guild, left.id, 'none'))
  const [marked, setMarked] = createSignal<ReadonlyMap<number, Heard<ItemState>>>(new Map())
  const rows = createMemo(() =>
    list.pages().flatMap((page) =>
      page.rows.map((item) => {
        const mark = marked().get(item.position)
        return mark && mark.at > page.askedAt ? { ...item, state: mark.row } : item
      }),
    ),
  )
  return {
    ...list,
    rows,
    /** shows an item so until it is read anew */
    mark: (position: number, state: ItemState): void =>
      void setMarked((before) => new Map(before).set(position, { row: state, at: performance.now() })),
  }
}

/** What failed, by cause; asked only while `enabled`. */
export const useFailures = (guild: Accessor<Snowflake>, id: Accessor<string>, enabled: Accessor<boolean>) =>
  useQuery(() => ({
    queryKey: [...sweepKey(guild(), id()), 'failures'],
    enabled: enabled(),
    staleTime: 0,
    queryFn: () => read(routesOf.failures.$get({ param: { guild: guild(), sweep: id() } })),
  }))

/** Reads a sweep's people and failures anew when its numbers change, once a second while they change all the time. */
export function followItems(guild: Accessor<Snowflake>, sweep: Accessor<Sweep>): void {
  const stamp = createMemo(() => JSON.stringify([sweep().state, sweep().counts]))
  let last = 0
  createEffect(
    on(
      stamp,
      () => {
        const wait = Math.max(0, last + AT_MOST_EVERY - Date.now())
        const timer = setTimeout(() => {
          last = Date.now()
          void refreshItems(guild(), sweep().id)
        }, wait)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
}

function mustBeOnline(live: Live): void {
  if (navigator.onLine && live.state() !== 'offline') return
  throw new ApiFailure('unreachable', 'You are offline. Nothing was sent, and nothing will be sent later by itself.')
}

/** What can be asked of sweeps; each throws the refusal. Nothing is sent while the page is offline. */
export function useSweepCommands(guild: Accessor<Snowflake>) {
  const live = useLive()
  const answered = async (asked: () => Promise<Sweep>): Promise<Sweep> => {
    mustBeOnline(live)
    const sweep = await asked()
    keep(guild(), sweep)
    return sweep
  }
  return {
    plan: (json: PlanRequest) => answered(() => read(routes.$post({ param: { guild: guild() }, json }))),
    discard: async (id: string): Promise<void> => {
      mustBeOnline(live)
      await read(routesOf[':command'].$post({ param: { guild: guild(), sweep: id, command: 'discard' }, json: {} }))
    },
    change: (id: string, json: PlanChange) =>
      answered(() => read(routesOf.$patch({ param: { guild: guild(), sweep: id }, json }))),
    /** `acting`: as many as the asker saw that it would act on */
    command: (id: string, command: Exclude<SweepCommand, 'discard'>, acting?: number) =>
      answered(() =>
        read(
          routesOf[':command'].$post({
            param: { guild: guild(), sweep: id, command },
            json: acting === undefined ? {} : { acting },
          }),
        ),
      ),
  }
}

/** Where the results are, one line per person. */
export const resultsHref = (guild: Snowflake, id: string): string => `/api/guilds/${guild}/sweeps/${id}/results.csv`
