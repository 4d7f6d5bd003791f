import type { Member, MemberFilter, MemberOrder } from '#schema/contract/guild.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import { startBenchWorker } from './bench-worker.ts'
import { percentile, report } from './statistics.ts'

/** A page of members under combinations of filters, in every order, against a bare page by index; rows read of each. */
const MEMBERS = Number(process.env.MEMBERS ?? 100_000)
const DAY = 86_400_000

const { ask, stop } = await startBenchWorker('members')

const roleOf = (n: number): string => String(410_000_000_000_000_000n + BigInt(n % 60))
const words = ['anna', 'spam', 'goblin', 'ragnar', 'Mia', 'ѕtorm', 'n1tro', 'Ωmega']
const memberOf = (n: number): Member => ({
  id: String(BigInt(snowflakeAt(Date.UTC(2016, 0, 1) + n * 3_400_000)) + BigInt(n)),
  username: `${words[n % 8]}_${n}`.toLowerCase(),
  globalName: n % 3 === 0 ? `${words[(n * 7) % 8]} ${words[(n * 3) % 8]}` : null,
  nick: null,
  avatar: n % 4 === 0 ? null : 'a',
  bot: n % 500 === 0,
  roleIds: n % 5 === 0 ? [] : [roleOf(n), roleOf(n * 7 + 1)],
  joinedAt: 1_600_000_000_000 + ((n * 7919) % MEMBERS) * 1_900_000,
  leftAt: n % 9 === 0 ? 1_790_000_000_000 : null,
  timeoutUntil: null,
})
for (let n = 0; n < MEMBERS; n += 500)
  await ask(
    '/save',
    Array.from({ length: 500 }, (_, i) => memberOf(n + i)),
  )
await ask('/find', { presence: 'here' })

const filters: Record<string, MemberFilter> = {
  'in the server': { presence: 'here' },
  'role, no avatar': { roleId: roleOf(3), avatar: 'none' },
  'name anywhere, look-alikes': { name: 'st0rm' },
  'name, role, joined, made, here': {
    name: 'spam',
    roleId: roleOf(1),
    presence: 'here',
    joinedFrom: 1_600_000_000_000 + 400 * DAY,
    createdTo: Date.UTC(2022, 0, 1),
  },
  'nobody at all': { name: 'zzzz', cases: 'any', bots: 'only' },
}
const orders: MemberOrder[] = ['joined', 'name', 'created', 'cases']
type Page = { read: number; total: number; next: string | null }
let most = 0
const floor: number[] = []
for (const [name, filter] of Object.entries(filters)) {
  const product: number[] = []
  let total = 0
  for (let i = 0; i < 40; i++) {
    let begun = performance.now()
    await ask('/floor')
    floor.push(performance.now() - begun)
    begun = performance.now()
    const page = await ask<Page>('/find', { ...filter, order: orders[i % orders.length] })
    product.push(performance.now() - begun)
    total = page.total
    most = Math.max(most, page.read)
    if (page.next)
      most = Math.max(most, (await ask<Page>('/find', { ...filter, order: 'name', after: page.next })).read)
  }
  report(`members ${name} (${total} match), every order`, product.slice(4), floor.slice(4))
}
console.log(
  `${most} rows read at most for a page, of ${MEMBERS} members; bare index ${(await ask<Page>('/floor')).read}`,
)

const cold: number[] = []
let coldRead = 0
for (let i = 0; i < 5; i++) {
  await ask('/forget')
  const begun = performance.now()
  coldRead = Math.max(coldRead, (await ask<Page>('/find', { presence: 'here' })).read)
  cold.push(performance.now() - begun)
}
console.log(`in an object that just woke: ${percentile(cold, 0.5).toFixed(0)} ms, ${coldRead} rows read`)

const changes = { object: 0, d1: 0 }
for (let n = 0; n < 500; n++) {
  const cost = await ask<{ object: number; d1: number }>('/note', { ...memberOf(n), nick: `turn ${n}` })
  changes.object += cost.object
  changes.d1 += cost.d1
}
console.log(`a change of one member writes ${changes.object / 500} rows in the object and ${changes.d1 / 500} in D1`)
await ask('/forget')
console.log(`after 500 changes a cold page reads ${(await ask<Page>('/find', { presence: 'here' })).read} rows`)
await stop()
