import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import type { ActionKind } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { ListedMember, Member, MemberFilter, MemberQuery } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { heardCases } from './cases.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { onLive, useLive } from './live.ts'
import { useQuery } from './query.ts'
import { type Heard, makeOverlay } from './overlay.ts'

export type MemberSearch = Omit<MemberQuery, 'after'>

/** How a search is ordered where it does not say. */
export const orderOf = ({ order, q }: MemberSearch) => order ?? (q ? 'match' : 'joined')

const membersKey = (guild: Snowflake) => [...guildKey(guild), 'members'] as const

interface MemberNews {
  /** null: heard only that they left */
  member: Member | null
  leftAt: number | null
}

const heardMembers = makeOverlay<MemberNews>((frame, known) => {
  if (frame.type === 'member.joined') return { id: frame.data.id, row: { member: frame.data, leftAt: null } }
  if (frame.type === 'member.updated')
    return { id: frame.data.member.id, row: { member: frame.data.member, leftAt: null } }
  if (frame.type === 'member.left')
    return { id: frame.data.id, row: { member: known(frame.data.id)?.member ?? null, leftAt: frame.at } }
  return null
})
const heardBans = makeOverlay<boolean>((frame) =>
  frame.type === 'ban.added' || frame.type === 'ban.removed'
    ? { id: frame.data.id, row: frame.type === 'ban.added' }
    : null,
)

function asNow(member: ListedMember, askedAt: number, heard: Heard<MemberNews> | undefined): ListedMember {
  if (!heard || heard.at <= askedAt) return member
  const { member: newer, leftAt } = heard.row
  const now = { ...(newer ?? member), cases: member.cases }
  return leftAt === null ? now : { ...now, leftAt, timeoutUntil: null }
}

/** How many cases are about whom, as far as the stream told since the calling component began. */
function createCaseCounts() {
  const [counts, setCounts] = createSignal<ReadonlyMap<Snowflake, { count: number; at: number }>>(new Map())
  onLive('members.counted', ({ cases }) => {
    const at = performance.now()
    setCounts(
      (known) => new Map([...known, ...Object.entries(cases).map(([id, count]) => [id, { count, at }] as const)]),
    )
  })
  return (m: ListedMember, askedAt: number): ListedMember => {
    const heard = counts().get(m.id)
    return heard && heard.at > askedAt ? { ...m, cases: heard.count } : m
  }
}

const pageOf = async (guild: Snowflake, query: Partial<MemberQuery>, signal: AbortSignal) => {
  const asked = { param: { guild }, query }
  return read(api.guilds[':guild'].members.$get(asked, { init: { signal } }))
}

/**
 * Members under any filters, each as they are now. Who joined since and `belongs` comes first where the newest are first, else is
 * only counted.
 */
export function createMemberList(options: {
  guild: Accessor<Snowflake>
  search: Accessor<MemberSearch>
  belongs: (member: Member, search: MemberSearch) => boolean
}) {
  const heard = heardMembers(useLive())
  const counted = createCaseCounts()
  const list = createKeyset<ListedMember, string>(() => {
    const guild = options.guild()
    const search = options.search()
    return {
      queryKey: [...membersKey(guild), 'list', search],
      fetchPage: async (after, signal) => {
        const page = await pageOf(guild, { ...search, after: after ?? undefined }, signal)
        return { rows: page.members, next: page.next, total: page.total, searched: page.searched }
      },
    }
  })
  const fetched = createMemo(() =>
    list
      .pages()
      .flatMap((page) => page.rows.map((m) => counted(asNow(m, page.askedAt, heard().get(m.id)), page.askedAt))),
  )
  const inFront = () => orderOf(options.search()) === 'joined'
  const joined = createMemo((): ListedMember[] => {
    const first = list.pages()[0]
    if (!first || list.isStale()) return []
    // where the newest are not in front, who changed is no newcomer
    const since = inFront() ? (fetched()[0]?.joinedAt ?? 0) : Date.now() - performance.now() + first.askedAt
    const present = new Set(fetched().map((m) => m.id))
    return [...heard().values()]
      .filter(({ row, at }) => at > first.askedAt && row.member && !present.has(row.member.id))
      .flatMap(({ row }) => (row.member?.joinedAt ? [{ ...row.member, leftAt: row.leftAt, cases: 0 }] : []))
      .filter((m) => (m.joinedAt ?? 0) >= since)
      .filter((m) => options.belongs(m, options.search()))
      .sort((a, b) => (b.joinedAt ?? 0) - (a.joinedAt ?? 0))
  })
  const rows = createMemo(() => (inFront() && joined().length > 0 ? [...joined(), ...fetched()] : fetched()))
  const total = () => list.pages()[0]?.total ?? null
  /** how many were looked through in a server too large for more */
  const searched = () => list.pages().reduce((sum, page) => sum + (page.searched ?? 0), 0)
  return { ...list, rows, total, searched, joinedElsewhere: () => (inFront() ? 0 : joined().length) }
}

