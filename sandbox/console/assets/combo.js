import { el } from './dom.js'

let next = 0

/**
 * A text field with suggestions. `load(text)` gives [{ value, label, hint }]; `free` lets typed text stand as it is.
 * `node` is the field; `read()` gives the chosen value, or the typed text when free, or undefined.
 */
export function combo({ label, load, free = false, placeholder = '', onpick }) {
  const id = `combo-${next++}`
  let options = []
  let active = -1
  let chosen
  let round = 0
  const list = el('ul', { role: 'listbox', id, class: 'options', popover: 'manual' })
  const input = el('input', {
    autocomplete: 'off',
    role: 'combobox',
    placeholder,
    'aria-label': label,
    'aria-expanded': 'false',
    'aria-controls': id,
    oninput: () => {
      chosen = undefined
      wait(180)
    },
    onfocus: () => wait(0),
    onblur: () => setTimeout(close, 150),
    onkeydown: (event) => {
      if (!isOpen()) return
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        active = (active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(1, options.length)
        draw()
      } else if (event.key === 'Enter' && active >= 0) {
        event.preventDefault()
        pick(options[active])
      } else if (event.key === 'Escape') {
        event.stopPropagation()
        close()
      }
    },
  })
  let timer
  const wait = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(search, ms)
  }
  async function search() {
    const mine = ++round
    const found = await load(input.value).catch(() => [])
    if (mine !== round || document.activeElement !== input) return
    options = found
    active = free ? -1 : 0
    draw()
  }
  const isOpen = () => list.matches(':popover-open')
  function close() {
    if (isOpen()) list.hidePopover()
    input.setAttribute('aria-expanded', 'false')
  }
  function pick(option) {
    chosen = option.value
    input.value = option.label
    close()
    onpick?.(option)
  }
  function draw() {
    if (options.length === 0) return close()
    // in the top layer, so that no scrolling box cuts it off
    if (!isOpen()) list.showPopover()
    const { left, top, width } = input.getBoundingClientRect()
    Object.assign(list.style, { left: `${left}px`, width: `${width}px`, bottom: `${innerHeight - top + 4}px` })
    input.setAttribute('aria-expanded', 'true')
    list.replaceChildren(
      ...options.map((option, index) =>
        el(
          'li',
          {
            role: 'option',
            'aria-selected': String(index === active),
            onmousedown: (e) => (e.preventDefault(), pick(option)),
          },
          option.label,
          option.hint && el('small', {}, option.hint),
        ),
      ),
    )
    list.children[active]?.scrollIntoView({ block: 'nearest' })
  }
  return {
    node: el('div', { class: 'combo' }, input, list),
    input,
    set: (option) => pick(option),
    read: () =>
      chosen ?? (free || /^\d{17,20}$/.test(input.value.trim()) ? input.value.trim() || undefined : undefined),
  }
}
