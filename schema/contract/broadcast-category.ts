import * as z from 'zod/mini'

/** What a broadcast is about; each server chooses which of them it wants. */
export const BroadcastCategory = z.enum(['changelog', 'announcement', 'maintenance'])
export type BroadcastCategory = z.infer<typeof BroadcastCategory>
