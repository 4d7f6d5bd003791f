import { QueryObserver, type QueryKey, type QueryObserverOptions } from '@tanstack/solid-query'
import { createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { queryClient } from './client.ts'

/** A query as plain signals. */
export type Query<T> = Known<T> & {
  readonly error: Error | null
  readonly isPending: boolean
  readonly isError: boolean
  readonly isFetching: boolean
  readonly isPlaceholderData: boolean
  refetch: () => Promise<unknown>
}
type Known<T> =
  | { readonly isSuccess: true; readonly data: T }
  | { readonly isSuccess: false; readonly data: T | undefined }

/**
 * Asks as `options` say, and again when they change. Unlike the library's own it never suspends: that one takes the whole page
 * out of the document for a moment whenever a component with a cached query appears, and dialogs and focus with it.
 */
export function useQuery<T, K extends QueryKey>(
  options: () => QueryObserverOptions<T, Error, T, T, K> & { initialData?: undefined },
): Query<T> {
  const observer = new QueryObserver(queryClient, options())
  const [result, setResult] = createSignal(observer.getCurrentResult(), { equals: false })
  onCleanup(observer.subscribe((next) => setResult(next)))
  createComputed(
    on(
      options,
      (changed) => {
        observer.setOptions(changed)
        setResult(observer.getCurrentResult())
      },
      { defer: true },
    ),
  )
  const data = createMemo(() => result().data)
  const error = createMemo(() => result().error)
  // two getters cannot say that data is there when isSuccess is; the observer keeps that promise
  return {
    get data() {
      return data()
    },
    get error() {
      return error()
    },
    get isPending() {
      return result().isPending
    },
    get isSuccess() {
      return result().isSuccess
    },
    get isError() {
      return result().isError
    },
    get isFetching() {
      return result().isFetching
    },
    get isPlaceholderData() {
      return result().isPlaceholderData
    },
    refetch: () => observer.refetch(),
  } as Query<T>
}
