import { $, attempt, avatar, call, el, fill } from './dom.js'
import { personOf, place, whereBody } from './place.js'
import { notesHere, onNote } from './notes.js'
import { openPerson } from './person.js'
import { showAnswer } from './forms.js'
import { lines, text } from './text.js'

const EPHEMERAL = 64
const LOADING = 128
const dismissed = new Set()
/** what is on the page: message id → its JSON and node, so that nothing is drawn twice */
let drawn = new Map()

export function drawMessages() {
  const list = $('messages')
  const { view } = place
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60
  const next = new Map()
  let before = null
  const nodes = []
  for (const message of view.messages) {
    if (dismissed.has(message.id)) continue
    const follows =
      before?.author.id === message.author.id &&
      Date.parse(message.timestamp) - Date.parse(before.timestamp) < 300_000 &&
      !message.interaction_metadata
    const json = JSON.stringify([message, follows, view.people[message.author.id], menusOf(view).length])
    const old = drawn.get(message.id)
    const entry = old?.json === json ? old : { json, node: drawMessage(message, follows) }
    next.set(message.id, entry)
    nodes.push(entry.node)
    before = message
  }
  drawn = next
  for (const note of notesHere())
    nodes.push(el('li', { class: 'note' }, note.text, el('small', {}, ' Only you can see this')))
  if (nodes.length === 0) nodes.push(el('li', { class: 'empty' }, emptyText(view)))
  if (nodes.length !== list.children.length || nodes.some((node, index) => node !== list.children[index]))
    fill(list, nodes)
  if (atEnd) list.scrollTop = list.scrollHeight
}

function emptyText(view) {
  if (place.channelId === 'dm') return 'The bot has not written to this person.'
  const channel = view.channels.find(({ id }) => id === place.channelId)
  return channel?.visible === false ? 'This person cannot see this channel.' : 'Nothing here yet.'
}

function drawMessage(message, follows) {
  const author = personOf(message.author.id)
  const asked = message.interaction_metadata?.user
  const ephemeral = (message.flags & EPHEMERAL) !== 0
  const loading = (message.flags & LOADING) !== 0
  const mine = message.author.id === place.userId
  return el(
    'li',
    { class: ['message', follows && 'follows', ephemeral && 'ephemeral', mine && 'mine'].filter(Boolean).join(' ') },
    asked && el('p', { class: 'asked' }, el('b', {}, asked.global_name ?? asked.username), ' used a command'),
    !follows &&
      el(
        'button',
        { class: 'face', type: 'button', 'aria-label': `About ${author.name}`, onclick: () => openPerson(author.id) },
        avatar(author),
      ),
    el(
      'div',
      { class: 'body' },
      !follows &&
        el(
          'p',
          { class: 'by' },
          el(
            'button',
            { class: 'name', type: 'button', color: author.color, onclick: () => openPerson(author.id) },
            author.name,
          ),
          author.bot && el('span', { class: 'tag' }, 'APP'),
          el(
            'time',
            {},
            new Date(message.timestamp).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false }),
          ),
        ),
      loading
        ? el('p', { class: 'thinking' }, el('i'), el('i'), el('i'), `${author.name} is thinking…`)
        : el(
            'div',
            { class: 'content' },
            ...lines(message.content),
            message.edited_timestamp && el('small', {}, ' (edited)'),
          ),
      ...message.embeds.map(drawEmbed),
      ...message.components.map((row) => drawRow(message, row)),
      ephemeral &&
        el(
          'p',
          { class: 'only' },
          'Only you can see this · ',
          el(
            'button',
            { type: 'button', class: 'link', onclick: () => (dismissed.add(message.id), drawMessages()) },
            'Dismiss',
          ),
        ),
    ),
    !ephemeral && place.channelId !== 'dm' && !mine && messageMenus(message),
    !ephemeral &&
      place.channelId !== 'dm' &&
      el(
        'button',
        {
          class: 'icon delete',
          type: 'button',
          title: 'Delete',
          'aria-label': 'Delete message',
          onclick: () => attempt(() => call('delete-message', { ...whereBody(), messageId: message.id })),
        },
        '✕',
      ),
  )
}

/** What the app offers on a message. */
const messageMenus = (message) =>
  el(
    'span',
    { class: 'apps' },
    ...menusOf(place.view).map((menu) =>
      el(
        'button',
        {
          type: 'button',
          class: 'button',
          title: 'Apps',
          onclick: async () => {
            const where = { ...whereBody(), command: menu.name, messageId: message.id }
            const pressed = await attempt(() => call('press-message-menu', where))
            if (pressed) showAnswer(pressed)
          },
        },
        menu.name,
      ),
    ),
  )
const menusOf = (view) => view.commands.filter(({ type }) => type === 3)

function drawEmbed(embed) {
  const node = el(
    'div',
    { class: 'embed' },
    embed.author?.name && el('p', { class: 'embed-author' }, embed.author.name),
    embed.title &&
      el(
        'p',
        { class: 'embed-title' },
        embed.url
          ? el('a', { href: safe(embed.url), target: '_blank', rel: 'noopener noreferrer' }, ...text(embed.title))
          : text(embed.title),
      ),
    embed.description && el('div', { class: 'content' }, ...lines(embed.description)),
    embed.fields?.length > 0 &&
      el(
        'dl',
        {},
        ...embed.fields.map((field) =>
          el(
            'div',
            { class: field.inline ? 'inline' : '' },
            el('dt', {}, ...text(field.name)),
            el('dd', {}, ...lines(field.value)),
          ),
        ),
      ),
    (embed.footer?.text || embed.timestamp) &&
      el(
        'p',
        { class: 'embed-footer' },
        [embed.footer?.text, embed.timestamp && new Date(embed.timestamp).toLocaleString()].filter(Boolean).join(' · '),
      ),
  )
  if (embed.color) node.style.borderInlineStartColor = `#${embed.color.toString(16).padStart(6, '0')}`
  return node
}

const safe = (url) => (/^https?:\/\//.test(url) ? url : undefined)

function drawRow(message, row) {
  return el(
    'div',
    { class: 'components' },
    ...(row.components ?? []).map((component) => drawComponent(message, component)),
  )
}

function drawComponent(message, component) {
  const click = (values) =>
    attempt(async () =>
      showAnswer(await call('click', { ...whereBody(), messageId: message.id, customId: component.custom_id, values })),
    )
  const label = [component.emoji?.name, component.label].filter(Boolean).join(' ')
  if (component.type === 2 && component.style === 5)
    return el(
      'a',
      { class: 'button', href: safe(component.url), target: '_blank', rel: 'noopener noreferrer' },
      `${label} ↗`,
    )
  if (component.type === 2)
    return el(
      'button',
      {
        type: 'button',
        class: `button style-${component.style}`,
        disabled: component.disabled,
        onclick: () => click(),
      },
      label,
    )
  if (component.type === 3)
    return el(
      'select',
      {
        'aria-label': component.placeholder ?? 'Choose',
        disabled: component.disabled,
        onchange: (e) => click([e.target.value]),
      },
      el('option', { value: '' }, component.placeholder ?? 'Choose…'),
      ...component.options.map((option) => el('option', { value: option.value }, option.label)),
    )
  return el('small', {}, `component ${component.type}`)
}

onNote(drawMessages)
