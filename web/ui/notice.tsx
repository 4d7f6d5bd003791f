import { Show, type JSX } from 'solid-js'
import InfoIcon from '~icons/lucide/info'
import AlertIcon from '~icons/lucide/triangle-alert'

const tones = {
  info: 'border-info bg-info-soft',
  warn: 'border-warn bg-warn-soft',
}

/** Something to know about the page as a whole. */
export function Notice(props: { tone: keyof typeof tones; action?: JSX.Element; children: JSX.Element }) {
  return (
    <div class={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border px-3.5 py-2.5 ${tones[props.tone]}`}>
      <div class="flex min-w-0 flex-1 basis-56 items-center gap-3">
        <span class={`flex-none text-lg ${props.tone === 'warn' ? 'text-warn' : 'text-info'}`}>
          <Show when={props.tone === 'warn'} fallback={<InfoIcon />}>
            <AlertIcon />
          </Show>
        </span>
        <div class="min-w-0">{props.children}</div>
      </div>
      {props.action}
    </div>
  )
}
