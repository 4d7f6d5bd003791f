import type { GatewayEvent } from '#schema/contract/gateway.ts'
import { memberName, type Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { MemberEvent as Change } from '#schema/contract/timeline.ts'
import type { Echoes } from './echoes.ts'
import { changesOf, namesOf } from './member-history/changes-of.ts'

export type MemberEvent = Extract<GatewayEvent, { type: `member.${string}` }>
export const isMemberEvent = (event: GatewayEvent): event is MemberEvent => event.type.startsWith('member.')
export const userIdOf = (event: MemberEvent): Snowflake =>
  event.type === 'member.left' ? event.user.id : event.member.id

/** What an event is told as; `passing` when nothing that is shown changed. */
interface News {
  event: LiveEvent
  passing: boolean
  joined: boolean
  left: boolean
}

/**
 * A batch's member events folded: the rows to write, what to tell of each event, what to keep for each member's history, and
 * by how many there are more members than there were, or than the state of the server in this batch says.
 */
export interface FoldedMembers {
  rows: Map<Snowflake, Member>
  news: Map<MemberEvent, News>
  changes: Change[]
  difference: number
}

/** Folds member events over what was stored `before`. What is told a second time comes to nothing. */
export function foldMembers(
  events: readonly GatewayEvent[],
  before: ReadonlyMap<Snowflake, Member>,
  echoes: Echoes,
): FoldedMembers {
  const folded: FoldedMembers = { rows: new Map(), news: new Map(), changes: [], difference: 0 }
  for (const event of events) {
    // its count of members has all that came before it
    if (event.type === 'guild.state') folded.difference = 0
    if (event.type === 'ban.added' || event.type === 'ban.removed')
      folded.changes.push({ ...banOf(event), at: event.at, detail: {} })
    if (!isMemberEvent(event)) continue
    const id = userIdOf(event)
    const was = folded.rows.get(id) ?? before.get(id)
    if (event.type === 'member.left') leave(event, was, { folded, echoes })
    else if (event.type === 'member.joined') {
      const { member, at } = event
      if (echoes.isEcho(`member:${id}`, `joined ${member.joinedAt}`, at)) continue
      folded.rows.set(id, member)
      folded.difference++
      folded.changes.push(
        // the moment Discord has on record, so that a join told again by another session is the same
        { userId: id, at: member.joinedAt ?? at, type: 'joined', detail: {} },
        ...(was ? namesOf(member, was, at) : []),
      )
      folded.news.set(event, { event: { type: event.type, data: member }, passing: false, joined: true, left: false })
    } else if (echoes.last(`member:${id}`, event.at) !== 'left') {
      // a change that was overtaken by the leave would bring them back
      folded.rows.set(id, event.member)
      folded.changes.push(...changesOf(event.member, was, event.at))
      folded.news.set(event, { ...changed(event.member, was), joined: false, left: false })
    }
  }
  return folded
}

const banOf = (
  event: Extract<GatewayEvent, { type: 'ban.added' | 'ban.removed' }>,
): Pick<Change, 'userId' | 'type'> => ({
  userId: event.userId,
  type: event.type === 'ban.added' ? 'banned' : 'unbanned',
})

function leave(
  event: Extract<MemberEvent, { type: 'member.left' }>,
  was: Member | undefined,
  { folded, echoes }: { folded: FoldedMembers; echoes: Echoes },
): void {
  const { id, username, globalName, avatar, bot } = event.user
  if (echoes.isEcho(`member:${id}`, 'left', event.at)) return
  if (was) folded.rows.set(id, { ...was, leftAt: event.at, timeoutUntil: null })
  folded.difference--
  folded.changes.push({ userId: id, at: event.at, type: 'left', detail: {} })
  const name = memberName({ username, globalName, nick: was?.nick ?? null })
  const data = { id, name, avatar, bot }
  folded.news.set(event, { event: { type: event.type, data }, passing: false, joined: false, left: true })
}

function changed(member: Member, was: Member | undefined): Pick<News, 'event' | 'passing'> {
  const rolesAdded = was ? member.roleIds.filter((id) => !was.roleIds.includes(id)) : []
  const rolesRemoved = was ? was.roleIds.filter((id) => !member.roleIds.includes(id)) : []
  const renamed = was !== undefined && memberName(was) !== memberName(member)
  const retimed = (was?.timeoutUntil ?? null) !== member.timeoutUntil
  const data = { member, rolesAdded, rolesRemoved, ...(renamed ? { was: memberName(was) } : {}) }
  const passing = !renamed && !retimed && rolesAdded.length + rolesRemoved.length === 0
  return { event: { type: 'member.updated', data }, passing }
}
