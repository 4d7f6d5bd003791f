import type { JSX } from 'solid-js'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** A question before something that cannot simply be undone; Cancel has the focus. */
export function ConfirmDialog(props: {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  title: JSX.Element
  confirm: string
  busy?: boolean
  children?: JSX.Element
}) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      size="sm"
      role="alertdialog"
      footer={
        <>
          <Button autofocus onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button variant="danger" busy={props.busy ?? false} onClick={() => props.onConfirm()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
