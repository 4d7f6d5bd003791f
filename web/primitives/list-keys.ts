import { createRoot, createSignal, onCleanup, onMount } from 'solid-js'
import { letterKeysOn } from './letter-keys.ts'

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))

/** Letters act nowhere near a text field, nor under an open dialog that is not the list's own. */
const isElsewhere = (event: KeyboardEvent): boolean => {
  const modal = document.querySelector('dialog:modal')
  return isTyping(event.target) || (modal !== null && !modal.matches('.full'))
}

export interface ListKeys {
  /** `extend`: with Shift, what is passed is picked */
  move: (by: 1 | -1, extend?: boolean) => void
  search?: () => void
  pick?: (range: boolean) => void
  pickAll?: () => void
  filter?: () => void
  leave?: () => void
}

/** The keys of the list that is on screen, for whoever tells of them; null: there is none. */
const [current, setCurrent] = createRoot(() => createSignal<ListKeys | null>(null))
export const listKeys = current

/**
 * J and K walk a list, X picks the row, with Shift all up to it, `/` goes to its search box, F to its filters, Escape leaves what
 * is open beside it. Letters only outside text fields, and only while they are on.
 */
export function createListKeys(keys: ListKeys): void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && keys.pickAll && !isElsewhere(event)) {
      event.preventDefault()
      return keys.pickAll()
    }
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape' && !document.querySelector(':popover-open:not(.toaster), dialog:modal'))
      return keys.leave?.()
    if (!letterKeysOn() || isElsewhere(event)) return
    const key = event.key.toLowerCase()
    if (key === 'j') keys.move(1, event.shiftKey)
    else if (key === 'k') keys.move(-1, event.shiftKey)
    else if (key === 'f' && keys.filter) keys.filter()
    else if (key === '/' && keys.search) keys.search()
    else if (key === 'x' && keys.pick) keys.pick(event.shiftKey)
    else return
    event.preventDefault()
  }
  onMount(() => {
    setCurrent(keys)
    document.addEventListener('keydown', press)
  })
  onCleanup(() => {
    if (current() === keys) setCurrent(null)
    document.removeEventListener('keydown', press)
  })
}
