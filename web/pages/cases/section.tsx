import { createUniqueId, type JSX, Show } from 'solid-js'

/** A part of a case's page, below its facts. */
export function Section(props: { title: string; aside?: JSX.Element; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section aria-labelledby={id} class="grid gap-2.5 border-t border-line pt-4">
      <div class="flex min-h-7 items-center justify-between gap-3">
        <h3 id={id} class="overline">
          {props.title}
        </h3>
        <Show when={props.aside}>{props.aside}</Show>
      </div>
      {props.children}
    </section>
  )
}
