import { type Accessor, createMemo } from 'solid-js'
import type { ActionKind } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { ListedMember, Member, MemberQuery } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { heardCases } from './cases.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { useLive } from './live.ts'
import { useQuery } from './query.ts'
import { type Heard, makeOverlay } from './overlay.ts'

export type MemberSearch = Omit<MemberQuery, 'after'>

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

function asNow(member: Member, askedAt: number, heard: Heard<MemberNews> | undefined): Member {
  if (!heard || heard.at <= askedAt) return member
  const { member: newer, leftAt } = heard.row
  return leftAt === null ? (newer ?? member) : { ...(newer ?? member), leftAt, timeoutUntil: null }
}

const pageOf = async (guild: Snowflake, query: Partial<MemberQuery>, signal: AbortSignal) => {
  const asked = { param: { guild }, query }
  return read(api.guilds[':guild'].members.$get(asked, { init: { signal } }))
}

/** Members by name or newest first, each as they are now. Who joined since comes first in `joined`, else is only counted. */
export function createMemberList(options: { guild: Accessor<Snowflake>; search: Accessor<MemberSearch> }) {
  const heard = heardMembers(useLive())
  const list = createKeyset<Member, string>(() => {
    const guild = options.guild()
    const search = options.search()
    return {
      queryKey: [...membersKey(guild), 'list', search],
      fetchPage: async (after, signal) => {
        const page = await pageOf(guild, { ...search, after: after ?? undefined }, signal)
        return { rows: page.members, next: page.next }
      },
    }
  })
  const fetched = createMemo(() =>
    list.pages().flatMap((page) => page.rows.map((m) => asNow(m, page.askedAt, heard().get(m.id)))),
  )
  const joined = createMemo((): Member[] => {
    const first = list.pages()[0]
    if (!first || list.isStale()) return []
    const present = new Set(fetched().map((m) => m.id))
    return [...heard().values()]
      .filter(({ row, at }) => at > first.askedAt && row.member && !present.has(row.member.id))
      .flatMap(({ row }) => (row.member?.joinedAt ? [{ ...row.member, leftAt: row.leftAt }] : []))
      .filter((m) => (m.joinedAt ?? 0) >= (fetched()[0]?.joinedAt ?? 0))
      .sort((a, b) => (b.joinedAt ?? 0) - (a.joinedAt ?? 0))
  })
  const inFront = () => options.search().order === 'joined' && !options.search().q
  const rows = createMemo(() => (inFront() && joined().length > 0 ? [...joined(), ...fetched()] : fetched()))
  return { ...list, rows, joinedElsewhere: () => (inFront() ? 0 : joined().length) }
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
