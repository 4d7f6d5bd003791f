/** Makes an element. Strings become text, never markup. `on*` are listeners; true and false set or leave out an attribute. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'color') node.style.setProperty('--name', value ?? 'var(--ink)')
    else if (name === 'value' || name === 'checked') node[name] = value
    else if (value !== undefined && value !== null && value !== false)
      node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return node
}

export const $ = (id) => document.getElementById(id)

export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter(Boolean))
}

/** Calls the control API; a refusal is thrown with Discord's reason. */
export async function call(name, body) {
  const response = await fetch(`/console/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

export async function look(name, query = {}) {
  const response = await fetch(`/console/api/${name}?${new URLSearchParams(query)}`)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

export function toast(text, kind = 'bad') {
  const node = el('div', { class: `toast ${kind}` }, text)
  $('toasts').append(node)
  setTimeout(() => node.remove(), 4500)
}

/** Does something and says what was refused; gives undefined then. */
export async function attempt(work, done) {
  try {
    const result = await work()
    if (done) toast(done, 'good')
    return result
  } catch (error) {
    toast(error.message)
    return undefined
  }
}

/** A circle with initials, its colour from the id. */
export function avatar(person) {
  const letters = [...(person.name ?? '?').replace(/[^\p{L}\p{N}]/gu, '')].slice(0, 2).join('').toUpperCase() || '?'
  const node = el('span', { class: 'avatar', 'aria-hidden': 'true', 'data-letters': letters })
  node.style.setProperty('--hue', String(((BigInt(person.id) * 2_654_435_761n) >> 9n) % 360n))
  return node
}

export const clock = (at) =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** A dialog with a title and a way out; gives it open. */
export function openDialog(title, ...content) {
  const dialog = el(
    'dialog',
    { 'aria-label': title, onclose: () => dialog.remove(), onclick: (e) => e.target === dialog && dialog.close() },
    el(
      'div',
      { class: 'sheet' },
      el(
        'header',
        {},
        el('h2', {}, title),
        el('button', { class: 'icon', type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕'),
      ),
      ...content,
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
