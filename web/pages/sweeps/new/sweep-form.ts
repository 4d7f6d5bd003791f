import * as z from 'zod/mini'
import { HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import type { MemberFilter } from '#schema/contract/guild.ts'
import { MAX_SWEEP, SweepDeed, SweepSource } from '#schema/contract/sweep.ts'
import type { SweepWish } from '#web/data/open-sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'

/** A time window as it is chosen: the last so many ms, or between two moments as `datetime-local` writes them. */
export interface Span {
  last: number | null
  from: string
  to: string
}

export type Way = 'paste' | 'members' | 'undo'
export const ways = ['paste', 'members', 'undo'] as const satisfies Way[]

/** Whom a sweep is about, as the fields say it. */
export interface SourceForm {
  text: string
  /** null: whenever they joined */
  joined: Span | null
  /** the account is at most this old (ms); null: of any age */
  youngerThan: number | null
  name: string
  avatar: '' | 'none'
  /** a role's id, `none` for no role at all, or empty */
  role: string
  moderatorId: Snowflake | null
  acted: Span
}

export const emptySource = (): SourceForm => ({
  text: '',
  joined: { last: 15 * MINUTE, from: '', to: '' },
  youngerThan: null,
  name: '',
  avatar: '',
  role: '',
  moderatorId: null,
  acted: { last: HOUR, from: '', to: '' },
})

/** A moment (UTC ms) as `datetime-local` has it, to the second. */
export function localMoment(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

/** The window in UTC ms; undefined where it is open or not a moment. */
export function boundsOf(
  { last, from, to }: Span,
  now: number,
): { from?: number | undefined; to?: number | undefined } {
  if (last !== null) return { from: now - last }
  const moment = (text: string) => (Number.isNaN(Date.parse(text)) ? undefined : Date.parse(text))
  const end = moment(to)
  // the second that is named belongs to it
  return { from: moment(from), to: end === undefined ? undefined : end + 999 }
}

const spanOf = (from: number | undefined, to: number | undefined): Span => ({
  last: null,
  from: from === undefined ? '' : localMoment(from),
  to: to === undefined ? '' : localMoment(to),
})

/** Whether the fields can say all of a filter: what they cannot say must not get lost, as more would match. */
const canSay = ({
  joinedFrom: _f,
  joinedTo: _t,
  createdFrom: _c,
  name: _n,
  roleId: _r,
  ...rest
}: MemberFilter): boolean => {
  const { avatar = 'none', roles = 'none', ...others } = rest
  return avatar === 'none' && roles === 'none' && Object.values(others).every((value) => value === undefined)
}

/** The fields that say what was wished for; `fixed` where they cannot: cases, an earlier sweep, finer filters. */
export function formOf(
  wish: SweepWish | null,
  now: number,
): { way: Way; source: SourceForm; fixed: SweepSource | null } {
  const source = emptySource()
  const wanted = wish?.source
  switch (wanted?.type) {
    case 'ids':
      return { way: 'paste', source: { ...source, text: wanted.ids.join('\n') }, fixed: null }
    case 'members': {
      if (!canSay(wanted.filter)) return { way: 'members', source, fixed: wanted }
      const { joinedFrom, joinedTo, createdFrom, name, avatar, roleId, roles } = wanted.filter
      const joined = joinedFrom === undefined && joinedTo === undefined ? null : spanOf(joinedFrom, joinedTo)
      return {
        way: 'members',
        source: {
          ...source,
          joined,
          youngerThan: createdFrom === undefined ? null : now - createdFrom,
          name: name ?? '',
          avatar: avatar === 'none' ? 'none' : '',
          role: roleId ?? (roles === 'none' ? 'none' : ''),
        },
        fixed: null,
      }
    }
    case 'moderator':
      return {
        way: 'undo',
        source: { ...source, moderatorId: wanted.userId, acted: spanOf(wanted.from, wanted.to) },
        fixed: null,
      }
    default:
      return { way: 'paste', source, fixed: wanted ?? null }
  }
}

type Read = { ok: true; source: SweepSource } | { ok: false; problem: string }

/** Whom these fields mean, or what is missing. `ids` are those read from the text. */
export function readSource(way: Way, form: SourceForm, ids: readonly Snowflake[], now: number): Read {
  const no = (problem: string): Read => ({ ok: false, problem })
  if (way === 'paste') {
    if (ids.length === 0) return no('Paste at least one id.')
    if (ids.length > MAX_SWEEP)
      return no(`${formatNumber(ids.length)} are too many: one sweep takes ${formatNumber(MAX_SWEEP)}.`)
    return { ok: true, source: { type: 'ids', ids: [...ids] } }
  }
  if (way === 'undo') {
    if (!form.moderatorId) return no('Choose whose actions.')
    const { from, to } = boundsOf(form.acted, now)
    if (from === undefined) return no('Say from when on.')
    if ((to ?? now) <= from) return no('The end lies before the beginning.')
    return { ok: true, source: { type: 'moderator', userId: form.moderatorId, from, to: to ?? now } }
  }
  const joined = form.joined ? boundsOf(form.joined, now) : {}
  if (joined.from !== undefined && joined.to !== undefined && joined.to <= joined.from)
    return no('The end lies before the beginning.')
  const filter = {
    ...(joined.from === undefined ? {} : { joinedFrom: joined.from }),
    ...(joined.to === undefined ? {} : { joinedTo: joined.to }),
    ...(form.youngerThan === null ? {} : { createdFrom: now - form.youngerThan }),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    ...(form.avatar ? { avatar: form.avatar } : {}),
    ...(form.role === 'none' ? { roles: 'none' as const } : form.role ? { roleId: form.role } : {}),
  }
  if (Object.keys(filter).length === 0) return no('Choose at least one thing they have in common.')
  return { ok: true, source: { type: 'members', filter } }
}

const Wish = z.object({ source: SweepSource, deed: z.optional(SweepDeed) })
const json = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** What a link or a list wished for: `?ids=1,2`, `?source=` and `?deed=` as JSON, or the state of the history entry. */
export function readWish(params: Record<string, string | string[] | undefined>, state: unknown): SweepWish | null {
  const deed = json(params.deed)
  if (typeof params.ids === 'string') {
    const ids = params.ids.split(',').filter((id) => Snowflake.safeParse(id).success)
    const found = Wish.safeParse({ source: { type: 'ids', ids }, deed })
    if (found.success) return found.data
  }
  const linked = Wish.safeParse({ source: json(params.source), deed })
  return (linked.success ? linked.data : Wish.safeParse(state).data) ?? null
}
