import { Match, Show, Switch } from 'solid-js'
import LoaderIcon from '~icons/lucide/loader-circle'
import type { Progress } from '#web/data/actions.ts'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'

/** How far the action has come, in words; always in the same place, read aloud as it changes. */
export function ActState(props: { progress: Progress; late: boolean }) {
  const refused = () => (props.progress.step === 'refused' ? props.progress.failure : undefined)
  const collision = () => (refused()?.code === 'collision' ? refused() : undefined)
  const unsent = () => (props.progress.step === 'unsent' ? props.progress : undefined)
  const unanswered = () => (props.progress.step === 'unanswered' ? props.progress : undefined)
  const unknown = () =>
    props.progress.step === 'settled' && props.progress.outcome.state === 'unknown' ? props.progress.outcome : undefined
  const waiting = () => props.progress.step === 'pending' || (props.progress.step === 'sending' && props.late)
  return (
    <div role="status" aria-live="assertive" class="basis-full empty:hidden">
      <Switch>
        <Match when={collision()}>
          {(failure) => (
            <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
              <p class="font-semibold">Somebody was faster</p>
              <p class="text-ink-2">
                {failure().message}{' '}
                <Show when={Number(failure().details?.number)}>{(number) => <CaseMark number={number()} />}</Show>
              </p>
            </div>
          )}
        </Match>
        <Match when={refused()}>
          {(failure) => (
            <div class="rounded-md border border-danger bg-danger-soft px-3.5 py-2.5">
              <p class="font-semibold">Not done</p>
              <p class="text-ink-2">
                {failure().message} <code class="font-mono text-xs text-ink-3">{failure().code}</code>
              </p>
            </div>
          )}
        </Match>
        <Match when={unsent()}>
          {(state) => (
            <div class="rounded-md border border-danger bg-danger-soft px-3.5 py-2.5">
              <p class="font-semibold">Not done</p>
              <p class="text-ink-2">{state().message}</p>
            </div>
          )}
        </Match>
        <Match when={unanswered()}>
          {(state) => (
            <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
              <p class="font-semibold">No answer yet</p>
              <p class="text-ink-2">{state().message}</p>
            </div>
          )}
        </Match>
        <Match when={unknown()}>
          {(outcome) => (
            <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
              <p class="font-semibold">It is not known whether this happened</p>
              <p class="text-ink-2">
                {outcome().message || 'Discord broke off before it answered. Its audit log settles it.'}{' '}
                <Show when={outcome().number}>{(number) => <CaseMark number={number()} />}</Show>
              </p>
            </div>
          )}
        </Match>
        <Match when={waiting()}>
          <div class="flex gap-3 rounded-md border border-info bg-info-soft px-3.5 py-2.5">
            <LoaderIcon class="spin mt-0.5 flex-none text-lg text-info" />
            <div>
              <p class="font-semibold">Discord has not answered yet</p>
              <p class="text-ink-2">It goes on by itself. You may close this; the case appears when it is done.</p>
            </div>
          </div>
        </Match>
      </Switch>
    </div>
  )
}
