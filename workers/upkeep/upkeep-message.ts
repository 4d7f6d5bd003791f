import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'

/** A guild whose object should look after what is due. Telling it twice does nothing. */
export const UpkeepMessage = z.object({ guildId: Snowflake })
export type UpkeepMessage = z.infer<typeof UpkeepMessage>
