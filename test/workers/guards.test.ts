import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import { api } from '#workers/api/app.ts'
import { guarded } from '#workers/api/guarded.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, Visitor } from './visitor.ts'

/** Every route of a guild, and the least seat that opens it. A new route is written down here, or this file fails. */
const needs = {
  'GET /api/guilds/:guild': 'viewer',
  'GET /api/guilds/:guild/overview': 'viewer',
  'GET /api/guilds/:guild/live': 'viewer',
  'GET /api/guilds/:guild/cases': 'viewer',
  'GET /api/guilds/:guild/cases/facets': 'viewer',
  'GET /api/guilds/:guild/cases/export': 'moderator',
  'POST /api/guilds/:guild/cases/bulk': 'moderator',
  'POST /api/guilds/:guild/cases/numbers': 'moderator',
  'POST /api/guilds/:guild/cases/count': 'viewer',
  'GET /api/guilds/:guild/cases/:number': 'viewer',
  'PATCH /api/guilds/:guild/cases/:number': 'moderator',
  'GET /api/guilds/:guild/cases/:number/work': 'viewer',
  'GET /api/guilds/:guild/cases/:number/thread': 'viewer',
  'GET /api/guilds/:guild/cases/:number/evidence': 'viewer',
  'GET /api/guilds/:guild/cases/:number/evidence/fates': 'viewer',
  'GET /api/guilds/:guild/cases/:number/evidence/:message/:file': 'viewer',
  'POST /api/guilds/:guild/cases/:number/comments': 'moderator',
  'PATCH /api/guilds/:guild/cases/:number/comments/:id': 'moderator',
  'DELETE /api/guilds/:guild/cases/:number/comments/:id': 'moderator',
  'GET /api/guilds/:guild/choices': 'viewer',
  'GET /api/guilds/:guild/imports': 'admin',
  'POST /api/guilds/:guild/imports': 'admin',
  'POST /api/guilds/:guild/imports/preview': 'admin',
  'GET /api/guilds/:guild/imports/bans': 'admin',
  'POST /api/guilds/:guild/imports/:id/roll-back': 'admin',
  'GET /api/guilds/:guild/views': 'viewer',
  'POST /api/guilds/:guild/views': 'viewer',
  'PATCH /api/guilds/:guild/views/:id': 'viewer',
  'DELETE /api/guilds/:guild/views/:id': 'viewer',
  'POST /api/guilds/:guild/actions': 'moderator',
  'GET /api/guilds/:guild/audit-log': 'admin',
  'GET /api/guilds/:guild/audit-log/export': 'admin',
  'GET /api/guilds/:guild/audit-log/:seq': 'admin',
  'GET /api/guilds/:guild/members': 'viewer',
  'POST /api/guilds/:guild/members/count': 'viewer',
  'GET /api/guilds/:guild/members/:user': 'viewer',
  'GET /api/guilds/:guild/members/:user/standing': 'viewer',
  'GET /api/guilds/:guild/members/:user/timeline': 'viewer',
  'GET /api/guilds/:guild/reports': 'moderator',
  'GET /api/guilds/:guild/reports/desk': 'moderator',
  'GET /api/guilds/:guild/reports/:number': 'moderator',
  'GET /api/guilds/:guild/reports/:number/fate': 'moderator',
  'PATCH /api/guilds/:guild/reports/:number': 'moderator',
  'GET /api/guilds/:guild/raid': 'viewer',
  'POST /api/guilds/:guild/raid/alerts/:alert/dismiss': 'moderator',
  'GET /api/guilds/:guild/seats': 'admin',
  'PUT /api/guilds/:guild/seats': 'admin',
  'DELETE /api/guilds/:guild/seats/:subjectType/:subjectId': 'admin',
  'GET /api/guilds/:guild/settings': 'admin',
  'POST /api/guilds/:guild/settings/broadcasts/try': 'admin',
  'POST /api/guilds/:guild/sweeps': 'moderator',
  'GET /api/guilds/:guild/sweeps': 'viewer',
  'GET /api/guilds/:guild/sweeps/:sweep': 'viewer',
  'GET /api/guilds/:guild/sweeps/:sweep/items': 'viewer',
  'GET /api/guilds/:guild/sweeps/:sweep/failures': 'viewer',
  'GET /api/guilds/:guild/sweeps/:sweep/results.csv': 'viewer',
  'PATCH /api/guilds/:guild/sweeps/:sweep': 'moderator',
  'POST /api/guilds/:guild/sweeps/:sweep/:command': 'moderator',
  'PATCH /api/guilds/:guild/settings': 'admin',
  'POST /api/guilds/:guild/settings/ladder-trial': 'admin',
  'GET /api/guilds/:guild/settings/broadcasts': 'admin',
} as const
const routes = Object.keys(needs) as (keyof typeof needs)[]
const mounted = [...new Set(api.routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path}`))]
const forDevelopers = mounted.filter((route) => route.includes(' /api/developer/'))
const unguarded = ['GET /api/guilds', 'GET /api/session']

/** Asks a route about a guild, with something well-formed in every other place. */
function ask(visitor: Visitor, route: string, guild: string): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const filled = path
    .replace(':guild', guild)
    .replace(':number', '1')
    .replace(':sweep', 'abcdef0123456789')
    .replace(':command', 'pause')
    .replace(':message', people.rick)
    .replace(':file', people.rick)
    .replace(':id', '1')
    .replace(':seq', '1')
    .replace(':user', people.rick)
    .replace(':alert', 'none')
    .replace(':subjectType', 'user')
    .replace(':subjectId', people.rick)
  return visitor.fetch(filled, { method })
}

let harbour: string
beforeAll(async () => {
  harbour = await installHarbour()
})

test('the route table holds these routes and no others', () => {
  const others = mounted.filter((route) => !forDevelopers.includes(route))
  expect(others.sort()).toEqual([...routes, ...unguarded].sort())
})

test('an app with an unguarded route does not start', () => {
  for (const path of ['/api/guilds/:guild/leak', '/api/:any', '/api/developer/health'])
    expect(() => guarded(new Hono().get(path, (c) => c.text('')))).toThrow('not behind a guard')
})

describe.for(routes)('%s', (route) => {
  test('is closed to the signed-out', async () => {
    expect(await verdict(await ask(new Visitor(), route, harbour))).toBe('401 signed_out')
  })
  test('takes nothing for a server that is no Discord id', async () => {
    const visitor = await visitorOf(people.mara)
    for (const id of ['1', 'x', '0'.repeat(18), '9'.repeat(40), '%2e%2e', "1'--"])
      expect(await verdict(await ask(visitor, route, id))).toMatch(/^40[04]/)
  })
  test('knows no server that the bot is not in', async () => {
    expect(await verdict(await ask(await visitorOf(people.mara), route, '100000000000000009'))).toBe(
      '404 no_such_guild',
    )
  })
  test('is closed to someone who is not in the server', async () => {
    expect(await verdict(await ask(await visitorOf(people.otto), route, harbour))).toMatch(
      /^40[34] (no_such_guild|no_seat)$/,
    )
  })
  test('is closed to a member without a seat', async () => {
    expect(await verdict(await ask(await visitorOf(people.nils), route, harbour))).toBe('403 no_seat')
  })
})

test.for(forDevelopers)('%s is the developers’ alone', async (route) => {
  expect(await verdict(await ask(new Visitor(), route, harbour))).toBe('401 signed_out')
  expect(await verdict(await ask(await visitorOf(people.ines), route, harbour))).toBe('403 developers_only')
})

test('each seat opens what it should and nothing above', async () => {
  await seat(harbour, people.leo, 'viewer')
  await seat(harbour, people.tomas, 'moderator')
  const [viewer, moderator] = await Promise.all([visitorOf(people.leo), visitorOf(people.tomas)])
  for (const route of routes) {
    const asViewer = await verdict(await ask(viewer, route, harbour))
    const asModerator = await verdict(await ask(moderator, route, harbour))
    expect([route, asViewer === '403 seat_too_low']).toEqual([route, needs[route] !== 'viewer'])
    expect([route, asModerator === '403 seat_too_low']).toEqual([route, needs[route] === 'admin'])
  }
})
