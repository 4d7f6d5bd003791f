import { useParams } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { broadcastQuery, noteBroadcast } from '#web/data/broadcasts.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { Composer } from './composer.tsx'
import { Report } from './report.tsx'

/** One broadcast: written while it is a draft, watched once it is on its way. */
export function BroadcastPage() {
  const params = useParams<{ id: string }>()
  return (
    <div class="page">
      <Show when={params.id !== 'new'} fallback={<Composer saved={null} />}>
        <Existing id={params.id} />
      </Show>
    </div>
  )
}

function Existing(props: { id: string }) {
  const query = useQuery(() => broadcastQuery(props.id))
  onPanel('broadcast.changed', ({ broadcast }) => broadcast.id === props.id && noteBroadcast(broadcast))
  onPanel('broadcast.deleted', ({ id }) => id === props.id && void query.refetch())
  return (
    <Loaded query={query} what="The broadcast">
      {(broadcast) => (
        <Switch fallback={<Report broadcast={broadcast()} />}>
          <Match
            when={broadcast().state !== 'sending' && broadcast().state !== 'done' && broadcast().state !== 'stopped'}
          >
            <Show when={broadcast().id} keyed>
              <Composer saved={broadcast()} />
            </Show>
          </Match>
        </Switch>
      )}
    </Loaded>
  )
}
