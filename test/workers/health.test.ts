import { beforeAll, expect, test } from 'vitest'
import { HealthReport } from '#schema/contract/health.ts'
import { people } from '#sandbox/world/cast.ts'
import { installHarbour, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let mara: Visitor
beforeAll(async () => {
  await installHarbour()
  mara = await visitorOf(people.mara)
})
const report = async (): Promise<HealthReport> =>
  HealthReport.parse(await (await mara.fetch('/api/developer/health')).json())

test('an administrator is refused', async () => {
  expect(await verdict(await (await visitorOf(people.ines)).fetch('/api/developer/health'))).toBe('403 developers_only')
})

test('what queries cost is counted, each database by itself', async () => {
  for (let n = 0; n < 5; n++) await mara.fetch('/api/session')
  await expect
    .poll(async () => (await report()).databases.find(({ binding }) => binding === 'DB'), { timeout: 5_000 })
    .toMatchObject({ queries: expect.any(Number), size: expect.any(Number), at: expect.any(Number) })
})
