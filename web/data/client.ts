import { QueryCache, QueryClient, MutationCache } from '@tanstack/solid-query'
import { hc, type ClientResponse } from 'hono/client'
import type { Failure, FailureCode } from '#schema/contract/failure.ts'
import { straight } from '#schema/contract/straight.ts'
import type { Api } from '#workers/api/app.ts'
import { goToLogin } from './to-login.ts'

/** The dashboard's own origin serves the API, wherever it is deployed. */
export const api = hc<Api>('/').api

/** A refusal of the API, or `unreachable`: no answer at all. */
export class ApiFailure extends Error {
  readonly code: FailureCode | 'unreachable'
  readonly status: number
  readonly details: Failure['details']
  constructor(code: FailureCode | 'unreachable', message: string, status = 0, details?: Failure['details']) {
    super(message)
    this.name = 'ApiFailure'
    this.code = code
    this.status = status
    this.details = details
  }
}

/** A body's JSON; null when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What a response's body is when the request was accepted. */
type Accepted<R> = R extends { json: () => Promise<infer T> } ? Exclude<T, { ok: false }> : never

/**
 * The body of an accepted request; throws ApiFailure for everything else. What others wrote turns no text on screen, neither
 * the one around it nor itself; `asWritten` leaves it as it is, as what a hash is of must be.
 */
export async function read<R extends ClientResponse<unknown, number, string>>(
  request: Promise<R>,
  { asWritten = false }: { asWritten?: boolean } = {},
): Promise<Accepted<R>> {
  const response = await request.catch(() => null)
  if (!response) throw new ApiFailure('unreachable', 'Wardroom does not answer. Check your connection and try again.')
  const body = await response.text().then(
    (text) => parse(asWritten ? text : straight(text)),
    () => null,
  )
  // hc types the body per status; what is ok carries the accepted one
  if (response.ok) return body as Accepted<R>
  const { Failure } = await import('#schema/contract/failure.ts')
  const failure = Failure.safeParse(body)
  if (failure.success)
    throw new ApiFailure(failure.data.code, failure.data.message, response.status, failure.data.details)
  throw new ApiFailure('unreachable', `Wardroom answered with an error (${response.status}).`, response.status)
}

export const isFailure = (error: unknown, ...codes: FailureCode[]): boolean =>
  error instanceof ApiFailure && codes.some((code) => code === error.code)

const onError = (error: unknown): void => {
  if (isFailure(error, 'signed_out', 'session_ended')) goToLogin()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // The live stream says when something changed; time alone makes nothing stale.
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && !(error instanceof ApiFailure && error.status >= 400 && error.status < 500),
      retryDelay: (count) => Math.random() * Math.min(8000, 500 * 2 ** count),
    },
  },
})
// asks again when the browser is back online
queryClient.mount()
