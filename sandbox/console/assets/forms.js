import { $, attempt, call, el, fill, look, openDialog } from './dom.js'
import { combo } from './combo.js'
import { addNote } from './notes.js'
import { place, whereBody } from './place.js'

const Type = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, number: 10 }

/** Slash commands one can run, subcommands on their own: [{ path: 'case view', description, options, command }]. */
export function slashCommands() {
  return (place.view?.commands ?? [])
    .filter(({ type }) => type === 1)
    .flatMap((command) => {
      const subs = (command.options ?? []).filter(({ type }) => type === Type.subcommand)
      return subs.length === 0
        ? [{ path: command.name, description: command.description, options: command.options ?? [] }]
        : subs.map((sub) => ({
            path: `${command.name} ${sub.name}`,
            description: sub.description,
            options: sub.options ?? [],
          }))
    })
}

/** Opens the form of a slash command above the message field. */
export function openCommand({ path, description, options }) {
  const box = $('command')
  const close = () => {
    box.hidden = true
    fill(box)
    $('write').hidden = false
    $('draft').focus()
  }
  const given = () =>
    Object.fromEntries(fields.map(({ name, read }) => [name, read()]).filter(([, value]) => value !== undefined))
  const fields = options.map((option) => field(option, { path, given }))
  const form = el(
    'form',
    {
      class: 'command-form',
      onkeydown: (e) => e.key === 'Escape' && close(),
      onsubmit: async (e) => {
        e.preventDefault()
        const button = form.querySelector('button[type=submit]')
        button.disabled = true
        const pressed = await attempt(() => call('press', { ...whereBody(), command: path, options: given() }))
        button.disabled = false
        if (!pressed) return
        close()
        showAnswer(pressed)
      },
    },
    el(
      'header',
      {},
      el('b', {}, `/${path}`),
      el('span', {}, description),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: close }, '✕'),
    ),
    el('div', { class: 'fields' }, ...fields.map(({ node }) => node)),
    el('footer', {}, el('button', { type: 'submit', class: 'button primary' }, `Run /${path}`)),
  )
  fill(box, form)
  box.hidden = false
  $('write').hidden = true
  ;(form.querySelector('input, select') ?? form.querySelector('button[type=submit]')).focus()
}

function field(option, context) {
  const { name, description, required } = option
  const { node, read } = control(option, context)
  return {
    name,
    read,
    node: el(
      'label',
      {},
      el('span', {}, name, required && el('em', {}, ' required')),
      node,
      el('small', {}, description),
    ),
  }
}

function control(option, context) {
  const { name, type, choices, autocomplete } = option
  if (choices)
    return select(
      choices.map((c) => ({ label: c.name, value: c.value })),
      option,
    )
  if (type === Type.boolean)
    return select(
      [
        { label: 'Yes', value: true },
        { label: 'No', value: false },
      ],
      option,
    )
  if (type === Type.user) {
    const box = combo({ label: name, placeholder: 'name or id', load: findPeople })
    return { node: box.node, read: box.read }
  }
  if (type === Type.channel) {
    const fits = place.view.channels.filter(
      (c) => c.visible && (!option.channel_types || option.channel_types.includes(c.type)),
    )
    return select(
      fits.map((c) => ({ label: `#${c.name}`, value: c.id })),
      option,
    )
  }
  if (type === Type.role)
    return select(
      place.view.roles.map((r) => ({ label: r.name, value: r.id })),
      option,
    )
  const numeric = type === Type.integer || type === Type.number
  const asValue = (value) =>
    value === undefined || value === '' ? undefined : numeric && !Number.isNaN(Number(value)) ? Number(value) : value
  if (autocomplete) {
    const load = async (text) => {
      const options = { ...context.given(), [name]: text }
      const found = await call('autocomplete', { ...whereBody(), command: context.path, options, focused: name })
      return found.map((choice) => ({ label: choice.name, value: choice.value }))
    }
    const box = combo({ label: name, load, free: true })
    return { node: box.node, read: () => asValue(box.read()) }
  }
  const input = el('input', {
    type: numeric ? 'number' : 'text',
    min: option.min_value,
    max: option.max_value,
    maxlength: option.max_length,
    'aria-label': name,
  })
  return { node: input, read: () => asValue(input.value) }
}

function select(options, { name, required }) {
  const node = el(
    'select',
    { 'aria-label': name },
    (!required || options.length !== 1) && el('option', { value: '' }, '—'),
    ...options.map((o, index) => el('option', { value: String(index) }, o.label)),
  )
  return { node, read: () => options[node.value === '' ? -1 : Number(node.value)]?.value }
}

export const findPeople = async (q) =>
  (await look('people', { q, guild: place.guildId })).map((p) => ({
    value: p.id,
    label: p.name,
    hint: [p.username, p.role, !p.member && 'not here', p.banned && 'banned', p.timedOut && 'timed out']
      .filter(Boolean)
      .join(' · '),
    person: p,
  }))

/** What the app's first answer asks of the page: a form to open, or word that none came. */
export function showAnswer(pressed) {
  if (pressed.failure) addNote(pressed.failure)
  if (pressed.modal) openModal(pressed)
}

function openModal({ interactionId, modal }) {
  const inputs = modal.components.map((row) => {
    const component = row.type === 18 ? row.component : row.components[0]
    const label = row.label ?? component.label
    const shared = { 'aria-label': label, required: component.required !== false, placeholder: component.placeholder }
    const bounds = { minlength: component.min_length, maxlength: component.max_length, value: component.value ?? '' }
    const input =
      component.type === 3
        ? el(
            'select',
            shared,
            ...component.options.map((o) => el('option', { value: o.value, selected: o.default }, o.label)),
          )
        : component.style === 2
          ? el('textarea', { ...shared, ...bounds, rows: '4' })
          : el('input', { ...shared, ...bounds })
    return {
      id: component.custom_id,
      input,
      node: el('label', {}, el('span', {}, label), input, row.description && el('small', {}, row.description)),
    }
  })
  const dialog = openDialog(
    modal.title,
    el(
      'form',
      {
        class: 'fields',
        onsubmit: async (e) => {
          e.preventDefault()
          const values = Object.fromEntries(inputs.map(({ id, input }) => [id, input.value]))
          const pressed = await attempt(() => call('submit', { ...whereBody(), opened: interactionId, values }))
          if (!pressed) return
          dialog.close()
          showAnswer(pressed)
        },
      },
      ...inputs.map(({ node }) => node),
      el(
        'footer',
        {},
        el('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Cancel'),
        el('button', { class: 'button primary' }, 'Submit'),
      ),
    ),
  )
}
