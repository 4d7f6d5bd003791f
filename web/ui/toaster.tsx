import { createEffect, createSignal, For, on, onCleanup, onMount, Show, untrack } from 'solid-js'
import AlertIcon from '~icons/lucide/circle-alert'
import CheckIcon from '~icons/lucide/circle-check'
import XIcon from '~icons/lucide/x'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { dismissToast, toasts, type Toast } from './toast.ts'

const LIFETIME = 8000

/** Where toasts appear; once in the app. Kept in the top layer, and inside the dialog on top: all outside a modal one is inert. */
export function Toaster() {
  let home!: HTMLDivElement
  let box!: HTMLDivElement
  const host = () => [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1) ?? home
  /** Not over the buttons that a page keeps at its lower edge. */
  const lift = () => {
    box.style.removeProperty('--lift')
    const mine = box.getBoundingClientRect()
    const under = [...(host() === home ? document : host()).querySelectorAll('[data-bar]')]
      .map((bar) => bar.getBoundingClientRect())
      .filter((bar) => bar.top < mine.bottom && bar.bottom > mine.top && bar.left < mine.right && bar.right > mine.left)
    box.style.setProperty('--lift', `${Math.max(0, ...under.map((bar) => mine.bottom - bar.top + 8))}px`)
  }
  // where such buttons stand changes with the page's length
  const observer = new ResizeObserver(() => untrack(toasts).length > 0 && lift())
  onMount(() => observer.observe(document.body))
  onCleanup(() => observer.disconnect())
  const place = () => {
    const now = host()
    if (box.matches(':popover-open')) box.hidePopover()
    if (box.parentElement !== now) {
      now.appendChild(box)
      if (now !== home) now.addEventListener('close', place, { once: true })
    }
    if (untrack(toasts).length === 0) return
    box.showPopover()
    lift()
  }
  createEffect(on(toasts, place))
  return (
    <div ref={home}>
      <div role="status" aria-live="polite" class="sr-only">
        <For each={toasts()}>{(toast) => <p>{toast.message}</p>}</For>
      </div>
      <div ref={box} popover="manual" class="toaster" role="region" aria-label="Messages">
        <div class="grid gap-2">
          <For each={toasts()}>{(toast) => <Card toast={toast} />}</For>
        </div>
      </div>
    </div>
  )
}

function Card(props: { toast: Toast }) {
  const [held, setHeld] = createSignal(false)
  createEffect(() => {
    if (held()) return
    const timer = setTimeout(() => dismissToast(props.toast.id), LIFETIME)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <div
      class="flex items-center gap-2.5 rounded-md border border-line bg-raised py-2 pr-2 pl-3.5 shadow-raised"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Show when={props.toast.tone === 'ok'}>
        <CheckIcon class="flex-none text-lg text-ok" />
      </Show>
      <Show when={props.toast.tone === 'danger'}>
        <AlertIcon class="flex-none text-lg text-danger" />
      </Show>
      <p class="min-w-0 flex-1">
        {props.toast.message}
        <Show when={props.toast.link}>
          {(link) => (
            <>
              {' '}
              <a href={link().href} class="link font-medium whitespace-nowrap">
                {link().label}
              </a>
            </>
          )}
        </Show>
      </p>
      <Show when={props.toast.action}>
        {(action) => (
          <Button
            size="sm"
            onClick={() => {
              action().run()
              dismissToast(props.toast.id)
            }}
          >
            {action().label}
          </Button>
        )}
      </Show>
      <IconButton size="sm" label="Dismiss message" onClick={() => dismissToast(props.toast.id)}>
        <XIcon />
      </IconButton>
    </div>
  )
}
