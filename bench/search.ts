import { readFileSync } from 'node:fs'
import type { AuditQuery } from '#schema/contract/audit.ts'
import type { CaseQuery } from '#schema/contract/case-query.ts'
import { startBenchWorker } from './bench-worker.ts'
import { percentile, report } from './statistics.ts'

/** A page of the case list and of the audit log under filters and full text at a million rows of each in one guild, against one query by an index of its own. */
const CASES = Number(process.env.CASES ?? 1_000_000)
const A_FILL = 20_000
const ROUNDS = Number(process.env.ROUNDS ?? 20)

const { ask, pid, stop } = await startBenchWorker('search')

const begun = performance.now()
let size = 0
for (let from = 1; from <= CASES; from += A_FILL) {
  const to = Math.min(CASES, from + A_FILL - 1)
  ;({ size } = await ask<{ size: number }>(`/fill?from=${from}&to=${to}`))
}
const seconds = ((performance.now() - begun) / 1000).toFixed(0)
console.log(
  `${CASES} cases and as many rows of the audit log indexed in ${seconds} s, ${(size / 1e6).toFixed(0)} MB with the bare table`,
)

type How = 'find' | 'facets' | 'count' | 'audit'
interface Asked {
  found: number
  read: number
}
const floorOnce = async (): Promise<number> => {
  const start = performance.now()
  await ask('/floor')
  return performance.now() - start
}
async function askOnce(query: CaseQuery | AuditQuery, how: How): Promise<{ ms: number } & Asked> {
  const start = performance.now()
  const asked = await ask<Asked>('/ask', { query, how })
  return { ms: performance.now() - start, ...asked }
}

const ways: CaseQuery[] = [
  { kind: 'ban,kick' },
  { kind: '-ban' },
  { source: 'import' },
  { status: 'running' },
  { moderator: '510000000000000003' },
  { target: '520000000000123456' },
  { label: 'Raid' },
  { reviewed: 'no' },
  { dm: 'failed' },
  { from: 1_700_000_000_000 + 5_000_000_000, to: 1_700_000_000_000 + 9_000_000_000 },
]
const every = ways.flatMap((a, i) => [
  a,
  ...ways.slice(i + 1).flatMap((b, j) => [{ ...a, ...b }, ...ways.slice(i + j + 2).map((c) => ({ ...a, ...b, ...c }))]),
])
every.push(Object.assign({}, ...ways) as CaseQuery)
const texts = [
  'spam',
  'spam links',
  'sp',
  's',
  'scam nitro raid',
  'mara',
  'mara 3 spam',
  'k',
  'a1b',
  'shouting bot insult',
]

/** ms of the processor that the host and its workerd took so far, where the system tells. */
function cpuSoFar(): number {
  try {
    const children = readFileSync(`/proc/${pid()}/task/${pid()}/children`, 'utf8').trim().split(' ')
    const ticks = [String(pid()), ...children].map((pid) => {
      const [, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
      const fields = rest.join(') ').split(' ')
      return Number(fields[11]) + Number(fields[12])
    })
    return ticks.reduce((sum, one) => sum + one, 0) * 10
  } catch {
    return Number.NaN
  }
}

/** Each query in turn with the floor, a page from the top and one from the middle. */
async function measure(what: string, queries: readonly (CaseQuery | AuditQuery)[], how: How): Promise<void> {
  const [product, floor]: number[][] = [[], []]
  let most: { read: number; query: CaseQuery | AuditQuery } = { read: 0, query: {} }
  let slowest = { ms: 0, query: '' }
  let [cpu, asks] = [0, 0]
  for (const query of queries) {
    const own: number[] = []
    const before = cpuSoFar()
    for (let round = 0; round < ROUNDS; round++) {
      const asked = await askOnce(round % 2 === 0 ? query : { ...query, before: CASES / 2 }, how)
      if (asked.read > most.read) most = { read: asked.read, query }
      if (round === 0) continue
      own.push(asked.ms)
      if (round % 4 === 0) floor?.push(await floorOnce())
    }
    product?.push(...own)
    cpu += cpuSoFar() - before
    asks += ROUNDS
    const p95 = percentile(own, 0.95)
    if (p95 > slowest.ms) slowest = { ms: p95, query: JSON.stringify(query) }
  }
  report(what, product ?? [], floor ?? [])
  if (cpu > 0) console.log(`      ${(cpu / asks).toFixed(1)} ms of the processor each, with what asks and the floor`)
  console.log(
    `      at most ${most.read} rows read (${JSON.stringify(most.query)}); slowest p95 ${slowest.ms.toFixed(1)} ms: ${slowest.query}`,
  )
}

await measure(`filters, ${every.length} combinations`, every, 'find')
await measure(
  'full text',
  texts.map((q) => ({ q })),
  'find',
)
await measure(
  'full text under filters',
  texts.flatMap((q) => ways.map((way) => ({ ...way, q }))),
  'find',
)
await measure('facets with counts', [{}, ...ways, { kind: 'ban', reviewed: 'no', q: 'spam' }], 'facets')
await measure('counts of views', [{}, ...ways], 'count')

const logWays: AuditQuery[] = [
  { category: 'action,case' },
  { category: 'settings', type: 'settings.changed' },
  { actor: '510000000000000003' },
  { target: '520000000000123456' },
  { from: 1_700_000_000_000 + 5_000_000_000, to: 1_700_000_000_000 + 9_000_000_000 },
]
const everyLog = logWays.flatMap((a, i) => [a, ...logWays.slice(i + 1).map((b) => ({ ...a, ...b }))])
await measure(`audit log, ${everyLog.length} combinations of filters`, everyLog, 'audit')
const logTexts = texts.map((q) => ({ q }))
await measure('audit log, full text', logTexts, 'audit')
await measure(
  'audit log, full text under filters',
  logTexts.flatMap((text) => logWays.map((way) => ({ ...way, ...text }))),
  'audit',
)

await stop()
