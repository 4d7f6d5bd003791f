import { createEffect, onCleanup, Show, type JSX } from 'solid-js'

/** The name of a page, what it is for, and what can be done on it; sets the document's title. */
export function PageHeader(props: {
  title: string
  documentTitle?: string
  lead?: JSX.Element
  actions?: JSX.Element
}) {
  createEffect(() => {
    document.title = `${props.documentTitle ?? props.title} · Wardroom`
  })
  onCleanup(() => {
    document.title = 'Wardroom'
  })
  return (
    <header class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div class="min-w-0">
        <h1 class="text-2xl font-semibold tracking-tight" tabindex="-1" data-page-title>
          {props.title}
        </h1>
        <Show when={props.lead}>
          <p class="mt-0.5 max-w-prose text-ink-2">{props.lead}</p>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="flex flex-wrap items-center gap-2">{props.actions}</div>
      </Show>
    </header>
  )
}
