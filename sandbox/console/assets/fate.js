import { $, attempt, call, clock, el, fill, look } from './dom.js'
import { place } from './place.js'

const group = (title, hint, ...content) =>
  el('section', { class: 'group' }, el('h2', {}, title), hint && el('p', { class: 'hint' }, hint), ...content)
const buttons = (...content) => el('div', { class: 'buttons' }, ...content)
const press = (label, name, body, { kind = '', on } = {}) =>
  el(
    'button',
    {
      type: 'button',
      class: `button ${kind}`,
      'aria-pressed': on === undefined ? undefined : String(on),
      onclick: () => attempt(() => call(name, typeof body === 'function' ? body() : body)).then(drawFate),
    },
    label,
  )
const number = (label, value, max) =>
  el('input', { type: 'number', min: '0', max: String(max), value: String(value), 'aria-label': label })
const labelled = (label, node) => el('label', { class: 'small' }, el('span', {}, label), node)

const fleetSize = number('Servers', 1000, 10000)
const accounts = number('Accounts', 40, 2000)
const perSecond = number('Joins a second', 10, 500)
const words = number('Messages each', 5, 100)
const delay = number('Delay, ms', 800, 60_000)
const times = number('How often', 10, 1000)
const often = () => (Number(times.value) > 0 ? { times: Number(times.value) } : {})
const faults = [
  ['Slow', () => ({ kind: 'delay', ms: Number(delay.value) })],
  ['500', () => ({ kind: 'status', status: 500 })],
  ['503', () => ({ kind: 'status', status: 503 })],
  ['429 storm', () => ({ kind: '429', ms: 1000, scope: 'user' })],
  ['429 global', () => ({ kind: '429', ms: 2000, scope: 'global' })],
  ['1015', () => ({ kind: '1015' })],
  ['Cut before', () => ({ kind: 'drop', when: 'before' })],
  ['Cut after', () => ({ kind: 'drop', when: 'after' })],
]

/** What is broken on purpose and what lives by itself, read anew. */
export async function drawFate() {
  const fate = await look('fate').catch(() => null)
  if (!fate) return
  const { gateway } = fate
  if (!$('fate').contains(document.activeElement) || document.activeElement.tagName !== 'INPUT')
    fill($('fate'), sections(fate))
  drawViolations(fate.violations)
  const connected = gateway.sessions.filter((session) => session.connected).length
  fill(
    $('pills'),
    pill(
      connected > 0 ? `${connected} shard${connected === 1 ? '' : 's'}` : 'no relay',
      connected > 0 ? 'good' : 'warn',
    ),
    fate.outage !== 'none' && pill(`outage: ${fate.outage}`, 'bad'),
    fate.faults.length > 0 && pill(`${fate.faults.length} fault${fate.faults.length === 1 ? '' : 's'}`, 'bad'),
    gateway.holding && pill('events held', 'bad'),
    fate.raids.length > 0 && pill('raid', 'bad'),
    fate.violations.length > 0 &&
      pill(`${fate.violations.length} violation${fate.violations.length === 1 ? '' : 's'}`, 'bad'),
  )
}

const pill = (label, kind) => el('span', { class: `pill ${kind}` }, label)

