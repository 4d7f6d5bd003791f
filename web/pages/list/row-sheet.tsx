import { createEffect, type JSX, on } from 'solid-js'
import NextIcon from '~icons/lucide/chevron-down'
import PreviousIcon from '~icons/lucide/chevron-up'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Sheet } from '#web/ui/sheet.tsx'

/** One row of a list beside it, with the way to those above and below; another row begins at its top. */
export function RowSheet(props: {
  title: JSX.Element
  /** what a row is, such as "case" */
  what: string
  id: number
  onClose: () => void
  onStep: (by: 1 | -1) => void
  footer?: JSX.Element
  children: JSX.Element
}) {
  let top!: HTMLDivElement
  createEffect(
    on(
      () => props.id,
      () => top.parentElement?.scrollTo(0, 0),
      { defer: true },
    ),
  )
  return (
    <Sheet
      title={props.title}
      onClose={() => props.onClose()}
      tools={
        <>
          <IconButton label={`Newer ${props.what} (K)`} onClick={() => props.onStep(-1)}>
            <PreviousIcon />
          </IconButton>
          <IconButton label={`Older ${props.what} (J)`} onClick={() => props.onStep(1)}>
            <NextIcon />
          </IconButton>
        </>
      }
      footer={props.footer}
    >
      <div ref={top} class="p-4">
        {props.children}
      </div>
    </Sheet>
  )
}
