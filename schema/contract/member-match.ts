import type { Member, MemberFilter } from './guild.ts'
import { snowflakeTime } from './ids.ts'
import { memberName } from './member-name.ts'
import { skeletonOf } from './skeleton.ts'
import { spans, type Span } from './span.ts'

/** What of a member a filter asks for. Times UTC ms. */
export interface MemberTraits {
  madeAt: number
  joinedAt: number | null
  here: boolean
  bot: boolean
  avatar: boolean
  roleIds: readonly string[]
  /** how many cases are about them */
  cases: number
  /** skeletons of the shown name and of the username */
  shown: string
  username: string
}

export const traitsOf = (m: Member & { cases?: number }): MemberTraits => ({
  madeAt: snowflakeTime(m.id),
  joinedAt: m.joinedAt,
  here: m.leftAt === null,
  bot: m.bot,
  avatar: m.avatar !== null,
  roleIds: m.roleIds,
  cases: m.cases ?? 0,
  shown: skeletonOf(memberName(m)),
  username: skeletonOf(m.username),
})

/** Whether anything is asked at all. */
export const isFiltering = (filter: MemberFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined && value !== '')

/** The same people by moments alone: what moves on with the clock stands still as of `now`. */
export function asOf({ joinedLast, createdLast, ...filter }: MemberFilter, now: number): MemberFilter {
  const since = (from: number | undefined, last: Span | undefined) =>
    last === undefined ? from : Math.max(from ?? 0, now - spans[last])
  return {
    ...filter,
    joinedFrom: since(filter.joinedFrom, joinedLast),
    createdFrom: since(filter.createdFrom, createdLast),
  }
}

/** Whether a member is meant by a filter now: all that it names must hold. */
export function memberMatcher(filter: MemberFilter): (member: MemberTraits) => boolean {
  const { joinedTo, createdTo, avatar, roleId, roles, bots, presence, cases } = filter
  const { joinedFrom, createdFrom } = asOf(filter, Date.now())
  const tests: ((m: MemberTraits) => boolean)[] = []
  if (presence) tests.push((m) => m.here === (presence === 'here'))
  if (bots) tests.push((m) => m.bot === (bots === 'only'))
  if (avatar) tests.push((m) => m.avatar === (avatar === 'any'))
  if (roles) tests.push((m) => m.roleIds.length > 0 === (roles === 'any'))
  if (roleId) tests.push((m) => m.roleIds.includes(roleId))
  if (cases) tests.push((m) => m.cases > 0 === (cases === 'any'))
  if (joinedFrom !== undefined) tests.push((m) => m.joinedAt !== null && m.joinedAt >= joinedFrom)
  if (joinedTo !== undefined) tests.push((m) => m.joinedAt !== null && m.joinedAt <= joinedTo)
  if (createdFrom !== undefined) tests.push((m) => m.madeAt >= createdFrom)
  if (createdTo !== undefined) tests.push((m) => m.madeAt <= createdTo)
  if (filter.name) {
    const isNamed = nameMatcher(filter.name)
    tests.push((m) => isNamed(m.shown) || isNamed(m.username))
  }
  return (m) => tests.every((test) => test(m))
}

/** Whether a skeleton contains the pattern; `*` stands for anything in between. */
function nameMatcher(pattern: string): (skeleton: string) => boolean {
  const parts = pattern.replace(/^@/, '').split('*').map(skeletonOf).filter(Boolean)
  if (parts.length === 0) return () => pattern.includes('*')
  return (skeleton) => {
    let at = 0
    for (const part of parts) {
      const found = skeleton.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return true
  }
}
