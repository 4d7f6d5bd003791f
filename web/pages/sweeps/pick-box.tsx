import { Tooltip } from '#web/ui/tooltip.tsx'

/** A box in a row, as large as a thumb; where it cannot be switched it stays focusable and says why. */
export function PickBox(props: {
  label: string
  checked: boolean
  reason?: string | undefined
  onChange: (checked: boolean) => void
}) {
  return (
    <Tooltip text={props.reason}>
      {(described) => (
        <label
          class="grid size-9 place-items-center rounded-md hover:bg-sunken coarse:size-11"
          onPointerEnter={described.onPointerEnter}
          onPointerLeave={described.onPointerLeave}
        >
          <input
            type="checkbox"
            class="size-4.5 accent-primary aria-disabled:opacity-50"
            aria-label={props.label}
            checked={props.checked}
            aria-disabled={props.reason ? 'true' : undefined}
            aria-describedby={described['aria-describedby']}
            onFocusIn={described.onFocusIn}
            onFocusOut={described.onFocusOut}
            onKeyDown={described.onKeyDown}
            onClick={(event) => props.reason && event.preventDefault()}
            onChange={(event) => props.onChange(event.currentTarget.checked)}
          />
        </label>
      )}
    </Tooltip>
  )
}
