import { createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import { useField } from './field.tsx'

export interface ComboboxProps<T> {
  /** its name, where no Field gives one */
  label?: string
  /** what is typed; the owner searches by it */
  query: string
  onQuery: (query: string) => void
  options: readonly T[]
  /** a stable id of an option */
  optionId: (option: T) => string
  renderOption: (option: T) => JSX.Element
  onChoose: (option: T) => void
  loading?: boolean
  /** said when nothing matches */
  empty?: string
  placeholder?: string
  autofocus?: boolean
}

/** A text box with a list of matches: arrows move, Enter chooses, Escape first closes the list. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const [active, setActive] = createSignal(0)
  let list!: HTMLDivElement
  let input!: HTMLInputElement

  const show = () => {
    input.style.setProperty('anchor-name', `--${id}`)
    list.style.setProperty('position-anchor', `--${id}`)
    list.style.setProperty('min-width', `${input.offsetWidth}px`)
    list.showPopover()
    setOpen(true)
  }
  const hide = () => {
    if (list.isConnected) list.hidePopover()
    setOpen(false)
  }
  const choose = (option: T | undefined) => {
    if (option === undefined) return
    hide()
    props.onChoose(option)
  }
  const move = (by: number) => {
    if (!open()) return show()
    const count = props.options.length
    if (count === 0) return
    setActive((at) => (at + by + count) % count)
    document.getElementById(`${id}-${active()}`)?.scrollIntoView({ block: 'nearest' })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && open() && props.options.length > 0) choose(props.options[active()])
    else if (event.key === 'Escape' && open()) hide()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <input
        ref={input}
        {...useField()}
        type="text"
        role="combobox"
        class="control"
        autocomplete="off"
        spellcheck={false}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={open()}
        aria-controls={`${id}-list`}
        aria-activedescendant={open() && props.options.length > 0 ? `${id}-${active()}` : undefined}
        placeholder={props.placeholder}
        autofocus={props.autofocus}
        value={props.query}
        onInput={(event) => {
          setActive(0)
          props.onQuery(event.currentTarget.value)
          show()
        }}
        onClick={show}
        onBlur={hide}
        onKeyDown={press}
      />
      <div ref={list} popover="manual" class="popover p-1" onPointerDown={(event) => event.preventDefault()}>
        <div id={`${id}-list`} role="listbox" aria-label={props.label ?? 'Matches'}>
          <For each={open() ? props.options : []}>
            {(option, index) => (
              <div
                id={`${id}-${index()}`}
                role="option"
                aria-selected={index() === active()}
                data-active={index() === active() ? '' : undefined}
                class="menu-item"
                onPointerMove={() => setActive(index())}
                onClick={() => choose(option)}
              >
                {props.renderOption(option)}
              </div>
            )}
          </For>
        </div>
        <Show when={props.options.length === 0}>
          <p class="px-2.5 py-2 text-ink-3">{props.loading ? 'Searching…' : (props.empty ?? 'No match')}</p>
        </Show>
      </div>
      <span role="status" class="sr-only">
        {open() && !props.loading ? `${props.options.length} matches` : ''}
      </span>
    </>
  )
}
