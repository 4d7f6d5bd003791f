import * as z from 'zod/mini'
import { type FailureCode as Code, failures } from './failures.ts'

export * from './failures.ts'

export type FailureCode = Code
export const FailureCode = z.enum(Object.keys(failures) as [Code, ...Code[]])

/** An expected refusal, as a value: it survives RPC, JSON and queues alike. */
export const Failure = z.object({
  ok: z.literal(false),
  code: FailureCode,
  message: z.string(),
  details: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
})
export type Failure = z.infer<typeof Failure>
