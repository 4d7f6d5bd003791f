import { createSignal, onCleanup, Show } from 'solid-js'
import CheckIcon from '~icons/lucide/check'
import CopyIcon from '~icons/lucide/copy'
import { Button } from '#web/ui/button.tsx'

/** Copies a text, and says that it did. */
export function CopyButton(props: { text: string; label: string; bare?: boolean }) {
  const [copied, setCopied] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const copy = async () => {
    await navigator.clipboard.writeText(props.text)
    setCopied(true)
    clearTimeout(timer)
    timer = setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={props.bare ? props.label : undefined}
      title={props.bare ? props.label : undefined}
      data-icon={props.bare ? '' : undefined}
      onClick={() => void copy()}
    >
      <Show when={copied()} fallback={<CopyIcon />}>
        <CheckIcon />
      </Show>
      <Show when={!props.bare}>{copied() ? 'Copied' : props.label}</Show>
      <span role="status" class="sr-only">
        {copied() ? 'Copied' : ''}
      </span>
    </Button>
  )
}
