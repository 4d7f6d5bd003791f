import type { FleetQuery } from '#schema/contract/fleet.ts'
import { moduleBits, modulesOf } from '#schema/contract/modules.ts'
import type { LogEvent, LogQuery } from '#schema/contract/ops.ts'
import { defaultSettings, type Settings } from '#schema/contract/settings.ts'
import { startBenchWorker } from './bench-worker.ts'
import { percentile, report } from './statistics.ts'

/** Pages of the developers' list of servers and of their log, under combinations of filters, against bare pages by index. */
const SERVERS = Number(process.env.SERVERS ?? 100_000)
const LOG_ROWS = Number(process.env.LOG_ROWS ?? 100_000)
const ROUNDS = Number(process.env.ROUNDS ?? 20)

const bench = await startBenchWorker('fleet')
interface Found {
  found: number
  total: number
  next: string | number | null
  read: number
}
const ask = <T = Found>(path: string, body?: unknown): Promise<T> => bench.ask<T>(path, body)

const idOf = (n: number): string => String(400_000_000_000_000_000n + BigInt(n) * 8_388_608n)
const words = ['Harbour', 'Lights', 'gaming', 'НОЧЬ', 'ѕpam', '東京', 'café', '<b>', 'Club', 'of', 'the', 'Sea']
const languages = ['en-US', 'en-US', 'en-US', 'de', 'fr', 'pt-BR', 'ja', 'pl']
const settingsOf = (n: number): Partial<Settings> => ({
  ...(n % 2 ? {} : { dm: false }),
  ...(n % 3 ? {} : { logChannelId: idOf(n) }),
  ...(n % 5 ? {} : { raid: { ...defaultSettings.raid, joins: null } }),
})
const serverOf = (n: number) => ({
  settings: settingsOf(n),
  modules: moduleBits(modulesOf({ ...defaultSettings, ...settingsOf(n) })),
  id: idOf(n),
  name: `${words[n % 12]} ${words[(n * 7) % 11]} ${n}`,
  members: Math.floor(2 ** (((n * 7919) % 200) / 10)),
  shard: n % 3,
  language: languages[(n * 31) % 8],
  channel: n % 3 === 0 ? idOf(n) : null,
  broken: n % 300 === 0 ? 'unknown_channel' : null,
  installedAt: 1_700_000_000_000 + ((n * 104_729) % SERVERS) * 500_000,
  activeAt: 1_790_000_000_000 + ((n * 15_485_863) % 1_000) * 86_400,
  removedAt: n % 25 === 0 ? 1_794_000_000_000 : null,
})
for (let n = 0; n < SERVERS; n += 1000)
  await ask(
    '/save',
    Array.from({ length: Math.min(1000, SERVERS - n) }, (_, i) => serverOf(n + i)),
  )
let begun = performance.now()
const built = await ask('/find', {})
console.log(`${SERVERS} servers indexed in ${(performance.now() - begun).toFixed(0)} ms, ${built.read} rows read`)
console.log(`modules judged anew, and nothing to reconcile: ${(await ask('/reconcile')).read} rows read`)
console.log(`a minute later: ${(await ask('/reconcile')).read} rows read`)

