import { createSignal, type JSX, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Popover } from '#web/ui/popover.tsx'

/** What a list can be narrowed by that is not in view: behind a button, on phones on a screen of its own. F opens it. */
export function FilterButton(props: {
  /** how many filters in force are behind it */
  count: number
  /** the words that lead back to the list, such as "Show members" */
  show: string
  /** the panel's size */
  class: string
  onToggle?: (open: boolean) => void
  /** takes all away, where that is offered */
  onClear?: () => void
  /** `narrow`: also what a wide screen shows outside */
  children: (narrow: boolean) => JSX.Element
}) {
  const narrow = createNarrow()
  const [open, setOpen] = createSignal(false)
  const toggle = (to: boolean) => {
    setOpen(to)
    props.onToggle?.(to)
  }
  const label = () => (
    <>
      <FilterIcon /> Filters
      <Show when={props.count > 0}>
        <span class="rounded-full bg-accent-soft px-1.5 text-xs text-accent">{props.count}</span>
      </Show>
    </>
  )
  return (
    <Show
      when={!narrow()}
      fallback={
        <>
          <Button data-filters onClick={() => toggle(true)}>
            {label()}
          </Button>
          <Dialog
            open={open()}
            onClose={() => toggle(false)}
            title="Filters"
            footer={
              <>
                <Show when={props.count > 0 && props.onClear}>
                  {(clear) => <Button onClick={() => clear()()}>Clear filters</Button>}
                </Show>
                <Button variant="primary" class="flex-1" onClick={() => toggle(false)}>
                  {props.show}
                </Button>
              </>
            }
          >
            {props.children(true)}
          </Dialog>
        </>
      }
    >
      <Popover
        label="Filters"
        align="end"
        class={`p-4 ${props.class}`}
        onToggle={toggle}
        trigger={(trigger) => (
          <Button {...trigger} data-filters class="flex-none">
            {label()}
          </Button>
        )}
      >
        {props.children(false)}
      </Popover>
    </Show>
  )
}

/** Opens the page's filters. */
export const openFilters = (): void => document.querySelector<HTMLElement>('[data-filters]')?.click()
