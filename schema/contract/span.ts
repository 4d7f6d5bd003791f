import * as z from 'zod/mini'
import { DAY, HOUR } from './kinds.ts'

/** Times that move on with the clock, in ms. */
export const spans = { '1h': HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const
export type Span = keyof typeof spans
export const Span = z.enum(Object.keys(spans) as [Span, ...Span[]])
