import { createEffect, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { FlagMark } from '#web/ui/flag-mark.tsx'

/** A whole screen that says one thing: what is wrong and where to go. */
export function MessageScreen(props: {
  title: string
  /** stands inside a page that has its main already */
  inside?: boolean
  children: JSX.Element
  actions?: JSX.Element
}) {
  createEffect(() => {
    document.title = `${props.title} · Wardroom`
  })
  return (
    <Dynamic component={props.inside ? 'div' : 'main'} class="grid min-h-[80dvh] flex-1 place-items-center px-5 py-10">
      <div class="max-w-md">
        <FlagMark class="size-9" />
        <h1 class="mt-5 text-2xl font-semibold tracking-tight">{props.title}</h1>
        <div class="mt-2 text-lg text-ink-2">{props.children}</div>
        <div class="mt-6 flex flex-wrap gap-2">{props.actions}</div>
      </div>
    </Dynamic>
  )
}
