import { createEffect, createUniqueId, onCleanup, Show, type JSX } from 'solid-js'
import XIcon from '~icons/lucide/x'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: JSX.Element
  description?: JSX.Element
  size?: 'sm' | 'md' | 'lg'
  /** `alertdialog` for questions before something is destroyed */
  role?: 'dialog' | 'alertdialog'
  /** nothing inside takes the focus just now, so the text itself does, to be scrolled by keys */
  focusBody?: boolean
  children?: JSX.Element
  /** the row of buttons; put the way out first */
  footer?: JSX.Element
}

/** A modal dialog: focus goes in, stays, and returns to where it was. Content exists only while open. */
export function Dialog(props: DialogProps) {
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  createEffect(() => {
    if (props.open && !dialog.open) dialog.showModal()
    else if (!props.open && dialog.open) dialog.close()
  })
  onCleanup(() => dialog.open && dialog.close())
  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-size={props.size ?? 'md'}
      role={props.role ?? 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description ? `${id}-description` : undefined}
      onClose={() => props.open && props.onClose()}
      onCancel={(event) => event.target !== dialog && event.stopPropagation()}
      onPointerDown={(event) => event.target === dialog && !inside(dialog, event) && props.onClose()}
    >
      <Show when={props.open}>
        <header class="flex items-start gap-3 border-b border-line px-5 py-3.5">
          <div class="min-w-0 flex-1 py-1 coarse:py-2">
            <h2 id={`${id}-title`} class="text-lg font-semibold">
              {props.title}
            </h2>
            <Show when={props.description}>
              <p id={`${id}-description`} class="mt-0.5 text-ink-2">
                {props.description}
              </p>
            </Show>
          </div>
          <IconButton label="Close" onClick={() => props.onClose()}>
            <XIcon />
          </IconButton>
        </header>
        <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4" tabindex={props.focusBody ? 0 : undefined}>
          {props.children}
        </div>
        <Show when={'footer' in props}>
          <footer class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">{props.footer}</footer>
        </Show>
      </Show>
    </dialog>
  )
}

const inside = (element: Element, at: PointerEvent): boolean => {
  const box = element.getBoundingClientRect()
  return at.clientX >= box.left && at.clientX <= box.right && at.clientY >= box.top && at.clientY <= box.bottom
}
