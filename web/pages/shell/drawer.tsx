import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js'
import MenuIcon from '~icons/lucide/menu'
import XIcon from '~icons/lucide/x'
import { IconButton } from '#web/ui/icon-button.tsx'

/** The menu of phones: its button, and the drawer behind it, which closes by itself on another page. */
export function Drawer(props: {
  /** what is in it; `close` is the button that closes it */ children: (close: JSX.Element) => JSX.Element
}) {
  const location = useLocation()
  const [open, setOpen] = createSignal(false)
  let drawer!: HTMLDialogElement
  createEffect(
    on(
      () => location.pathname,
      () => drawer.close(),
      { defer: true },
    ),
  )
  return (
    <>
      <button
        type="button"
        aria-label="Menu"
        aria-expanded={open()}
        class="grid size-11 flex-none place-items-center rounded-md text-xl hover:bg-hull-2"
        onClick={() => {
          setOpen(true)
          drawer.showModal()
        }}
      >
        <MenuIcon />
      </button>
      <dialog
        ref={drawer}
        class="drawer"
        aria-label="Menu"
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === drawer && drawer.close()}
      >
        <Show when={open()}>
          {props.children(
            <IconButton label="Close menu" class="text-hull-ink!" onClick={() => drawer.close()}>
              <XIcon />
            </IconButton>,
          )}
        </Show>
      </dialog>
    </>
  )
}
