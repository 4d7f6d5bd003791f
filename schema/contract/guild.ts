import * as z from 'zod/mini'
import { Snowflake } from './ids.ts'
import { Span } from './span.ts'

export { memberName } from './member-name.ts'

/** A guild's roles and channels as pages and commands need them. */
export const Role = z.object({
  id: Snowflake,
  name: z.string(),
  color: z.int(),
  position: z.int(),
  permissions: z.string(),
  managed: z.optional(z.boolean()),
})
export type Role = z.infer<typeof Role>

export const Channel = z.object({
  id: Snowflake,
  name: z.string(),
  /** Discord's channel type: 0 text, 2 voice, 4 category, 5 announcement, 10–12 threads, 13 stage, 15 forum … */
  type: z.int(),
  position: z.int(),
  parentId: z.nullable(Snowflake),
  overwrites: z.array(z.object({ id: Snowflake, type: z.int(), allow: z.string(), deny: z.string() })),
  slowmode: z.int(),
})
export type Channel = z.infer<typeof Channel>

export const GuildState = z.object({
  id: Snowflake,
  name: z.string(),
  icon: z.nullable(z.string()),
  ownerId: Snowflake,
  memberCount: z.int(),
  /** Discord's locale of the server, such as `de`; absent in what older relays told */
  language: z.optional(z.string()),
  roles: z.array(Role),
  channels: z.array(Channel),
})
export type GuildState = z.infer<typeof GuildState>

/** How a server keeps people out: until when (UTC ms; null or past: not) invites and DMs are paused, and its level, 0 to 4. */
export const Safety = z.object({
  invitesUntil: z.nullable(z.int()),
  dmsUntil: z.nullable(z.int()),
  verification: z.int(),
})
export type Safety = z.infer<typeof Safety>

/** Someone in the server now, or who was. */
export const Member = z.object({
  id: Snowflake,
  username: z.string(),
  globalName: z.nullable(z.string()),
  nick: z.nullable(z.string()),
  avatar: z.nullable(z.string()),
  bot: z.boolean(),
  roleIds: z.array(Snowflake),
  joinedAt: z.nullable(z.int()),
  leftAt: z.nullable(z.int()),
  timeoutUntil: z.nullable(z.int()),
})
export type Member = z.infer<typeof Member>

/** Who of the server's members; all that is given must hold. Times UTC ms. */
export const MemberFilter = z.object({
  joinedFrom: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  joinedTo: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  /** the account was made at or after this */
  createdFrom: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  createdTo: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  /** joined, or the account was made, so lately; together with a moment the later beginning counts */
  joinedLast: z.optional(Span),
  createdLast: z.optional(Span),
  /** the shown name or the username contains this; `*` stands for anything, look-alike letters count as the same */
  name: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  avatar: z.optional(z.enum(['none', 'any'])),
  roleId: z.optional(Snowflake),
  /** `none`: has no role besides @everyone */
  roles: z.optional(z.enum(['none', 'any'])),
  bots: z.optional(z.enum(['only', 'none'])),
  /** in the server now, or gone */
  presence: z.optional(z.enum(['here', 'left'])),
  /** whether any case is about them */
  cases: z.optional(z.enum(['any', 'none'])),
})
export type MemberFilter = z.infer<typeof MemberFilter>

/** How many match each of these is asked at once. */
export const MemberCountRequest = z.object({
  filters: z.array(MemberFilter).check(z.minLength(1), z.maxLength(40)),
})

/**
 * How a list of members is ordered: newest joined first, by shown name, youngest account first, most cases first, or by how well
 * the name fits.
 */
export const MemberOrder = z.enum(['joined', 'name', 'created', 'cases', 'match'])
export type MemberOrder = z.infer<typeof MemberOrder>

/** `q` is a part of a name, or an id; without an order a search is by fit, else newest first; `after` the cursor of the page before. */
export const MemberQuery = z.extend(MemberFilter, {
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  order: z.optional(MemberOrder),
  after: z.optional(z.string().check(z.maxLength(200))),
})
export type MemberQuery = z.infer<typeof MemberQuery>

/** A member in a list, with how many cases are about them. */
export interface ListedMember extends Member {
  cases: number
}
export interface MemberPage {
  members: ListedMember[]
  next: string | null
  /** how many match in all; null where that would mean counting the table */
  total: number | null
  /** how many were looked through for this page, where not all could be */
  searched: number | null
}
