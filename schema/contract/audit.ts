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

/**
 * Something done in a guild, as whoever does it tells the audit log. Never a secret: no token, key or signature goes into
 * `before` and `after`, which hold only what changed. `at` UTC ms.
 */
export const AuditEvent = z.object({
  category: AuditCategory,
  /** past tense, such as `case.reason_edited` */
  type: z.string().check(z.regex(/^[a-z]+\.[a-z_]+$/)),
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
