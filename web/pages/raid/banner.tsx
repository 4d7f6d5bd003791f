import { Show, type JSX } from 'solid-js'
import SirenIcon from '~icons/lucide/siren'

/** Something that everyone of the staff must know at once; its buttons stand below the words on phones. */
export function Banner(props: { label: string; icon?: JSX.Element; actions: JSX.Element; children: JSX.Element }) {
  return (
    <section
      aria-label={props.label}
      class="flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-md border border-danger bg-danger-soft px-3.5 py-2.5"
    >
      <div class="flex min-w-0 flex-1 basis-72 gap-3">
        <span class="mt-0.5 flex-none text-lg text-danger">
          <Show when={props.icon} fallback={<SirenIcon />}>
            {props.icon}
          </Show>
        </span>
        <div class="min-w-0 text-ink-2 [&_strong]:text-ink">{props.children}</div>
      </div>
      <div class="flex flex-wrap gap-2">{props.actions}</div>
    </section>
  )
}
