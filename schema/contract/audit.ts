import * as z from 'zod/mini'
import { Person, Source } from './action.ts'
import { Snowflake } from './ids.ts'

/** What kind of thing was done; `discord` rows are Discord's own audit entries. */
export const AuditCategory = z.enum([
  'action',
  'case',
  'sweep',
  'report',
  'view',
  'settings',
  'seat',
  'raid',
  'export',
  'import',
  'discord',
])
export type AuditCategory = z.infer<typeof AuditCategory>

/** Where it was done from: as for actions, or by Wardroom itself. */
export const AuditSurface = z.enum([...Source.options, 'system'])
export type AuditSurface = z.infer<typeof AuditSurface>

/** By name, nested ones with a dot: `raid.joins`. */
const Detail = z.nullable(
  z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]),
  ),
)
export type AuditDetail = z.infer<typeof Detail>
/** past tense, such as `case.reason_edited` */
const Type = z.string().check(z.regex(/^[a-z]+\.[a-z_]+$/))

/**
 * Something done in a guild, as whoever does it tells the audit log. Never a secret: no token, key or signature goes into
 * `before` and `after`, which hold only what changed. `at` UTC ms.
 */
export const AuditEvent = z.object({
  category: AuditCategory,
  type: Type,
  at: z.int(),
  /** null: Wardroom itself, or Discord did not say */
  actor: z.nullable(Person),
  surface: AuditSurface,
  /** what it was done to */
  target: z.nullable(
    z.object({
      type: z.enum(['user', 'channel', 'role', 'case', 'sweep', 'report', 'view', 'settings', 'guild', 'other']),
      id: z.string(),
      name: z.nullable(z.string()),
    }),
  ),
  before: Detail,
  after: Detail,
  /** of the HTTP request or interaction that asked for it */
  requestId: z.nullable(z.string()),
})
export type AuditEvent = z.infer<typeof AuditEvent>

/** A row of the audit log. `seq` counts up per guild; `hash` covers the row and `prev`, the hash of the row before. */
export const AuditRow = z.extend(AuditEvent, {
  guildId: Snowflake,
  seq: z.int(),
  prev: z.string(),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>

/** Who asks for a change, and by which request; what the audit log is told with it. */
export type Asker = Pick<AuditEvent, 'actor' | 'surface' | 'requestId'>

/** Where a chain stands: a row's number and its hash. */
export const AuditLink = z.object({ seq: z.int(), hash: z.string() })
export type AuditLink = z.infer<typeof AuditLink>

const isCategory = (text: string): boolean => AuditCategory.options.some((one) => one === text)

/**
 * Filters of the audit log, all optional, all in the URL. `category` is one or several, parted by commas. Times (UTC ms) count
 * by the quarter of an hour they are in. `before` and `after` are keyset cursors (a row's `seq`), newest first either way.
 */
export const AuditQuery = z.object({
  category: z.optional(
    z.string().check(z.refine((text) => text.split(',').every(isCategory), 'not a category of the audit log')),
  ),
  type: z.optional(Type),
  /** a person, or `wardroom` for what it did by itself */
  actor: z.optional(z.union([Snowflake, z.literal('wardroom')])),
  /** the id of what it was done to */
  target: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  from: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  to: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))),
  after: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
})
export type AuditQuery = z.infer<typeof AuditQuery>
export type AuditFilter = Omit<AuditQuery, 'before' | 'after'>

export interface AuditPage {
  rows: AuditRow[]
  /** pass as `before` for the next page, with `after` again as `after`; null at the end */
  next: number | null
  /** the last row there is, whatever the filter; null while there is none */
  head: AuditLink | null
}

/**
 * The first line of an export, before its rows. `anchor` is the last row that retention removed (row 0 before any), `head` the
 * last row there was. With a filter, rows are missing in between and each can only be proven by itself.
 */
export const AuditExport = z.object({
  format: z.literal('wardroom-audit-log'),
  version: z.literal(1),
  guild: z.object({ id: Snowflake, name: z.string() }),
  exportedAt: z.int(),
  exportedBy: Person,
  filter: z.nullable(z.record(z.string(), z.union([z.string(), z.number()]))),
  anchor: AuditLink,
  head: AuditLink,
})
export type AuditExport = z.infer<typeof AuditExport>
