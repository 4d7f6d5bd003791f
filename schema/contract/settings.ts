import * as z from 'zod/mini'
import { BroadcastCategory } from './broadcast-category.ts'
import { Snowflake } from './ids.ts'
import { defaultWarnings, Warnings } from './warnings.ts'
import { written, writtenInLine } from './written.ts'

const days = z.int().check(z.minimum(1), z.maximum(3_650))
const roleIds = z.array(Snowflake).check(z.maxLength(50))
const name = z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))
const channelId = z.nullable(Snowflake)

const shape = {
  /** where each case is posted; null: nowhere */
  logChannelId: channelId,
  /** of what Wardroom posts here; null: its own, by what was done */
  embedColor: z.nullable(z.int().check(z.minimum(0), z.maximum(0xffffff))),
  /** tell people by DM what was done to them */
  dm: z.boolean(),
  /** put the moderator's name into that DM */
  dmNamesModerator: z.boolean(),
  /** a line added to the DM of a ban, such as where to appeal */
  appealText: z.string().check(written(), z.maxLength(300)),
  /** reasons to choose from, in this order */
  reasonTemplates: z
    .array(z.object({ name, reason: z.string().check(written(), z.minLength(1), z.maxLength(512)) }))
    .check(z.maxLength(50)),
  /** labels that cases can carry */
  labels: z.array(name).check(z.maxLength(50)),
  sweeps: z.object({
    /** a sweep that acts on more than this many needs a second moderator; null: never */
    approvalAbove: z.nullable(z.int().check(z.minimum(1), z.maximum(10_000))),
    /** who has one of these roles is left out of every sweep */
    protectedRoleIds: roleIds,
  }),
  raid: z.object({
    /** where a join spike is announced, besides on every open page; null: nowhere */
    alertChannelId: channelId,
    /** this many joins within this many seconds are a spike; `joins` null: never */
    joins: z.nullable(z.int().check(z.minimum(3), z.maximum(1_000))),
    seconds: z.int().check(z.minimum(5), z.maximum(600)),
    /** how long the raid button holds unless told otherwise, at most Discord's day */
    holdMinutes: z.int().check(z.minimum(5), z.maximum(24 * 60)),
  }),
  warnings: Warnings,
  reports: z.object({
    /** where a new report is announced; null: nowhere */
    channelId,
    /** tell the reporter by DM what became of it */
    answerReporter: z.boolean(),
  }),
  broadcasts: z.object({
    /** where news from the bot's developers are posted; null: nowhere */
    channelId,
    /** of what kind */
    categories: z.array(BroadcastCategory).check(z.maxLength(3)),
    /** also what goes only to servers that asked for early news */
    early: z._default(z.boolean(), false),
    /** let the channel follow the developers' announcement channel, from which all of it comes */
    follow: z._default(z.boolean(), false),
  }),
  retention: z.object({ auditDays: days, reportDays: days }),
}

type Values = { [K in keyof typeof shape]: z.infer<(typeof shape)[K]> }

export const defaultSettings: Values = {
  logChannelId: null,
  embedColor: null,
  dm: true,
  dmNamesModerator: false,
  appealText: '',
  reasonTemplates: [],
  labels: ['Spam', 'Scam', 'Raid', 'Harassment', 'Appeal'],
  sweeps: { approvalAbove: 1_000, protectedRoleIds: [] },
  raid: { alertChannelId: null, joins: 20, seconds: 30, holdMinutes: 60 },
  warnings: defaultWarnings,
  reports: { channelId: null, answerReporter: true },
  broadcasts: {
    channelId: null,
    categories: ['changelog', 'announcement', 'maintenance'],
    early: false,
    follow: false,
  },
  retention: { auditDays: 365, reportDays: 365 },
}

const Whole = z.object(shape)

/** A guild's settings. A guild without a row, or with an older one, has the defaults of what is missing. */
export type Settings = z.infer<typeof Whole>
export const readSettings = (stored: object): Settings => Whole.parse({ ...defaultSettings, ...stored })

/** What a save changes: whole top-level keys; the others stay as they are. */
export const SettingsPatch = z.partial(Whole)
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** A patch, and what it changes as its sender knew it: a save of somebody else in between is not undone. */
export const SettingsSave = z.extend(SettingsPatch, { seen: z.optional(SettingsPatch) })
export type SettingsSave = z.infer<typeof SettingsSave>
