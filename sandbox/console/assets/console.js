import { openChannel } from './channel-settings.js'
import { $, attempt, avatar, call, el, fill } from './dom.js'
import { drawFate } from './fate.js'
import { startFeed } from './feed.js'
import { openCommand, slashCommands } from './forms.js'
import { drawMessages } from './messages.js'
import { openCast, startPeople } from './people.js'
import { go, onPlace, openPlace, personOf, place, whereBody } from './place.js'

const VOICE = 2
const TEXT = new Set([0, 5])

function drawPlace(view) {
  const { me } = view
  fill(
    $('me'),
    avatar(me),
    el(
      'span',
      { class: 'who' },
      el('b', {}, me.name),
      el(
        'small',
        {},
        [
          me.role ?? (me.member ? 'member' : 'not in this server'),
          me.timedOut && 'timed out',
          !me.dmsOpen && 'DMs closed',
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
  )
  fill(
    $('guilds'),
    view.guilds.map((guild) =>
      nav(guild.name, {
        on: guild.id === place.guildId,
        hint: `${guild.members.toLocaleString()}`,
        faint: !guild.member,
        open: () => go({ guildId: guild.id }),
      }),
    ),
  )
  fill(
    $('channels'),
    view.channels
      .filter(({ type }) => TEXT.has(type))
      .map((c) =>
        nav(`# ${c.name}`, {
          on: c.id === place.channelId,
          faint: !c.visible,
          hint: c.slowmode > 0 ? `${c.slowmode} s` : '',
          open: () => show({ channelId: c.id }),
        }),
      ),
    view.channels.filter(({ type }) => type === VOICE).flatMap(voice),
  )
  fill(
    $('private'),
    nav('Messages from the bot', { on: place.channelId === 'dm', open: () => show({ channelId: 'dm' }) }),
  )
  drawHead(view)
  const draft = $('draft')
  draft.placeholder = view.silent ? `Cannot write: ${view.silent}` : `Message as ${me.name}, or / for commands`
  drawMessages()
}

function drawHead(view) {
  const channel = view.channels.find(({ id }) => id === place.channelId)
  const guild = view.guilds.find(({ id }) => id === place.guildId)
  $('channel-name').textContent = place.channelId === 'dm' ? 'Messages from the bot' : `# ${channel?.name ?? '…'}`
  $('channel-topic').textContent =
    place.channelId === 'dm'
      ? `to ${view.me.name}`
      : [guild?.name, channel?.topic, channel?.slowmode > 0 && `slowmode ${channel.slowmode} s`]
          .filter(Boolean)
          .join(' · ')
  const who = { userId: place.userId, guildId: place.guildId }
  const move = view.me.member
    ? el('button', { type: 'button', class: 'button', onclick: () => attempt(() => call('leave', who)) }, 'Leave')
    : el(
        'button',
        {
          type: 'button',
          class: 'button primary',
          disabled: guild?.banned,
          onclick: () => attempt(() => call('join', who)),
        },
        guild?.banned ? 'Banned' : 'Join',
      )
  fill(
    $('channel-tools'),
    channel &&
      place.channelId !== 'dm' &&
      el('button', { type: 'button', class: 'button', onclick: openChannel }, 'Edit'),
    move,
  )
}

const nav = (label, { on, hint = '', faint = false, open }) =>
  el(
    'button',
    { type: 'button', class: `row ${faint ? 'faint' : ''}`, 'aria-current': on ? 'true' : undefined, onclick: open },
    el('span', { class: 'who' }, label),
    hint && el('small', {}, hint),
  )

function voice(channel) {
  const inside = channel.voice.includes(place.userId)
  const toggle = () =>
    attempt(() =>
      call('voice', { userId: place.userId, guildId: place.guildId, channelId: inside ? null : channel.id }),
    )
  return [
    nav(`◖ ${channel.name}`, {
      on: inside,
      faint: !channel.visible,
      hint: inside ? 'leave' : 'join voice',
      open: toggle,
    }),
    channel.voice.length > 0 &&
      el(
        'p',
        { class: 'voices' },
        channel.voice
          .slice(0, 8)
          .map((id) => personOf(id).name)
          .join(', ') + (channel.voice.length > 8 ? ` and ${channel.voice.length - 8} more` : ''),
      ),
  ]
}

async function show(wish) {
  setView('chat')
  await go(wish)
}

function setView(view) {
  document.body.dataset.view = view
  for (const button of document.querySelectorAll('.switch button'))
    button.setAttribute('aria-current', String(button.dataset.view === view))
}

/** "/" opens the list of commands; arrows and Enter choose. */
function startComposer() {
  const draft = $('draft')
  const list = $('suggestions')
  let active = 0
  const matches = () =>
    draft.value.startsWith('/')
      ? slashCommands().filter(({ path }) => path.startsWith(draft.value.slice(1).toLowerCase()))
      : []
  const choose = (command) => {
    draft.value = ''
    list.hidden = true
    openCommand(command)
  }
  const draw = () => {
    const found = matches()
    active = Math.min(active, Math.max(0, found.length - 1))
    list.hidden = !draft.value.startsWith('/')
    fill(
      list,
      found.length === 0
        ? el('p', { class: 'empty' }, 'No such command for this person here.')
        : found.map((c, index) =>
            el(
              'button',
              { type: 'button', role: 'option', 'aria-selected': String(index === active), onclick: () => choose(c) },
              el('b', {}, `/${c.path}`),
              el('small', {}, c.description),
            ),
          ),
    )
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }
  draft.addEventListener('input', () => {
    active = 0
    draw()
  })
  draft.addEventListener('keydown', (event) => {
    if (list.hidden) return
    if (event.key === 'Escape') list.hidden = true
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const { length } = matches()
    active = (active + (event.key === 'ArrowDown' ? 1 : -1) + length) % Math.max(1, length)
    draw()
  })
  $('write').addEventListener('submit', async (event) => {
    event.preventDefault()
    const command = matches()[active]
    if (command) return choose(command)
    const content = draft.value.trim()
    if (content === '' || content.startsWith('/')) return
    if (await attempt(() => call('write', { ...whereBody(), content }))) draft.value = ''
  })
}

function startTabs(onopen) {
  for (const tab of document.querySelectorAll('[role=tab]'))
    tab.addEventListener('click', () => {
      for (const other of document.querySelectorAll('[role=tab]')) {
        other.setAttribute('aria-selected', String(other === tab))
        $(other.getAttribute('aria-controls')).hidden = other !== tab
      }
      onopen(tab.id)
    })
}

function startTheme() {
  const themes = ['light dark', 'light', 'dark']
  const apply = (theme) => (document.documentElement.style.colorScheme = theme)
  apply(localStorage.getItem('theme') ?? themes[0])
  $('theme').addEventListener('click', () => {
    const next = themes[(themes.indexOf(document.documentElement.style.colorScheme) + 1) % themes.length]
    localStorage.setItem('theme', next)
    apply(next)
  })
}

startTheme()
startComposer()
const drawPeople = startPeople()
startTabs((tab) => tab === 'tab-people' && drawPeople())
onPlace(drawPlace)
for (const button of document.querySelectorAll('.switch button'))
  button.addEventListener('click', () => setView(button.dataset.view))
setView('chat')
$('me').addEventListener('click', openCast)
await openPlace()
$('messages').scrollTop = $('messages').scrollHeight
await Promise.all([drawFate(), startFeed(drawFate)])
