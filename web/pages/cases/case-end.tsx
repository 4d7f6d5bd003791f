import { Match, Show, Switch } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import { now } from '#web/primitives/clock.ts'
import { Time } from '#web/ui/time.tsx'
import { endState } from './case-words.ts'
import { Fact } from './fact.tsx'

/** When a temporary case ends or ended, and what is in the way when it should have. */
export function CaseEnd(props: { case: Case }) {
  const state = () => endState(props.case, now())
  return (
    <Show when={state()}>
      <Switch>
        <Match when={state() === 'running'}>
          <Fact label="Ends" note={<Time exact at={props.case.endsAt ?? 0} />}>
            <Time long at={props.case.endsAt ?? 0} />
          </Fact>
        </Match>
        <Match when={state() === 'ended'}>
          <Fact label="Ended" note={<Time exact at={props.case.endedAt ?? 0} />}>
            <Time long at={props.case.endedAt ?? 0} />
          </Fact>
        </Match>
        <Match when={state() === 'overdue'}>
          <Fact
            label="Overdue"
            note={
              props.case.endError ? `Discord: ${props.case.endError}` : 'Wardroom keeps trying until Discord agrees.'
            }
          >
            <span class="font-medium text-danger">
              Should have ended <Time long at={props.case.endsAt ?? 0} />
            </span>
          </Fact>
        </Match>
      </Switch>
    </Show>
  )
}
