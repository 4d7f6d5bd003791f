import * as z from 'zod/mini'
import { Snowflake } from './ids.ts'

/** A guild's settings; every key has a default, so a guild without a row behaves as `defaultSettings`. */
export const Settings = z.object({
  /** where each case is posted; null: nowhere */
  logChannelId: z._default(z.nullable(Snowflake), null),
  /** tell people by DM what was done to them */
  dm: z._default(z.boolean(), true),
  /** put the moderator's name into that DM */
  dmNamesModerator: z._default(z.boolean(), false),
  /** a line added to the DM of a ban, such as where to appeal */
  appealText: z._default(z.string().check(z.trim(), z.maxLength(300)), ''),
})
export type Settings = z.infer<typeof Settings>
export const defaultSettings: Settings = Settings.parse({})
