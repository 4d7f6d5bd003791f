import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { HostReport } from '#gateway/host-report.ts'
import { RelayHost } from '#schema/contract/gateway.ts'

const backlog = { waiting: 3, spilled: 40 }

test('the relay measures its process and its machine as they are', async () => {
  const report = new HostReport(tmpdir())
  // something to measure: the loop is held up, and only then looked at
  await new Promise((resolve) => setTimeout(resolve, 30))
  const until = performance.now() + 150
  while (performance.now() < until) Math.sqrt(until)
  await new Promise((resolve) => setTimeout(resolve, 30))
  const host = RelayHost.parse(report.measure(backlog))
  expect(host).toMatchObject({ ...backlog, node: process.version })
  expect(host.cpu).toBeGreaterThan(0)
  expect(host.cpu).toBeLessThanOrEqual(1)
  expect(host.lag.max).toBeGreaterThan(50)
  expect(host.memory.used).toBeGreaterThan(1_000_000)
  expect(host.memory.used).toBeLessThan(host.memory.total)
  expect(host.disk?.used).toBeLessThan(host.disk?.total ?? 0)
  expect(host.startedAt).toBeLessThan(Date.now())
})

test('a folder that is gone leaves the disk unknown, and nothing else', () => {
  const host = RelayHost.parse(new HostReport('/nowhere/at/all').measure(backlog))
  expect(host.disk).toBeNull()
  expect(host.memory.total).toBeGreaterThan(0)
})
