import * as z from 'zod/mini'
import { ActionKind, Person } from './action.ts'
import { MAX_CASES } from './case-query.ts'
import { Snowflake } from './ids.ts'

export const MAX_IMPORT_ROWS = MAX_CASES
export const MAX_IMPORT_BYTES = 5_000_000

export const ImportSource = z.enum(['discord_bans', 'csv', 'json'])
export type ImportSource = z.infer<typeof ImportSource>
export const ImportState = z.enum(['running', 'done', 'failed', 'rolling_back', 'rolled_back'])
export type ImportState = z.infer<typeof ImportState>

/**
 * Records taken over from elsewhere, times UTC ms. `opened` cases, `known` before and therefore passed over; after a roll back
 * `rolledBack` of them, and `kept` because somebody had worked on them.
 */
export const Import = z.object({
  id: z.string(),
  source: ImportSource,
  state: ImportState,
  by: Person,
  counts: z.object({
    /** of a file; of Discord's bans as many as were read so far */
    total: z.int(),
    opened: z.int(),
    known: z.int(),
    rolledBack: z.int(),
    kept: z.int(),
  }),
  createdAt: z.int(),
  endedAt: z.nullable(z.int()),
})
export type Import = z.infer<typeof Import>

/** One record from elsewhere, on its way to become a case; `at` UTC ms and `number` are what they were there. */
export const ImportRecord = z.object({
  /** of the file, from 1; the place in Discord's list */
  line: z.int(),
  kind: ActionKind,
  target: z.nullable(Person),
  channel: z.nullable(z.object({ id: Snowflake, name: z.nullable(z.string()) })),
  moderator: z.nullable(Person),
  reason: z.string(),
  at: z.nullable(z.int()),
  number: z.nullable(z.int()),
})
export type ImportRecord = z.infer<typeof ImportRecord>

/** What a column of a file can stand for. */
export const importFields = [
  'kind',
  'target_id',
  'target',
  'moderator_id',
  'moderator',
  'reason',
  'at',
  'number',
  'channel_id',
  'channel',
] as const
export type ImportField = (typeof importFields)[number]

/** A file: its text, which column stands for what, and what its rows are when no column says so. */
export const ImportFile = z.object({
  format: z.enum(['csv', 'json']),
  text: z.string().check(z.maxLength(MAX_IMPORT_BYTES)),
  /** by field, the column's name; without it the columns are guessed by their names */
  mapping: z.optional(z.partialRecord(z.enum(importFields), z.string().check(z.maxLength(200)))),
  kind: z.optional(ActionKind),
})
export type ImportFile = z.infer<typeof ImportFile>
export type ImportMapping = NonNullable<ImportFile['mapping']>

export const ImportRequest = z.discriminatedUnion('source', [
  z.object({ source: z.literal('discord_bans') }),
  z.object({ source: z.literal('file'), file: ImportFile }),
])

/** What would become of a file; nothing is changed by looking. */
export interface ImportPreview {
  columns: string[]
  mapping: ImportMapping
  counts: { rows: number; valid: number; invalid: number; known: number }
  /** the first rows, each as it would be taken, or what is wrong with it */
  rows: { line: number; record: ImportRecord | null; errors: string[]; knownAs: number | null }[]
  /** the first rows that cannot be taken, wherever they stand */
  errors: { line: number; message: string }[]
}

/** What is known of the server's bans before they are taken over: of the first thousand. */
export interface BansPreview {
  bans: number
  more: boolean
  known: number
}
