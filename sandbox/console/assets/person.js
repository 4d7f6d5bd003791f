import { attempt, avatar, call, el, look, openDialog } from './dom.js'
import { showAnswer } from './forms.js'
import { go, place, whereBody } from './place.js'

const MINUTE = 60_000
const timeouts = [
  ['5 minutes', 5 * MINUTE],
  ['1 hour', 60 * MINUTE],
  ['1 day', 1440 * MINUTE],
  ['1 week', 10_080 * MINUTE],
  ['28 days', 40_320 * MINUTE],
]
const windows = [
  ['keep messages', 0],
  ['last hour', 3600],
  ['last day', 86_400],
  ['last 7 days', 604_800],
]

const choice = (label, options) =>
  el('select', { 'aria-label': label }, ...options.map(([name, value]) => el('option', { value: String(value) }, name)))
const chips = (p) =>
  el(
    'p',
    { class: 'chips' },
    ...[p.role, p.bot && 'bot', !p.member && 'not a member', p.timedOut && 'timed out', p.banned && 'banned']
      .filter(Boolean)
      .map((t) => el('span', { class: 'chip' }, t)),
  )

/** A person: the app's menu, and what one can do by hand. */
export async function openPerson(id) {
  const [person] = await look('people', { q: id, guild: place.guildId })
  if (!person) return
  const me = place.view.me
  const act = { userId: place.userId, guildId: place.guildId, targetId: id }
  const reason = el('input', { placeholder: 'Reason for the audit log', maxlength: '512', 'aria-label': 'Reason' })
  const minutes = choice('Timeout', timeouts)
  const window_ = choice('Delete messages', windows)
  const nick = el('input', { placeholder: 'Nickname', maxlength: '32', 'aria-label': 'Nickname' })
  const because = () => (reason.value.trim() ? { reason: reason.value.trim() } : {})
  const close = () => dialog.close()
  const button = (label, name, body, kind = '') =>
    el(
      'button',
      {
        type: 'button',
        class: `button ${kind}`,
        onclick: async () =>
          (await attempt(() => call(name, { ...act, ...because(), ...body() }), `${label}: done`)) && close(),
      },
      label,
    )
  const menus = place.view.commands.filter(({ type }) => type === 2)
  const server = { userId: id, guildId: place.guildId }
  const dialog = openDialog(
    person.name,
    el(
      'div',
      { class: 'person' },
      avatar(person),
      el(
        'div',
        {},
        el('b', { color: person.color }, person.name),
        el('small', {}, `${person.username} · ${person.id}`),
        chips(person),
      ),
    ),
    el(
      'div',
      { class: 'buttons' },
      id !== me.id &&
        !person.bot &&
        el(
          'button',
          { type: 'button', class: 'button primary', onclick: () => (close(), go({ userId: id })) },
          `Be ${person.name}`,
        ),
      ...menus.map((menu) =>
        el(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: async () => {
              const pressed = await attempt(() =>
                call('press-menu', { ...whereBody(), command: menu.name, targetId: id }),
              )
              if (pressed) close()
              if (pressed) showAnswer(pressed)
            },
          },
          `Apps → ${menu.name}`,
        ),
      ),
    ),
    el('h3', {}, `By hand in Discord, as ${me.name}`),
    reason,
    el(
      'div',
      { class: 'pairs' },
      el(
        'div',
        {},
        minutes,
        button('Time out', 'timeout', () => ({ ms: Number(minutes.value) })),
        person.timedOut && button('End timeout', 'timeout', () => ({ ms: 0 })),
      ),
      el(
        'div',
        {},
        window_,
        person.banned
          ? button('Unban', 'unban', () => ({}))
          : button('Ban', 'ban', () => ({ deleteSeconds: Number(window_.value) }), 'danger'),
        button('Kick', 'kick', () => ({}), 'danger'),
      ),
      el(
        'div',
        {},
        nick,
        button('Rename', 'nick', () => ({ nick: nick.value.trim() || null })),
      ),
    ),
    person.member && roleList(person, act),
    el('h3', {}, 'Their own doing'),
    el(
      'div',
      { class: 'buttons' },
      el(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: async () => (await attempt(() => call(person.member ? 'leave' : 'join', server), 'done')) && close(),
        },
        person.member ? 'Leave this server' : 'Join this server',
      ),
      el(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: () => attempt(() => call('dms', { userId: id, open: false }), 'They take no direct messages now'),
        },
        'Close DMs',
      ),
      el(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: () => attempt(() => call('dms', { userId: id, open: true }), 'They take direct messages now'),
        },
        'Open DMs',
      ),
    ),
  )
}

function roleList(person, act) {
  return el(
    'details',
    {},
    el('summary', {}, `Roles (${person.roles.length})`),
    el(
      'div',
      { class: 'roles' },
      ...place.view.roles.map((role) =>
        el(
          'label',
          {},
          el('input', {
            type: 'checkbox',
            checked: person.roles.includes(role.id),
            onchange: async (e) => {
              const done = await attempt(() => call('role', { ...act, roleId: role.id, has: e.target.checked }))
              if (!done) e.target.checked = !e.target.checked
            },
          }),
          role.name,
        ),
      ),
    ),
  )
}
