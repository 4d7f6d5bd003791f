import { type Accessor, type JSX, Match, Switch } from 'solid-js'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import type { Keyset } from '#web/data/keyset.ts'
import type { Rows } from '#web/data/rows.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { type ListHandle, RowList } from './row-list.tsx'

/** A list in each of its states: on its way, not to be had, empty, or its rows. */
export function ListBody<T>(props: {
  /** the list's name, such as Cases */
  label: string
  /** as in "The cases could not be loaded" */
  what: string
  /** what more there is, such as "older cases" */
  older: string
  columns: readonly { area: string; title: string; head?: () => JSX.Element }[]
  grid: string
  rows: Rows<T>
  idOf: (row: T) => string
  /** which rows came just now */
  isFresh?: (row: T) => boolean
  list: Pick<
    Keyset<T, unknown>,
    'hasMore' | 'isLoading' | 'isLoadingMore' | 'isStale' | 'isFetching' | 'error' | 'loadMore' | 'refetch'
  >
  ref?: (handle: ListHandle) => void
  /** how many rows stand in for it on its way */
  expected?: number
  /** a page may be empty and go on, where rows are sifted as they are read */
  mayGoOn?: boolean
  empty: JSX.Element
  children: (row: Accessor<T>) => JSX.Element
}) {
  const isEmpty = () => props.rows.length === 0
  return (
    <Switch>
      <Match when={isEmpty() && props.list.error()}>
        {(error) => (
          <ErrorPanel
            title={`The ${props.what} could not be loaded`}
            message={failureMessage(error())}
            onRetry={() => void props.list.refetch()}
            retrying={props.list.isFetching()}
          />
        )}
      </Match>
      <Match when={props.list.isLoading()}>
        <ListSkeleton label={`Loading the ${props.what}`} rows={props.expected} />
      </Match>
      <Match when={isEmpty() && !(props.mayGoOn && props.list.hasMore())}>{props.empty}</Match>
      <Match when={true}>
        <RowList
          ref={(handle) => props.ref?.(handle)}
          label={props.label}
          older={props.older}
          columns={props.columns}
          grid={props.grid}
          rows={props.rows}
          idOf={props.idOf}
          isFresh={props.isFresh}
          list={props.list}
        >
          {props.children}
        </RowList>
      </Match>
    </Switch>
  )
}
