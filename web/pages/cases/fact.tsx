import { Show, type JSX } from 'solid-js'

/** One line of what is known: its name and its value. */
export function Fact(props: {
  label: string
  children: JSX.Element
  note?: JSX.Element
  /** its value has buttons: the name stands beside their middle */
  tall?: boolean
}) {
  return (
    <div class={`grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 ${props.tall ? 'items-center' : ''}`}>
      <dt class="text-ink-3">{props.label}</dt>
      <dd class="min-w-0">
        {props.children}
        <Show when={props.note}>
          <div class="text-sm text-ink-3">{props.note}</div>
        </Show>
      </dd>
    </div>
  )
}
