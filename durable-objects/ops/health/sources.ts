import type { RelayHost, ShardHealth } from '#schema/contract/gateway.ts'
import type { Priority } from '#durable-objects/budget/bucket.ts'
import type { Buckets, Figures } from './figure-book.ts'

export interface RelayFigures {
  online: boolean
  heardAt: number
  epoch: number
  shards: ShardHealth[]
  dropped: number
  host: RelayHost | null
}
/** Times UTC ms; `minute` is the calls of the last sixty seconds as far as the object was awake. */
export interface BudgetFigures {
  second: number
  minute: Record<Priority, number>
  invalid: number
  pausedUntil: number
}
export interface QueueFigures {
  waiting: number
  oldestAt: number | null
}

/** Everything a report is made of, as it is now; null: it did not answer. */
export interface Sources {
  now: number
  relay: RelayFigures | null
  budget: BudgetFigures | null
  queues: Record<'upkeep' | 'broadcasts', QueueFigures | null>
  /** bindings of the D1 databases */
  databases: string[]
  /** the present minute so far, and the last hour and day */
  minute: Figures
  hour: Figures
  day: Figures
  /** asked for only where it is needed: it is some hundred rows */
  month: () => { figures: Figures; measured: number }
  buckets: Buckets
  /** servers whose objects are known to do something, and what waits there */
  guilds: { awake: number; sockets: number; waitingSince: number | null }
  deployment: { version: string; id: string | null; deployedAt: number; deployedBy: 'metadata' | 'first_seen' }
  since: number
}

const answered = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null)

/** How the relay is, what Discord's budget says, and how much the queues hold. `tellUntil`: who asks wants to hear of changes. */
export async function askAround(
  env: Env,
  tellUntil = 0,
): Promise<Pick<Sources, 'relay' | 'budget' | 'queues' | 'now'>> {
  const [relay, budget, upkeep, broadcasts] = await Promise.all([
    answered(env.RELAY.getByName('relay').health(tellUntil)),
    answered(env.BUDGET.getByName('bot').figures(tellUntil)),
    queueFigures(env.UPKEEP),
    queueFigures(env.BROADCASTS),
  ])
  return { relay, budget, queues: { upkeep, broadcasts }, now: Date.now() }
}

async function queueFigures(queue: Queue): Promise<QueueFigures | null> {
  try {
    const { backlogCount, oldestMessageTimestamp } = await queue.metrics()
    // an empty queue may tell the beginning of time
    const oldestAt = oldestMessageTimestamp ? new Date(oldestMessageTimestamp).getTime() : 0
    return { waiting: backlogCount, oldestAt: oldestAt > 0 && backlogCount > 0 ? oldestAt : null }
  } catch {
    return null
  }
}
