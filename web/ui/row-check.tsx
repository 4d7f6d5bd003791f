import { createEffect } from 'solid-js'

/** The box at the head of a row, above the link that covers the row; `some`: part of what it stands for is chosen. */
export function RowCheck(props: {
  label: string
  checked: boolean
  some?: boolean
  /** `extend`: with Shift, up to here from the last one touched */
  onPress: (extend: boolean) => void
}) {
  let box!: HTMLInputElement
  createEffect(() => (box.indeterminate = !props.checked && props.some === true))
  return (
    <label class="relative z-[1] -m-2 grid size-9 place-items-center coarse:-m-3 coarse:size-11">
      <input
        type="checkbox"
        aria-label={props.label}
        class="size-4.5 accent-primary"
        checked={props.checked}
        ref={box}
        onClick={(event) => {
          props.onPress(event.shiftKey)
          // what is chosen decides, whatever the browser made of the click
          queueMicrotask(() => (box.checked = props.checked))
        }}
      />
    </label>
  )
}
