import { Show, type JSX } from 'solid-js'
import AlertIcon from '~icons/lucide/circle-alert'
import { Button } from './button.tsx'

/** What failed, in place, with a way to try again. */
export function ErrorPanel(props: { title: string; message?: JSX.Element; onRetry?: () => void; retrying?: boolean }) {
  return (
    <div role="alert" class="flex gap-3 rounded-md border border-danger bg-danger-soft p-4">
      <AlertIcon class="mt-0.5 flex-none text-lg text-danger" />
      <div class="min-w-0 flex-1">
        <p class="font-semibold">{props.title}</p>
        <Show when={props.message}>
          <p class="mt-0.5 text-ink-2">{props.message}</p>
        </Show>
        <Show when={props.onRetry}>
          <div class="mt-3">
            <Button size="sm" busy={props.retrying ?? false} onClick={() => props.onRetry?.()}>
              Try again
            </Button>
          </div>
        </Show>
      </div>
    </div>
  )
}
