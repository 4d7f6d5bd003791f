import { version } from '#package.json'
import type { HealthReport, HealthSpan } from '#schema/contract/health.ts'
import { DAY, HOUR, MINUTE } from '#schema/contract/kinds.ts'
import type { Counted } from '#schema/meters/meter.ts'
import { stepOf } from '#schema/meters/spread.ts'
import { shardBindings } from '#schema/queries/guild-db.ts'
import { FigureBook } from './figure-book.ts'
import { GuildsAtWork } from './guilds-at-work.ts'
import { makeReport, measuredGroups } from './make-report.ts'
import { askAround, type Sources } from './sources.ts'
import { StateLog } from './state-log.ts'

/** What is counted is told this often by one isolate, more often while somebody looks, and altogether at most so often in a second; ms. */
const AGAIN_IN = 15_000
const AGAIN_IN_LOOKED_AT = 5_000
const MOST_A_SECOND = 5
/** Isolates that told within this count as telling, ms. */
const TELLING = 2 * MINUTE
/** Open pages hear of changes at most this often, ms. */
const TELL_EVERY = 3_000
/** Who asked for the figures wants to hear of changes for this long, ms. */
const WANTED = 2 * MINUTE

export interface DeskParts {
  storage: DurableObjectStorage
  env: Env
  /** tells the open pages, if there are any */
  tell: () => void
  /** asks for `flush` at this time, UTC ms */
  flushAt: (at: number) => void
  log: ConstructorParameters<typeof StateLog>[0]['log']
}
/** What cron saw in its minute; null: it could not look. */
export interface Minute {
  overdue: number | null
  lateBroadcasts: number | null
}

