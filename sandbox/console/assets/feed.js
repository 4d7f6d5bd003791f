import { $, clock, el, fill, look } from './dom.js'
import { place, refresh } from './place.js'

const KEPT = 250
const kinds = { request: 'REST', gateway: 'Gateway', interaction: 'Interactions', violation: 'Violations' }
const shown = new Set(Object.keys(kinds))
let items = []
let paused = false

const tone = (status) => (status >= 500 || status === 0 ? 'bad' : status >= 400 ? 'warn' : 'good')

function drawItem(item) {
  const parts = {
    request: () => [
      badge(item.status || 'cut', tone(item.status)),
      el('b', {}, item.method),
      el('span', { title: item.path }, ` ${shorten(item.path)}`),
      item.reason && el('small', {}, ` “${item.reason}”`),
    ],
    gateway: () => [badge(item.shard, 'plain'), el('b', {}, item.t), ` ${item.detail ?? guildName(item.guildId)}`],
    interaction: () => [badge(item.status || 'none', tone(item.status)), el('b', {}, item.name), ` ${item.outcome}`],
    violation: () => [badge('!', 'bad'), el('b', {}, `${item.method} ${shorten(item.path)}`), ` ${item.what}`],
  }[item.kind]()
  const more = item.kind === 'request' ? { sent: item.sent, answered: item.answered } : null
  const line = [
    el('time', {}, clock(item.at)),
    el('span', { class: `kind ${item.kind}` }, item.kind === 'request' ? item.who : ''),
    el('span', { class: 'what' }, ...parts),
    item.ms !== undefined && el('span', { class: 'ms' }, `${Math.round(item.ms)} ms`),
  ]
  return more
    ? el(
        'li',
        { class: item.kind },
        el(
          'details',
          {
            ontoggle: (e) =>
              e.target.open &&
              !e.target.querySelector('pre') &&
              e.target.append(el('pre', {}, JSON.stringify(more, null, 2))),
          },
          el('summary', {}, ...line.filter(Boolean)),
        ),
      )
    : el('li', { class: item.kind }, el('p', {}, ...line.filter(Boolean)))
}

/** Ids by their last digits. */
const shorten = (path) => path.replace(/\d{13,16}(\d{4})/g, '…\u2060$1').replaceAll('/', '/\u200B')
const badge = (label, kind) => el('span', { class: `badge ${kind}` }, String(label))
const guildName = (id) => place.view?.guilds.find((guild) => guild.id === id)?.name ?? ''

function drawAll() {
  fill(
    $('live'),
    items
      .filter(({ kind }) => shown.has(kind))
      .toReversed()
      .map(drawItem),
  )
}

function add(fresh) {
  items = [...items, ...fresh].slice(-KEPT)
  if (paused) return
  const list = $('live')
  const still = list.scrollTop > 20 ? list.scrollHeight : 0
  list.prepend(
    ...fresh
      .filter(({ kind }) => shown.has(kind))
      .toReversed()
      .map(drawItem),
  )
  while (list.children.length > KEPT) list.lastElementChild.remove()
  if (still) list.scrollTop += list.scrollHeight - still
}

/** Shows what happens as it happens; `onfate` is told when something beyond this place changed. */
export async function startFeed(onfate) {
  fill(
    $('live-filters'),
    Object.entries(kinds).map(([kind, label]) =>
      el(
        'label',
        { class: 'chip' },
        el('input', {
          type: 'checkbox',
          checked: true,
          onchange: (e) => {
            if (e.target.checked) shown.add(kind)
            else shown.delete(kind)
            drawAll()
          },
        }),
        label,
      ),
    ),
    el(
      'label',
      { class: 'chip' },
      el('input', {
        type: 'checkbox',
        onchange: (e) => {
          paused = e.target.checked
          if (!paused) drawAll()
        },
      }),
      'Pause',
    ),
  )
  add(await look('recent'))
  const source = new EventSource('/console/api/events')
  source.addEventListener('open', () => document.body.classList.remove('offline'))
  source.addEventListener('error', () => document.body.classList.add('offline'))
  source.addEventListener('message', ({ data }) => {
    const batch = JSON.parse(data)
    add(batch.filter(({ kind }) => kind !== 'changed'))
    if (batch.some(({ kind }) => kind === 'violation')) onfate()
    for (const change of batch.filter(({ kind }) => kind === 'changed')) {
      if (change.guilds.includes('any')) onfate()
      if (change.channels.includes(place.channelId) || change.guilds.includes('any') || place.channelId === 'dm')
        void refresh().catch(() => undefined)
      else if (change.guilds.includes(place.guildId)) later()
    }
  })
}

/** Joins and voice in a busy server redraw the place at most twice a second. */
let timer
function later() {
  timer ??= setTimeout(() => {
    timer = undefined
    void refresh().catch(() => undefined)
  }, 500)
}
