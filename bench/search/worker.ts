import { DurableObject } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { ActionKind, Source } from '#schema/contract/action.ts'
import { untouched, type Case } from '#schema/contract/case.ts'
import type { CaseQuery } from '#schema/contract/case-query.ts'
import type { AuditQuery, AuditRow } from '#schema/contract/audit.ts'
import { AuditIndex } from '#durable-objects/guild/audit-log/audit-index.ts'
import { facetsOf } from '#durable-objects/guild/facets.ts'
import { Search } from '#durable-objects/guild/search.ts'
import { prepareStorage } from '#durable-objects/guild/storage.ts'

type How = 'find' | 'facets' | 'count' | 'audit'
interface BenchEnv {
  INDEX: DurableObjectNamespace<Index>
  GUILDS_0: D1Database
}

const guildId = '100000000000000001'
/** Words by how often they come, as in any language: the n-th about 1/n as often as the first. */
const common = ['spam', 'scam', 'raid', 'links', 'nitro', 'insult', 'slur', 'advert', 'shouting', 'bot']
const wordOf = (n: number): string => common[n] ?? `${'abcdefghijklmnoprstuvw'[n % 22]}${(n * 7919).toString(36)}`
const names = ['Mara', 'Tomas', 'Dana', 'Priya', 'Leo', 'Ines', 'Kofi', 'Yuki']

/** A case with as much in it as cases have; the same for the same number. */
function caseOf(number: number): Case {
  let seed = (number * 2_654_435_761) % 4_294_967_296
  const random = (): number => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return seed / 4_294_967_296
  }
  const often = <T>(list: readonly T[]): T => list[Math.floor(list.length * random() ** 2)] as T
  const mod = Math.floor(40 * random() ** 2)
  const target = Math.floor(300_000 * random())
  const kind = often(ActionKind.options)
  const running = kind === 'tempban' && random() < 0.02
  const words = Array.from({ length: 6 }, () => wordOf(Math.floor(5_000 ** random()) - 1))
  return {
    guildId,
    number,
    actionId: `bench-${number}`,
    kind,
    status: random() < 0.97 ? 'done' : 'refused',
    source: often(Source.options),
    moderator: { id: String(510_000_000_000_000_000n + BigInt(mod)), name: `${names[mod % 8]} ${mod}` },
    target: { id: String(520_000_000_000_000_000n + BigInt(target)), name: `${wordOf(target % 5_000)} ${target}` },
    channelId: null,
    channelName: null,
    reason: words.join(' '),
    deed: null,
    createdAt: 1_700_000_000_000 + number * 30_000,
    endsAt: running ? 1 : null,
    endedAt: null,
    endError: null,
    about: null,
    dm: random() < 0.1 ? { status: 'failed', code: 50_007, message: 'closed' } : { status: 'sent' },
    log: null,
    failure: null,
    confirmation: null,
    signature: null,
    result: null,
    ...untouched,
    labels: random() < 0.2 ? [often(['Spam', 'Scam', 'Raid', 'Appeal'])] : [],
    reviewed: random() < 0.6 ? { by: { id: guildId, name: 'Mara' }, at: 1 } : null,
  }
}

const categories = ['action', 'case', 'discord', 'settings', 'report', 'sweep'] as const
/** A row of the audit log about the case of the same number. */
function auditRowOf(seq: number): AuditRow {
  const { moderator, target, reason, createdAt } = caseOf(seq)
  const category = categories[seq % categories.length] ?? 'action'
  return {
    guildId,
    seq,
    category,
    type: `${category}.${['made', 'changed', 'removed'][seq % 3]}`,
    at: createdAt,
    actor: moderator,
    surface: 'dashboard',
    target: target && { type: 'user', ...target },
    before: { reason: wordOf(seq % 5_000) },
    after: { reason, case: seq },
    requestId: `request-${seq}`,
    prev: '',
    hash: '',
  }
}

/** A guild's index over its cases, and beside it a plain table with the one index a single filter wants. */
export class Index extends DurableObject<BenchEnv> {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    super(ctx, env)
    prepareStorage(ctx.storage)
    ctx.storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS bare (number INTEGER PRIMARY KEY, kind TEXT NOT NULL);
       CREATE INDEX IF NOT EXISTS bare_kind ON bare (kind, number)`,
    )
  }

  #parts(count?: (rows: () => number) => void) {
    const { storage } = this.ctx
    const sql = new Proxy(storage.sql, {
      get:
        (real) =>
        (statement: string, ...values: SqlStorageValue[]) => {
          const cursor = real.exec(statement, ...values)
          count?.(() => cursor.rowsRead)
          return cursor
        },
    })
    const parts = { guildId, db: async () => drizzle(this.env.GUILDS_0), wake: () => {} }
    return {
      search: new Search({ sql, kv: storage.kv, ...parts }),
      audit: new AuditIndex({ storage: { sql, kv: storage.kv }, ...parts }),
    }
  }

  async fill(from: number, to: number): Promise<void> {
    const { storage } = this.ctx
    const { search, audit } = this.#parts()
    await search.ready()
    // it holds all there is: the record itself is not part of this
    storage.kv.put('audit.built.2', 'all')
    storage.transactionSync(() => {
      for (let number = from; number <= to; number++) {
        const c = caseOf(number)
        search.index(c)
        audit.add([auditRowOf(number)])
        storage.sql.exec(`INSERT INTO bare (number, kind) VALUES (?, ?)`, number, c.kind)
      }
    })
  }

  async ask(query: CaseQuery & AuditQuery, how: How): Promise<{ found: number; read: number }> {
    const reads: (() => number)[] = []
    const { search, audit } = this.#parts((rows) => reads.push(rows))
    let found: number
    if (how === 'audit') found = (await audit.find(query, 50)).seqs.length
    else if (how === 'find') found = (await search.find(query)).numbers.length
    else if (how === 'count') found = search.count(query, 99).count
    else found = facetsOf(search, query, ['Spam', 'Raid']).total.count
    return { found, read: reads.reduce((sum, rows) => sum + rows(), 0) }
  }

  async floor(): Promise<{ found: number; read: number }> {
    const cursor = this.ctx.storage.sql.exec(
      `SELECT number FROM bare WHERE kind = 'ban' AND number < 900000 ORDER BY number DESC LIMIT 51`,
    )
    return { found: cursor.toArray().length, read: cursor.rowsRead }
  }

  size(): number {
    return this.ctx.storage.sql.databaseSize
  }
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const index = env.INDEX.getByName(guildId)
    if (pathname === '/fill') {
      await index.fill(Number(searchParams.get('from')), Number(searchParams.get('to')))
      return Response.json({ size: await index.size() })
    }
    if (pathname === '/floor') return Response.json(await index.floor())
    const { query, how } = await request.json<{ query: CaseQuery; how: How }>()
    return Response.json(await index.ask(query, how))
  },
} satisfies ExportedHandler<BenchEnv>