/** Gathers what is counted everywhere, and says how everything is. */
export class HealthDesk {
  #parts: DeskParts
  #book: FigureBook
  #guilds: GuildsAtWork
  #states: StateLog
  #since = Date.now()
  #told: number[] = []
  #toldPagesAt = 0
  #wantedUntil = 0

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#book = new FigureBook(parts.storage.sql)
    this.#guilds = new GuildsAtWork(parts.storage.kv)
    this.#states = new StateLog({ kv: parts.storage.kv, log: parts.log })
  }

  /** Takes what one isolate counted; answers how long it is to be silent. */
  counted({ guilds, ...figures }: Counted): { againIn: number } {
    const now = Date.now()
    const minutes = this.#guilds.add(guilds, now)
    const { awake, sockets, waitingSince } = this.#guilds.figures(now)
    const levels = {
      ...figures.levels,
      'objects.awake': awake,
      'objects.sockets': sockets,
      'objects.waiting': waitingSince === null ? 0 : now - waitingSince,
    }
    const sums = { ...figures.sums, 'meter.told': 1, 'objects.minutes': minutes }
    this.#book.add({ ...figures, levels, sums }, now)
    this.#soon()
    this.changed()
    this.#told = [...this.#told.filter((at) => now - at < TELLING), now]
    const usual = now < this.#wantedUntil ? AGAIN_IN_LOOKED_AT : AGAIN_IN
    return { againIn: Math.max(usual, (this.#told.length / (TELLING / AGAIN_IN) / MOST_A_SECOND) * 1000) }
  }

  /** Commands had their outcome. */
  used(uses: readonly { ms: number }[]): void {
    const spread: number[] = []
    for (const { ms } of uses) {
      const step = stepOf(ms)
      while (spread.length <= step) spread.push(0)
      spread[step] = (spread[step] ?? 0) + 1
    }
    this.#book.add({ sums: {}, levels: {}, spreads: { outcomes: spread } }, Date.now())
    this.#soon()
    this.changed()
  }

  /** Something of the figures moved: open pages ask anew. */
  changed(): void {
    const now = Date.now()
    if (now - this.#toldPagesAt < TELL_EVERY) return
    this.#toldPagesAt = now
    this.#parts.tell()
  }

  /** Writes what is due; gives when there is more to write, UTC ms. */
  flush(): number | null {
    const now = Date.now()
    const { due } = this.#book
    if (due !== null && due <= now) this.#book.save(now)
    this.#guilds.save()
    return this.#book.due
  }

  async report(span: HealthSpan): Promise<HealthReport> {
    this.#wantedUntil = Date.now() + WANTED
    const around = await askAround(this.#parts.env, this.#wantedUntil)
    return makeReport(this.#sources(around, span))
  }

  /** Since when an action waits in the server that waits longest; null: none waits. UTC ms. */
  waitingSince(): number | null {
    return this.#guilds.figures(Date.now()).waitingSince
  }

  /** Once a minute, by cron: notes what nobody tells by himself, logs what crossed its threshold, asks after whom is not heard of. */
  async minute({ overdue, lateBroadcasts }: Minute): Promise<void> {
    const { env } = this.#parts
    const around = await askAround(env)
    const { relay, queues, now } = around
    const { host } = relay ?? {}
    const levels: Record<string, number> = {
      'cron.at': now,
      ...(overdue === null ? {} : { 'objects.overdue': overdue }),
      ...(lateBroadcasts === null ? {} : { 'objects.broadcasts': lateBroadcasts }),
      ...(relay?.online ? shardLevels(relay) : {}),
      ...(relay?.online && host
        ? {
            'relay.cpu': host.cpu,
            'relay.memory': host.memory.used,
            'relay.lag': host.lag.p99,
            'relay.buffer': host.waiting,
            'relay.spilled': host.spilled,
            ...(host.disk ? { 'relay.disk': host.disk.used } : {}),
          }
        : {}),
    }
    for (const [name, queue] of Object.entries(queues)) if (queue) levels[`queues.${name}`] = queue.waiting
    const oldest = Object.values(queues).flatMap((queue) => queue?.oldestAt ?? [])
    levels['queues.oldest'] = oldest.length > 0 ? now - Math.min(...oldest) : 0
    this.#book.add({ sums: {}, levels, spreads: {} }, now)
    this.#states.note(measuredGroups(this.#sources(around, 'hour')))
    this.#soon()
    this.#parts.tell()
    for (const id of this.#guilds.toAsk(now))
      await env.GUILD.getByName(id)
        .wake()
        .catch(() => undefined)
  }

  #soon(): void {
    if (this.#book.due !== null) this.#parts.flushAt(this.#book.due)
  }

  #sources(around: Pick<Sources, 'relay' | 'budget' | 'queues' | 'now'>, span: HealthSpan): Sources {
    const { env } = this.#parts
    const { now } = around
    return {
      ...around,
      databases: ['DB', ...shardBindings(env)],
      minute: this.#book.present(now),
      hour: this.#book.window(HOUR, now),
      day: this.#book.window(DAY, now),
      month: () => this.#book.month(now),
      buckets: this.#book.buckets(span, now),
      guilds: this.#guilds.figures(now),
      deployment: this.#deployment(now),
      since: this.#since,
    }
  }

  /** The platform's word of this version, or when it was seen first. */
  #deployment(now: number): Sources['deployment'] {
    const { CF_VERSION_METADATA: told } = this.#parts.env
    const { kv } = this.#parts.storage
    const id = told?.id || null
    const uploadedAt = told?.timestamp ? Date.parse(told.timestamp) : Number.NaN
    if (uploadedAt > 0) return { version, id, deployedAt: uploadedAt, deployedBy: 'metadata' }
    const name = `${version} ${id}`
    const seen = kv.get<{ name: string; at: number }>('deployment')
    if (seen?.name === name) return { version, id, deployedAt: seen.at, deployedBy: 'first_seen' }
    kv.put('deployment', { name, at: now })
    return { version, id, deployedAt: now, deployedBy: 'first_seen' }
  }
}

function shardLevels({ shards, dropped }: NonNullable<Sources['relay']>): Record<string, number> {
  const latencies = shards.flatMap(({ latency }) => latency ?? [])
  return {
    'bot.shards': shards.filter(({ state }) => state === 'ready').length,
    'relay.dropped': dropped,
    ...(latencies.length > 0 ? { 'bot.latency': Math.max(...latencies) } : {}),
  }
}
