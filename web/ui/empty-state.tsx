import { Show, type JSX } from 'solid-js'

/** Why nothing is here, and what to do about it. */
export function EmptyState(props: { icon?: JSX.Element; title: string; children?: JSX.Element; action?: JSX.Element }) {
  return (
    <div class="grid justify-items-center gap-2 px-6 py-12 text-center">
      <Show when={props.icon}>
        <span class="mb-1 grid size-11 place-items-center rounded-full bg-sunken text-xl text-ink-3">{props.icon}</span>
      </Show>
      <p class="text-lg font-semibold">{props.title}</p>
      <Show when={props.children}>
        <div class="max-w-md text-ink-2">{props.children}</div>
      </Show>
      <Show when={props.action}>
        <div class="mt-3 flex flex-wrap justify-center gap-2">{props.action}</div>
      </Show>
    </div>
  )
}
