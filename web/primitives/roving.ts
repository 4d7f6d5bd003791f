/** Arrow keys, Home and End among the focusable items of a menu, list or radio group. */
export function moveFocus(event: KeyboardEvent, items: HTMLElement[]): boolean {
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at === -1 ? items.length - 1 : at - 1,
    ArrowLeft: at === -1 ? items.length - 1 : at - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (to === undefined || items.length === 0) return false
  event.preventDefault()
  items[(to + items.length) % items.length]?.focus()
  return true
}
