import type { Selection } from './selection.ts'

/** The checkbox at the front of a row; Shift takes all in between. */
export function RowPick(props: { id: string; label: string; selection: Selection }) {
  return (
    <label
      class="relative z-[1] -m-2 grid size-8 place-items-center coarse:size-11"
      // Shift and a press mark text elsewhere
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <input
        type="checkbox"
        class="size-4.5 accent-primary"
        aria-label={props.label}
        checked={props.selection.has(props.id)}
        onClick={(event) => props.selection.toggle(props.id, event.shiftKey)}
      />
    </label>
  )
}
