/** Gives the focus back to what opened a dialog, or to the button of the menu it was in, where the browser could not. */
export function returnFocus(opener: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body || !(opener instanceof HTMLElement)) return
    const menu = opener.closest('[popover]')
    const back = menu ? document.querySelector<HTMLElement>(`[popovertarget="${menu.id}"]`) : opener
    if (back?.isConnected) back.focus()
    else document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  })
}
