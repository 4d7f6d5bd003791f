import { createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import XIcon from '~icons/lucide/x'
import { createNarrow } from '#web/primitives/media.ts'
import { IconButton } from './icon-button.tsx'

export interface SheetProps {
  /** leads to the URL without the sheet */
  onClose: () => void
  title: JSX.Element
  /** buttons beside the close button: previous, next … */
  tools?: JSX.Element
  footer?: JSX.Element
  children: JSX.Element
}

/** One thing beside its list: a panel that leaves the list usable, and on phones a full-screen modal dialog. */
export function Sheet(props: SheetProps) {
  const narrow = createNarrow()
  const id = createUniqueId()
  const content = () => (
    <>
      <header class="flex items-center gap-1 border-b border-line py-2 pr-2 pl-4">
        <h2 id={id} class="min-w-0 flex-1 text-lg font-semibold outline-none" tabindex="-1">
          {props.title}
        </h2>
        {props.tools}
        <IconButton label="Close" onClick={() => props.onClose()}>
          <XIcon />
        </IconButton>
      </header>
      <div class="min-h-0 flex-1 overflow-y-auto overscroll-contain" tabindex="0" role="group" aria-labelledby={id}>
        {props.children}
      </div>
      <Show when={props.footer}>
        {(footer) => <footer class="flex flex-wrap gap-2 border-t border-line px-4 py-3">{footer()}</footer>}
      </Show>
    </>
  )
  return (
    <Show when={narrow()} fallback={<Panel {...props} id={id} content={content} />}>
      <FullScreen {...props} id={id} content={content} />
    </Show>
  )
}

interface Shape {
  id: string
  content: () => JSX.Element
  onClose: () => void
}

function Panel(props: Shape) {
  let panel!: HTMLElement
  const before = document.activeElement
  onCleanup(
    () =>
      panel.contains(document.activeElement) && before instanceof HTMLElement && before.focus({ preventScroll: true }),
  )
  return (
    <section
      ref={panel}
      aria-labelledby={props.id}
      class="sheet sticky top-0 flex h-dvh w-[26rem] flex-none flex-col border-l border-line bg-surface xl:w-[30rem]"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        props.onClose()
      }}
    >
      {props.content()}
    </section>
  )
}

function FullScreen(props: Shape) {
  let dialog!: HTMLDialogElement
  onMount(() => dialog.showModal())
  onCleanup(() => dialog.close())
  return (
    <dialog
      ref={dialog}
      class="full"
      aria-labelledby={props.id}
      onCancel={(event) => {
        if (event.target !== dialog) return
        event.preventDefault()
        props.onClose()
      }}
    >
      {props.content()}
    </dialog>
  )
}
