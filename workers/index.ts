import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { api } from '#workers/api/app.ts'
import { refuse } from '#workers/auth/refuse.ts'
import { auth } from '#workers/auth/sign-in.ts'
import { buryDeliveries, deliverBroadcasts } from '#workers/broadcasts/deliver.ts'
import { configProblems } from '#workers/config.ts'
import { relayRoutes } from '#workers/ingest/relay-routes.ts'
import { interactions } from '#workers/interactions/interactions.ts'
import { sweep } from '#workers/upkeep/sweep.ts'
import { wakeGuilds } from '#workers/upkeep/wake-guilds.ts'
import { meter } from '#schema/meters/meter.ts'
import { health } from './health.ts'
import { meterRequest } from './meter-request.ts'
import { answerMisconfigured } from './misconfigured.ts'
import { reportError } from './report-error.ts'
import { requestId } from './request-id.ts'
import { safeHeaders } from './safe-headers.ts'

export { Guild } from '#durable-objects/guild/guild.ts'
export { Broadcast } from '#durable-objects/broadcast/broadcast.ts'
export { BroadcastSender } from '#durable-objects/broadcast/sender.ts'
export { Fleet } from '#durable-objects/fleet/fleet.ts'
export { DiscordBudget } from '#durable-objects/budget/discord-budget.ts'
export { Ops } from '#durable-objects/ops/ops.ts'
export { Relay } from '#durable-objects/relay/relay.ts'

const app = new Hono<{ Bindings: Env }>()
  .use('/api/*', requestId)
  .use('/auth/*', requestId)
  .use('/interactions', requestId)
  .use('/relay/*', requestId)
  .use('/health', requestId)
  .use('/api/*', safeHeaders)
  .use('/auth/*', safeHeaders)
  .use('/health', safeHeaders)
  .route('/', api)
  .route('/auth', auth)
  .route('/interactions', interactions)
  .route('/relay', relayRoutes)
  .route('/health', health)
  .all('/api/*', (c) => refuse(c, fail('not_found')))
  .all('/auth/*', (c) => refuse(c, fail('not_found')))
  .all('*', (c) => c.env.ASSETS.fetch(c.req.raw))
  .onError(reportError)

const queues = new Map([
  ['wardroom-broadcasts', deliverBroadcasts],
  ['wardroom-broadcasts-dead', buryDeliveries],
])

export default {
  fetch(request, env, context) {
    const problems = configProblems(env)
    if (problems.length > 0) return answerMisconfigured(request, problems)
    return meterRequest(env, request, async () => app.fetch(request, env, context))
  },
  queue: (batch, env) => {
    meter.use(env)
    meter.add('queue.batches')
    return (queues.get(batch.queue) ?? wakeGuilds)(env, batch)
  },
  scheduled: (controller, env) => sweep(env, controller.scheduledTime),
} satisfies ExportedHandler<Env>
