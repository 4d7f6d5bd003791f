import { $, attempt, avatar, call, el, fill, look, openDialog } from './dom.js'
import { findPeople } from './forms.js'
import { openPerson } from './person.js'
import { go } from './place.js'

const row = (person, onclick) =>
  el(
    'button',
    { type: 'button', class: 'row', onclick },
    avatar(person),
    el('span', { class: 'who' }, el('b', { color: person.color }, person.name), el('small', {}, person.username)),
    ...[person.role, person.timedOut && 'timed out', person.banned && 'banned']
      .filter(Boolean)
      .map((t) => el('span', { class: 'chip' }, t)),
  )

/** Chooses who one is. */
export async function openCast() {
  const cast = await look('cast')
  const rows = el('div', { class: 'rows' })
  const be = (person) => {
    dialog.close()
    void go({ userId: person.id })
  }
  const drawCast = () =>
    fill(
      rows,
      cast.flatMap(({ group, people }) => [
        el('h3', {}, group),
        ...people.map((person) => row(person, () => be(person))),
      ]),
    )
  const search = el('input', {
    type: 'search',
    placeholder: 'Anyone, by name or id',
    'aria-label': 'Find someone',
    oninput: async () => {
      const q = search.value.trim()
      if (q === '') return drawCast()
      const found = await findPeople(q)
      if (q === search.value.trim())
        fill(
          rows,
          found.map(({ person }) => row(person, () => be(person))),
        )
    },
  })
  const name = el('input', {
    placeholder: 'new.account',
    minlength: '2',
    maxlength: '32',
    required: true,
    'aria-label': 'Name of a new account',
  })
  const create = el(
    'form',
    {
      class: 'one-line',
      onsubmit: async (e) => {
        e.preventDefault()
        const user = await attempt(() => call('new-person', { username: name.value.trim() }))
        if (user) be(user)
      },
    },
    name,
    el('button', { class: 'button' }, 'Create account'),
  )
  drawCast()
  const dialog = openDialog('Who are you?', search, rows, create)
}

/** The people tab: who is here, by name. */
export function startPeople() {
  const search = $('people-search')
  const draw = async () => {
    const q = search.value
    const found = await findPeople(q).catch(() => [])
    if (q === search.value)
      fill(
        $('people'),
        found.map(({ person }) => row(person, () => openPerson(person.id))),
      )
  }
  search.addEventListener('input', draw)
  return draw
}