function sections(fate) {
  const { gateway, fleet } = fate
  return [
    group(
      'Raid',
      'Fresh accounts join this server and spam until they are stopped or dealt with.',
      el(
        'div',
        { class: 'numbers' },
        labelled('accounts', accounts),
        labelled('a second', perSecond),
        labelled('messages', words),
      ),
      buttons(
        press(
          'Start a raid',
          'raid',
          () => ({
            guildId: place.guildId,
            accounts: Number(accounts.value),
            perSecond: Number(perSecond.value),
            messages: Number(words.value),
          }),
          { kind: 'danger' },
        ),
        fate.raids.length > 0 && press('Stop it', 'stop-raid', {}),
      ),
      ...fate.raids.map((raid) =>
        el(
          'p',
          { class: 'hint' },
          `${raid.joined} of ${raid.accounts} joined, ${raid.turnedAway} found invites paused, ${raid.speaking} still talking`,
        ),
      ),
    ),
    group(
      'Fleet',
      'Small servers add the bot; most owners choose where its news go. Their channels can be broken, and mended.',
      el('div', { class: 'numbers' }, labelled('servers', fleetSize)),
      buttons(
        press('Grow a fleet', 'grow-fleet', () => ({ servers: Number(fleetSize.value) })),
        fleet.settled > 0 && press('Break six', 'break-fleet', { how: { deleted: 2, muted: 2, hidden: 2 } }),
        fleet.settled > 0 && press('Two slow, two failing', 'break-fleet', { how: { slow: 2, failing: 2 } }),
        fleet.broken.length > 0 && press('Mend all', 'mend-fleet', {}),
      ),
      fleet.wanted > 0 &&
        el(
          'p',
          { class: 'hint' },
          `${fleet.grown} of ${fleet.wanted} servers are there, ${fleet.settled} chose a channel, ${fleet.undecided} never will`,
        ),
      ...fleet.broken.map((one) =>
        el(
          'p',
          { class: 'rule' },
          el('span', {}, `${one.name} · ${one.how}`),
          press('Mend', 'mend-fleet', { guildId: one.guildId }),
        ),
      ),
    ),
    group(
      'Everyday life',
      'People talk, come and go; now and then a moderator acts by hand.',
      buttons(
        ...[
          [0, 'Still'],
          [0.5, 'Slow'],
          [1, 'Usual'],
          [5, 'Busy'],
          [25, 'Frantic'],
        ].map(([rate, label]) => press(label, 'life', { rate }, { on: fate.life === rate })),
      ),
    ),
    group(
      'The API fails',
      'Applies to the next calls; 0 times is until removed.',
      el('div', { class: 'numbers' }, labelled('times', times), labelled('slow by, ms', delay)),
      buttons(...faults.map(([label, make]) => press(label, 'fault', () => ({ ...make(), ...often() })))),
      ...fate.faults.map((rule) =>
        el(
          'p',
          { class: 'rule' },
          el(
            'span',
            {},
            [
              rule.kind,
              rule.status,
              rule.ms && `${rule.ms} ms`,
              rule.when,
              rule.times && `${rule.times} left`,
              rule.match.path,
            ]
              .filter(Boolean)
              .join(' · '),
          ),
          press('Remove', 'remove-fault', { id: rule.id }),
        ),
      ),
    ),
    group(
      'Outage',
      'API and gateway at once.',
      buttons(
        press('None', 'outage', { outage: 'none' }, { on: fate.outage === 'none' }),
        press('503 to all', 'outage', { outage: 'down' }, { on: fate.outage === 'down' }),
        press('Unreachable', 'outage', { outage: 'gone' }, { on: fate.outage === 'gone' }),
      ),
    ),
    group(
      'Gateway',
      null,
      ...gateway.sessions.map((session) =>
        el(
          'p',
          { class: 'rule' },
          el(
            'span',
            {},
            `shard ${session.shard} · ${session.connected ? 'connected' : 'away'} · event ${session.sequence}`,
          ),
        ),
      ),
      buttons(
        press('Cut the line', 'gateway', { do: 'drop' }),
        press('Ask to reconnect (op 7)', 'gateway', { do: 'reconnect' }),
        press('Invalidate session (op 9)', 'gateway', { do: 'invalidate' }),
        gateway.holding
          ? press('Release events', 'gateway', { do: 'release' }, { on: true })
          : press('Hold events', 'gateway', { do: 'hold' }),
        press('Some events twice', 'turbulence', { duplicates: !gateway.duplicates }, { on: gateway.duplicates }),
        press('In either order', 'turbulence', { reorder: !gateway.reorder }, { on: gateway.reorder }),
      ),
    ),
    group('Interactions', null, buttons(press('Send a bad signature', 'probe', {}))),
    buttons(press('Clear all faults', 'clear-faults', {})),
  ]
}

function drawViolations(list) {
  $('tab-violations').textContent = list.length > 0 ? `Violations ${list.length}` : 'Violations'
  fill(
    $('violations'),
    list.length === 0
      ? el('p', { class: 'empty' }, 'None. Every request was one that Discord’s documentation allows.')
      : [
          press('Forget them', 'clear-violations', {}),
          el(
            'ol',
            { class: 'feed' },
            ...list
              .toReversed()
              .map((v) =>
                el(
                  'li',
                  { class: 'violation' },
                  el(
                    'p',
                    {},
                    el('time', {}, clock(v.at)),
                    el('span', { class: 'what' }, el('b', {}, `${v.method} ${v.path}`), ` ${v.what}`),
                  ),
                ),
              ),
          ),
        ],
  )
}

setInterval(() => document.visibilityState === 'visible' && drawFate().then(() => undefined), 3000)