const orders = ['name', 'members', 'installed', 'active'] as const
const filters: Record<string, FleetQuery> = {
  'no filter': {},
  'a word': { q: 'harbour' },
  'two words, look-alikes, a module on and one off': { q: 'spam se', on: 'dms', off: 'raid_alerts' },
  'the beginning of an id': { q: idOf(77_777).slice(0, 12) },
  'language, size, broken channel': { language: 'de', minMembers: 100, maxMembers: 100_000, channel: 'broken' },
  'removed, three modules off': { state: 'removed', off: 'mod_log,dms,reports' },
  'nothing at all': { q: 'zzzz qqqq', state: 'all' },
}
let most = 0
for (const [name, filter] of Object.entries(filters)) {
  const [product, floor]: [number[], number[]] = [[], []]
  let total = 0
  for (let round = 0; round < ROUNDS; round++) {
    begun = performance.now()
    await ask('/floor', idOf(round * 1000))
    floor.push(performance.now() - begun)
    const query: FleetQuery = { ...filter, order: orders[round % 4], ...(round % 8 < 4 ? {} : { reverse: 'yes' }) }
    begun = performance.now()
    const page = await ask('/find', query)
    product.push(performance.now() - begun)
    total = page.total
    most = Math.max(most, page.read)
    if (page.next) most = Math.max(most, (await ask('/find', { ...query, after: page.next })).read)
  }
  report(`servers: ${name} (${total} match), every order`, product.slice(2), floor.slice(2))
}
console.log(`${most} rows read at most for a page; bare index ${(await ask('/floor', idOf(5))).read}`)

async function cold(what: string): Promise<void> {
  const times: number[] = []
  let read = 0
  for (let i = 0; i < 5; i++) {
    await ask('/sleep')
    begun = performance.now()
    read = Math.max(read, (await ask('/find', {})).read)
    times.push(performance.now() - begun)
  }
  console.log(`${what}: ${percentile(times, 0.5).toFixed(0)} ms, ${read} rows read`)
}
await cold('in an object that just woke')
const written = { object: 0, d1: 0 }
for (let n = 0; n < 500; n++) {
  const cost = await ask<{ object: number; d1: number }>('/change', idOf(n * 7))
  written.object += cost.object
  written.d1 += cost.d1
}
console.log(`a change writes ${written.object / 500} rows in the object and ${written.d1 / 500} in D1`)
await cold('awake again after 500 changes')
await ask('/rebuild')
begun = performance.now()
const again = await ask('/find', {})
console.log(`lost and made anew: ${(performance.now() - begun).toFixed(0)} ms, ${again.read} rows read`)

const types = ['guild_join', 'guild_leave', 'config_update', 'error', 'error', 'error', 'rate_limited']
const eventOf = (n: number): LogEvent => ({
  severity: n % 10 === 0 ? 'warning' : n % 7 === 0 ? 'error' : 'info',
  type: types[n % 7] ?? 'error',
  guildId: n % 5 === 0 ? null : idOf((n * 31) % 2_000),
  message: `${words[n % 12]} ${words[(n * 7) % 11]} ${Math.abs(Math.sin(n)).toString(36).slice(2, 12)} happened`,
  detail: { tries: n % 4, of: 'bench' },
})
const FROM = 1_790_000_000_000
for (let n = 0; n < LOG_ROWS; n += 1000)
  await ask('/write', { at: FROM + n * 1000, events: Array.from({ length: 1000 }, (_, i) => eventOf(n + i)) })
const middle = FROM + (LOG_ROWS / 2) * 1000
const logs: Record<string, LogQuery> = {
  'no filter': {},
  'a server': { guild: idOf(31) },
  'severity and type': { severity: 'error', type: 'config_update' },
  words: { q: 'harbour sea' },
  'words, type, server, time range': { q: 'harbour', type: 'error', guild: idOf(93), from: FROM, to: middle },
  'the middle of the time': { to: middle },
  '500 rows': { limit: 500, severity: 'error' },
  'a rare word': { q: 'zzzz', severity: 'error' },
}
for (const [name, query] of Object.entries(logs)) {
  const [product, floor]: [number[], number[]] = [[], []]
  let read = 0
  let found = 0
  for (let round = 0; round < ROUNDS; round++) {
    begun = performance.now()
    await ask('/log-floor')
    floor.push(performance.now() - begun)
    begun = performance.now()
    const page = await ask('/log', query)
    product.push(performance.now() - begun)
    read = Math.max(read, page.read)
    found = page.found
    if (page.next) read = Math.max(read, (await ask('/log', { ...query, before: page.next })).read)
  }
  report(`log: ${name} (${found} on a page, ${read} rows read)`, product.slice(2), floor.slice(2))
}
await bench.stop()
