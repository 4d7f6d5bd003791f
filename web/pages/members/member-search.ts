import { MemberQuery } from '#schema/contract/guild.ts'
import type { MemberSearch } from '#web/data/members.ts'

/** Reads search and order from a query string; what is not valid there is left out. */
export function readMemberSearch(params: Record<string, string | string[] | undefined>): MemberSearch {
  const q = MemberQuery.shape.q.safeParse(params.q).data
  const order = MemberQuery.shape.order.safeParse(params.order).data ?? 'joined'
  return q ? { q, order } : { order }
}
