import { createEffect, on } from 'solid-js'
import SearchIcon from '~icons/lucide/search'
import { createDebounce } from '#web/primitives/debounce.ts'

/** Text that narrows a list, asked 250 ms after the last key. `/` leads here. */
export function SearchBox(props: {
  text: string
  label: string
  placeholder: string
  onSearch: (text: string) => void
}) {
  let input!: HTMLInputElement
  const search = createDebounce((text: string) => props.onSearch(text), 250)
  // Back and the chips change the text too; what is being typed is left alone.
  createEffect(
    on(
      () => props.text,
      (text) => input.value.trim() !== text && (input.value = text),
      { defer: true },
    ),
  )
  return (
    <div class="relative min-w-32 flex-[3] basis-52">
      <SearchIcon class="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
      <input
        ref={input}
        type="search"
        class="control pl-8!"
        aria-label={props.label}
        placeholder={props.placeholder}
        maxlength={100}
        value={props.text}
        data-search
        onInput={(event) => search.push(event.currentTarget.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && search.flush(event.currentTarget.value.trim())}
      />
    </div>
  )
}

/** Puts the cursor into the page's search box. */
export const focusSearch = (): void => document.querySelector<HTMLElement>('[data-search]')?.focus()
