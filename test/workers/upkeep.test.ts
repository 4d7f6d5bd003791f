/// <reference types="@cloudflare/vitest-plugin/types" />
import { createExecutionContext, createMessageBatch, createScheduledController, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { expect, test } from 'vitest'
import { sessions } from '#schema/tables/sessions.ts'
import { servers } from '#sandbox/world/cast.ts'
import worker from '#workers/index.ts'

const batchOf = (...bodies: unknown[]) =>
  createMessageBatch(
    'wardroom-upkeep',
    bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body })),
  )

test('guilds are woken, and a message that names none is dropped', async () => {
  const batch = batchOf({ guildId: servers.harbour }, { guildId: 'nobody' }, 'nonsense', { guildId: servers.harbour })
  const context = createExecutionContext()
  await worker.queue(batch, env)
  const result = await getQueueResult(batch, context)
  expect([...result.explicitAcks].sort()).toEqual(['m0', 'm1', 'm2', 'm3'])
  expect(result.retryMessages).toEqual([])
})

test('sessions that are over are forgotten each minute, and no others', async () => {
  const db = drizzle(env.DB)
  const row = { userId: '1', name: 'x', accessToken: '', refreshToken: '', tokenExpiresAt: 0, createdAt: 0 }
  const now = Date.now()
  for (let n = 0; n < 12; n++) await db.insert(sessions).values({ ...row, id: `over-${n}`, expiresAt: now - 1 })
  await db.insert(sessions).values({ ...row, id: 'lives', expiresAt: now + 60_000 })
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(now) }), env)
  const left = await db.select({ id: sessions.id }).from(sessions)
  expect(left.map((one) => one.id)).toEqual(['lives'])
})

test('overdue ends are handed to the queue, each guild once', async () => {
  const insert = env.GUILDS_0.prepare(
    `INSERT INTO cases (guild_id, number, action_id, kind, status, source, reason, created_at, ends_at, ended_at, detail)
     VALUES (?, ?, 'a', 'tempban', 'done', 'dashboard', '', 0, ?, ?, '{}')`,
  )
  const now = Date.now()
  await env.GUILDS_0.batch([
    insert.bind('100000000000000001', 1, now - 120_000, null),
    insert.bind('100000000000000001', 2, now - 90_000, null),
    insert.bind('100000000000000002', 1, now - 120_000, now),
    insert.bind('100000000000000003', 1, now - 10_000, null),
    insert.bind('100000000000000004', 1, now - 61_000, null),
  ])
  const sent: unknown[] = []
  const UPKEEP: Pick<Queue, 'sendBatch'> = {
    sendBatch: async (messages) => {
      for (const message of messages) sent.push(message.body)
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
    },
  }
  await worker.scheduled(createScheduledController({ scheduledTime: new Date(now) }), {
    ...env,
    UPKEEP: { ...env.UPKEEP, ...UPKEEP },
  })
  expect(sent).toEqual([{ guildId: '100000000000000001' }, { guildId: '100000000000000004' }])
})
