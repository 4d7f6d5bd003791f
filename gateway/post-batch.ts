import * as z from 'zod/mini'
import { Watching, type RelayBatch } from '#schema/contract/gateway.ts'
import { sign, type SigningKey } from '#schema/contract/signature.ts'

/**
 * `taken` by Wardroom; `superseded` by a newer relay; `refused` for good; `again`: the same may succeed later, and `failed` are the
 * servers that did not take it while the others did.
 */
export type Posted =
  | { type: 'taken'; watching: string[] }
  | { type: 'superseded' }
  | { type: 'refused'; status: number }
  | { type: 'again'; status: number; failed?: string[] }

const Failed = z.object({ failed: z.array(z.string()) })
const LIFETIME = 60_000
const TIMEOUT = 30_000

/** Signs a batch anew and posts it. Never throws. */
export async function postBatch(
  batch: RelayBatch,
  { wardroom, keys }: { wardroom: string; keys: readonly SigningKey[] },
): Promise<Posted> {
  const signed = await sign('relay', keys, batch, { now: Date.now(), lifetime: LIFETIME })
  try {
    const response = await fetch(`${wardroom}/relay/batches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(signed),
      signal: AbortSignal.timeout(TIMEOUT),
      redirect: 'error',
    })
    const { status } = response
    const answer: unknown = await response.json().catch(() => null)
    if (status === 409) return { type: 'superseded' }
    if (status === 400 || status === 413) return { type: 'refused', status }
    const watching = Watching.safeParse(answer)
    if (status === 200 && watching.success) return { type: 'taken', watching: watching.data.watching }
    return { type: 'again', status, failed: Failed.safeParse(answer).data?.failed }
  } catch {
    return { type: 'again', status: 0 }
  }
}
