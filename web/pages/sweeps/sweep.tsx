import { useParams } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import GoneIcon from '~icons/lucide/eraser'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { isFailure } from '#web/data/client.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweep } from '#web/data/sweeps.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { Plan } from './plan/plan.tsx'
import { Run } from './run/run.tsx'

/** One sweep: its plan until it is started, then how it goes, then what came of it. */
export function SweepPage() {
  const params = useParams<{ sweep: string }>()
  return (
    <Show when={params.sweep} keyed>
      {(id) => <One id={id} />}
    </Show>
  )
}

function One(props: { id: string }) {
  const guild = useGuild()
  const { query, sweep } = useSweep(
    () => guild.id,
    () => props.id,
  )
  const gone = () => sweep() === null || isFailure(query.error, 'not_found', 'no_such_sweep')
  return (
    <div class="page">
      <Switch>
        <Match when={gone()}>
          <PageHeader title="Sweep" documentTitle={`Sweep · ${guild.name()}`} />
          <div class="card">
            <EmptyState
              icon={<GoneIcon />}
              title="There is no such sweep"
              action={<LinkButton href={guild.link('/sweeps')}>All sweeps</LinkButton>}
            >
              The plan was discarded, or the link is wrong. Nothing happened to anybody.
            </EmptyState>
          </div>
        </Match>
        <Match when={sweep()?.state === 'planned' && sweep()}>{(plan) => <Plan sweep={plan()} />}</Match>
        <Match when={sweep()}>{(begun) => <Run sweep={begun()} />}</Match>
        <Match when={true}>
          <PageHeader title="Sweep" documentTitle={`Sweep · ${guild.name()}`} />
          <Loaded query={query} what="The sweep">
            {() => null}
          </Loaded>
        </Match>
      </Switch>
    </div>
  )
}
