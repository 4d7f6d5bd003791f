import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'

/** Some servers of one broadcast. Handing them over twice sends once. */
export const DeliveryMessage = z.object({
  broadcastId: z.string(),
  guildIds: z.array(Snowflake).check(z.minLength(1), z.maxLength(100)),
})
export type DeliveryMessage = z.infer<typeof DeliveryMessage>
