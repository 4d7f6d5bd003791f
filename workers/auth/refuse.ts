import type { Context } from 'hono'
import { failures, type Failure } from '#schema/contract/failure.ts'

/** Answers a refusal as JSON with the status its code has in the contract. */
export const refuse = (c: Context, failure: Failure) => c.json(failure, failures[failure.code][0])
