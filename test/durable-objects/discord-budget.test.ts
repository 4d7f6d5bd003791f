import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { DiscordBudget } from '#durable-objects/budget/discord-budget.ts'

const budget = (name: string): DurableObjectStub<DiscordBudget> => env.BUDGET.getByName(name)

test('a moderator’s call goes ahead of a broadcast that used up its share', async () => {
  const one = budget('busy')
  for (let i = 0; i < 9; i++) await one.lease({ calls: 5, priority: 'broadcast' })
  expect(await one.lease({ calls: 5, priority: 'interactive' })).toMatchObject({ ok: true })
  const later = await one.lease({ calls: 45, priority: 'broadcast' })
  expect(later.ok && later.waitMs).toBeGreaterThan(0)
})

test('nobody calls while Discord asked for a pause', async () => {
  const one = budget('paused')
  await one.report({ status: 429, scope: 'global', retryMs: 60_000 })
  const lease = await one.lease({ calls: 1, priority: 'interactive' })
  expect(lease).toMatchObject({ ok: false })
  expect(!lease.ok && lease.retryMs).toBeGreaterThan(50_000)
})

test('two thousand invalid answers stop all calls before Discord blocks the address', async () => {
  const one = budget('invalid')
  for (let i = 0; i < 2_000; i++) await one.report({ status: 403 })
  expect(await one.lease({ calls: 1, priority: 'interactive' })).toMatchObject({ ok: false })
})
