import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fail } from '#schema/contract/failure.ts'
import { MAX_IMPORT_BYTES } from '#schema/contract/import.ts'
import { readSession } from '#workers/auth/read-session.ts'
import { refuse } from '#workers/auth/refuse.ts'
import { sameOrigin } from '#workers/auth/same-origin.ts'
import type { SessionEnv } from '#workers/auth/session-env.ts'
import { actions } from './actions.ts'
import { caseBulk } from './case-bulk.ts'
import { caseCounts } from './case-counts.ts'
import { caseWork } from './case-work.ts'
import { auditLog } from './audit-log.ts'
import { cases } from './cases.ts'
import { choices } from './choices.ts'
import { announcements } from './developer/announcements.ts'
import { broadcasts } from './developer/broadcasts.ts'
import { commands } from './developer/commands.ts'
import { developers } from './developer/developers.ts'
import { health } from './developer/health.ts'
import { live as panelLive } from './developer/live.ts'
import { log } from './developer/log.ts'
import { servers } from './developer/servers.ts'
import { switches } from './developer/switches.ts'
import { guarded } from './guarded.ts'
import { guilds } from './guilds.ts'
import { imports } from './imports.ts'
import { live } from './live.ts'
import { members } from './members.ts'
import { overview } from './overview.ts'
import { reports } from './reports.ts'
import { raid } from './raid.ts'
import { seats } from './seats.ts'
import { standing } from './standing.ts'
import { session } from './session.ts'
import { refuseWrites } from './refuse-writes.ts'
import { settings } from './settings.ts'
import { views } from './views.ts'
import { sweeps } from './sweeps.ts'

const onError = (c: Context) => refuse(c, fail('too_large'))
const plainLimit = bodyLimit({ maxSize: 64 * 1024, onError })
// a file in JSON is longer by what is escaped in it
const fileLimit = bodyLimit({ maxSize: 2 * MAX_IMPORT_BYTES, onError })
const isFile = (path: string): boolean => /^\/api\/guilds\/\d+\/imports(\/preview)?$/.test(path)
// ten thousand ids, and what is said of them
const sweepLimit = bodyLimit({ maxSize: 512 * 1024, onError })
const isSweep = (path: string): boolean => /^\/api\/guilds\/\d+\/sweeps(\/\w+)?$/.test(path)
const limitOf = (path: string): typeof plainLimit =>
  isFile(path) ? fileLimit : isSweep(path) ? sweepLimit : plainLimit

/** The dashboard's JSON. Whatever is asked here: from our own pages, by someone signed in, and not too much at once. */
export const api = guarded(
  new Hono<SessionEnv>()
    .use('/api/*', sameOrigin)
    .use('/api/*', readSession)
    .use('/api/*', (c, next) => limitOf(c.req.path)(c, next))
    .use('/api/guilds/*', refuseWrites)
    .route('/api/session', session)
    .route('/api/guilds', guilds)
    .route('/api/guilds/:guild/overview', overview)
    .route('/api/guilds/:guild/live', live)
    .route('/api/guilds/:guild/cases', caseBulk)
    .route('/api/guilds/:guild/cases', caseCounts)
    .route('/api/guilds/:guild/cases', cases)
    .route('/api/guilds/:guild/cases', caseWork)
    .route('/api/guilds/:guild/choices', choices)
    .route('/api/guilds/:guild/imports', imports)
    .route('/api/guilds/:guild/views', views)
    .route('/api/guilds/:guild/actions', actions)
    .route('/api/guilds/:guild/audit-log', auditLog)
    .route('/api/guilds/:guild/members', members)
    .route('/api/guilds/:guild/members', standing)
    .route('/api/guilds/:guild/reports', reports)
    .route('/api/guilds/:guild/raid', raid)
    .route('/api/guilds/:guild/seats', seats)
    .route('/api/guilds/:guild/settings', settings)
    .route('/api/guilds/:guild/sweeps', sweeps)
    .route('/api/developer/announcements', announcements)
    .route('/api/developer/broadcasts', broadcasts)
    .route('/api/developer/developers', developers)
    .route('/api/developer/health', health)
    .route('/api/developer/log', log)
    .route('/api/developer/commands', commands)
    .route('/api/developer/servers', servers)
    .route('/api/developer/switches', switches)
    .route('/api/developer/live', panelLive),
)

export type Api = typeof api