/** Counts follow who comes and goes, but not more often than this (ms). */
const COUNTED_EVERY = 1_000

/** How many match one of these, as they are now; nothing where the server is too large to be counted. */
export function useMemberCounts(guild: Accessor<Snowflake>, filters: Accessor<MemberFilter[]>) {
  const key = () => [...membersKey(guild()), 'counts'] as const
  const query = useQuery(() => ({
    queryKey: [...key(), filters()],
    enabled: filters().length > 0,
    queryFn: async () => {
      const asked = filters()
      const param = { guild: guild() }
      const { counts } = await read(api.guilds[':guild'].members.count.$post({ param, json: { filters: asked } }))
      return new Map(counts?.map((count, i) => [JSON.stringify(asked[i]), count]))
    },
    // by filter, so that what was counted before is never shown for another
    placeholderData: (before: Map<string, number> | undefined) => before,
  }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = useLive().on(({ type }) => {
    if (!type.startsWith('member.') && !type.startsWith('members.')) return
    timer ??= setTimeout(() => {
      timer = undefined
      void queryClient.invalidateQueries({ queryKey: key() })
    }, COUNTED_EVERY)
  })
  onCleanup(() => {
    clearTimeout(timer)
    stop()
  })
  return (filter: MemberFilter): number | undefined => query.data?.get(JSON.stringify(filter))
}

/** A few members whose name begins with this, or the one with this id; nothing is asked while `q` is undefined. */
export const useMemberSearch = (guild: Accessor<Snowflake>, q: Accessor<string | undefined>) =>
  useQuery(() => ({
    queryKey: [...membersKey(guild()), 'search', q()],
    enabled: q() !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const page = await pageOf(guild(), q() ? { q: q() } : {}, signal)
      return page.members.slice(0, 8)
    },
    placeholderData: (before: ListedMember[] | undefined) => before,
  }))

/** One person: who they are, whether here or banned, and what was done to them; as it is now. */
export function usePerson(guild: Accessor<Snowflake>, user: Accessor<Snowflake | undefined>) {
  const live = useLive()
  const members = heardMembers(live)
  const bans = heardBans(live)
  const cases = heardCases(live)
  const query = useQuery(() => ({
    queryKey: [...membersKey(guild()), 'one', user()],
    enabled: user() !== undefined,
    queryFn: async () => {
      const askedAt = performance.now()
      const param = { guild: guild(), user: user() ?? '' }
      return { ...(await read(api.guilds[':guild'].members[':user'].$get({ param }))), askedAt }
    },
  }))
  const person = createMemo(() => {
    const found = query.data
    const id = user()
    if (!found || !id || found.person.id !== id) return undefined
    const heard = members().get(id)
    const ban = bans().get(id)
    const fresh = heard && heard.at > found.askedAt ? heard.row : undefined
    const member = fresh?.member && fresh.leftAt === null ? fresh.member : found.member
    return {
      ...found,
      member: member && fresh?.leftAt ? { ...member, leftAt: fresh.leftAt, timeoutUntil: null } : member,
      banned: ban && ban.at > found.askedAt ? ban.row : found.banned,
      ...withHeard(
        found,
        [...cases().values()].filter(({ row }) => row.target?.id === id),
      ),
    }
  })
  return { query, person }
}

interface History {
  cases: readonly Case[]
  counts: Readonly<Partial<Record<ActionKind, number>>>
  askedAt: number
}

/** The history with what the stream told since laid over it, and the counts moved on by what is new. */
function withHeard(found: History, heard: readonly Heard<Case>[]): Pick<History, 'cases' | 'counts'> {
  const news = heard.filter(({ at }) => at > found.askedAt).map(({ row }) => row)
  if (news.length === 0) return { cases: found.cases, counts: found.counts }
  const known = new Set(found.cases.map((c) => c.number))
  const top = found.cases[0]?.number ?? 0
  const opened = news.filter((c) => !known.has(c.number) && c.number > top)
  const counts = { ...found.counts }
  for (const c of opened) counts[c.kind] = (counts[c.kind] ?? 0) + 1
  const replaced = found.cases.map((c) => news.find((n) => n.number === c.number) ?? c)
  return { cases: [...opened.sort((a, b) => b.number - a.number), ...replaced], counts }
}

/** Reads one person anew, as after an action the stream may not tell of. */
export const refetchPerson = (guild: Snowflake, user: Snowflake): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [...membersKey(guild), 'one', user] })

/** Reads every list of members anew, as after the whole list was synced. */
export const refetchMembers = (guild: Snowflake): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [...membersKey(guild), 'list'] })
