import { InfiniteQueryObserver, type InfiniteData } from '@tanstack/solid-query'
import { type Accessor, createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { queryClient } from './client.ts'

/** One page as the API gave it; `askedAt` is when it was asked for, to tell which of its rows an event has overtaken. */
export interface Page<T, C> {
  rows: readonly T[]
  next: C | null
  askedAt: number
  /** how many there are in all, and how many were looked through for this page, where that is known */
  total?: number | null
  searched?: number | null
}
type Pages<T, C> = InfiniteData<Page<T, C>, C | null>

/** A list read page by page, as plain signals: a store proxy would cost hundreds of milliseconds with many rows. */
export interface Keyset<T, C> {
  pages: Accessor<readonly Page<T, C>[]>
  /** nothing to show yet, and nothing failed */
  isLoading: Accessor<boolean>
  /** pages of the filter before are shown until these arrive */
  isStale: Accessor<boolean>
  isFetching: Accessor<boolean>
  error: Accessor<Error | null>
  hasMore: Accessor<boolean>
  isLoadingMore: Accessor<boolean>
  loadMore: () => void
  refetch: () => Promise<unknown>
}

export interface KeysetOptions<T, C> {
  /** `queryKey[1]` is the guild */
  queryKey: readonly unknown[]
  fetchPage: (cursor: C | null, signal: AbortSignal) => Promise<Omit<Page<T, C>, 'askedAt'>>
}

/** Reads the list that `options` names, and another when they change. Kept as fetched; live events are laid over it. */
export function createKeyset<T, C>(options: () => KeysetOptions<T, C>): Keyset<T, C> {
  const build = createMemo(() => queryOf(options()))
  const observer = new InfiniteQueryObserver<Page<T, C>, Error, Pages<T, C>, readonly unknown[], C | null>(
    queryClient,
    build(),
  )
  const [result, setResult] = createSignal(observer.getCurrentResult(), { equals: false })
  onCleanup(observer.subscribe((next) => setResult(next)))
  createComputed(
    on(
      build,
      (built) => {
        observer.setOptions(built)
        setResult(observer.getCurrentResult())
      },
      { defer: true },
    ),
  )
  return {
    pages: createMemo(() => result().data?.pages ?? []),
    isLoading: () => result().isPending,
    isStale: () => result().isPlaceholderData,
    isFetching: () => result().isFetching,
    error: () => result().error,
    hasMore: () => result().hasNextPage && !result().isPlaceholderData,
    isLoadingMore: () => result().isFetchingNextPage,
    loadMore: () => {
      const { hasNextPage, isFetching, isError } = result()
      if (hasNextPage && !isFetching && !isError) void observer.fetchNextPage()
    },
    refetch: () => (result().isFetchNextPageError ? observer.fetchNextPage() : observer.refetch()),
  }
}

function queryOf<T, C>({ queryKey, fetchPage }: KeysetOptions<T, C>) {
  return {
    queryKey,
    // the library types the cursor as unknown; it is what getNextPageParam gave
    queryFn: async ({ pageParam, signal }: { pageParam?: unknown; signal: AbortSignal }): Promise<Page<T, C>> => {
      const askedAt = performance.now()
      return { ...(await fetchPage(pageParam as C | null, signal)), askedAt }
    },
    initialPageParam: null as C | null,
    getNextPageParam: (last: Page<T, C>) => last.next,
    // rows of another filter may stay on screen for a moment, rows of another server never
    placeholderData: (data: Pages<T, C> | undefined, query?: { queryKey: readonly unknown[] }) =>
      query?.queryKey[1] === queryKey[1] ? data : undefined,
    structuralSharing: false,
    staleTime: Infinity,
  }
}
