import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { LadderTrial as Trial } from '#schema/contract/ladder-trial.ts'
import { ladderWords } from '#schema/contract/standing.ts'
import type { Warnings } from '#schema/contract/warnings.ts'
import { formatDay, formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Time } from '#web/ui/time.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { tryLadder } from '#web/data/settings.ts'

const SHOWN = 50
const many = (n: number, one: string, more: string): string => `${formatNumber(n)} ${n === 1 ? one : more}`

/** Tries the ladder as it stands in the form, saved or not, on the warnings of the last 30 days. */
export function LadderTrial(props: { warnings: Warnings }) {
  const guild = useGuild()
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [tried, setTried] = createSignal<{ of: string; trial: Trial }>()
  const asText = () => JSON.stringify(props.warnings)
  const run = async () => {
    setBusy(true)
    setProblem(undefined)
    const of = asText()
    try {
      const trial = await tryLadder(guild.id, structuredClone(unwrap(props.warnings)))
      setTried({ of, trial })
    } catch (error) {
      setProblem(failureMessage(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="grid gap-2" role="group" aria-labelledby="ladder-trial">
      <h3 id="ladder-trial" class="font-semibold">
        What it would have done in the last 30 days
      </h3>
      <p class="text-sm text-ink-3">
        With the severities and steps above, saved or not. Nothing happens to anybody. Warnings that were revoked since
        do not count.
      </p>
      <div>
        <Button size="sm" busy={busy()} onClick={() => void run()}>
          {tried() ? 'Try it again' : 'Try it on these warnings'}
        </Button>
      </div>
      <Show when={problem()}>
        {(message) => <ErrorPanel title="The ladder could not be tried" message={message()} />}
      </Show>
      <div role="status" class="grid gap-2">
        <Show when={tried()}>
          {(last) => (
            <>
              <Show when={last().of !== asText()}>
                <p class="text-sm font-medium text-warn">This was before the last change above.</p>
              </Show>
              <Outcome trial={last().trial} />
            </>
          )}
        </Show>
      </div>
    </div>
  )
}

function Outcome(props: { trial: Trial }) {
  const guild = useGuild()
  const bySteps = () =>
    [...Map.groupBy(props.trial.strikes, ({ deed }) => ladderWords(deed))]
      .map(([words, strikes]) => `${formatNumber(strikes.length)} × ${words}`)
      .join(', ')
  const lookedAt = () =>
    `${many(props.trial.warnings, 'warning', 'warnings')} to ${many(props.trial.people, 'person', 'people')}`
  return (
    <>
      <Switch
        fallback={
          <p>
            Of {lookedAt()}, <strong>{formatNumber(props.trial.strikes.length)}</strong> would have led further:{' '}
            {bySteps()}.
          </p>
        }
      >
        <Match when={props.trial.warnings === 0}>
          <p>Nobody was warned in the last 30 days.</p>
        </Match>
        <Match when={props.trial.strikes.length === 0}>
          <p>None of {lookedAt()} would have led to anything.</p>
        </Match>
      </Switch>
      <Show when={props.trial.since}>
        {(since) => <p class="text-sm text-warn">There were more: only those since {formatDay(since())} are in it.</p>}
      </Show>
      <Show when={props.trial.partial}>
        <p class="text-sm text-warn">
          Some of these people have more earlier warnings than were read, so there may be further strikes.
        </p>
      </Show>
      <ul class="grid max-h-96 divide-y divide-line overflow-auto rounded-md border border-line empty:hidden">
        <For each={props.trial.strikes.slice(0, SHOWN)}>
          {(strike) => (
            // in a window of their own, as what was tried is not saved yet
            <li class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 text-sm">
              <a class="link truncate font-medium" target="_blank" href={guild.link(`/members/${strike.target.id}`)}>
                <bdi>{strike.target.name}</bdi>
              </a>
              <Time at={strike.at} class="text-ink-3" />
              <p class="text-ink-2">
                Step {strike.step + 1}: {ladderWords(strike.deed)}, at {strike.reached}
              </p>
              <a class="link justify-self-end" target="_blank" href={guild.link(`/cases/${strike.number}`)}>
                #{strike.number}
              </a>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.trial.strikes.length > SHOWN}>
        <p class="text-sm text-ink-3">The latest {SHOWN} are listed.</p>
      </Show>
    </>
  )
}
