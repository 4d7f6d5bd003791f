import { Match, Switch, type JSX } from 'solid-js'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import type { Query } from '#web/data/query.ts'

/** A query's data, or why there is none yet; data once there stays on screen while it is fetched anew. */
export function Loaded<T>(props: {
  query: Query<T>
  /** what could not be loaded, as in "The seats" */
  what: string
  skeleton?: JSX.Element
  children: (data: () => T) => JSX.Element
}) {
  return (
    <Switch fallback={props.skeleton ?? <Skeleton lines={5} class="h-10" label={`Loading: ${props.what}`} />}>
      <Match when={props.query.data}>{(data) => props.children(data as () => T)}</Match>
      <Match when={props.query.isError}>
        <ErrorPanel
          title={`${props.what} could not be loaded`}
          message={failureMessage(props.query.error)}
          onRetry={() => void props.query.refetch()}
          retrying={props.query.isFetching}
        />
      </Match>
    </Switch>
  )
}
