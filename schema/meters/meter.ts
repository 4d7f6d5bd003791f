import { waitUntil } from 'cloudflare:workers'
import { added, stepOf, type Spread } from './spread.ts'

/** What one isolate counted since it told last: sums are added up, levels are what was seen last, spreads are of latencies in ms. */
export interface Counted {
  sums: Record<string, number>
  levels: Record<string, number>
  spreads: Record<string, Spread>
  /** server objects that did something: how many pages are open there, and since when an action waits (UTC ms) */
  guilds: Record<string, { sockets: number; waitingSince: number | null }>
}
/** Where it is told; answers how long to be silent from now on, ms. */
type Ops = { counted(counted: Counted): Promise<{ againIn: number }> }

/** What comes within this of the first is told together, ms. */
const TOGETHER = 1_000
/** Telling that takes longer than this is taken for lost, ms. */
const PATIENCE = 10_000

const nothing = (): Counted => ({ sums: {}, levels: {}, spreads: {}, guilds: {} })
let counted = nothing()
let ops: Ops | undefined
/** from then on what is counted may be told; until then it is gathered for those who tell already. UTC ms */
let tellAt = 0
let gatheringUntil = 0
/** servers that were told to have pages or something waiting: when that changes it must be told, too */
const told = new Map<string, string>()

/** Counts, in memory. Telling costs one call of an object now and then, however much is counted, and no timer of an idle one. */
export const meter = {
  /** Where to tell; known from the first environment on that has it. */
  use(env: { OPS?: Pick<Env['OPS'], 'getByName'> }): void {
    const { OPS } = env
    if (OPS) ops ??= { counted: (all) => OPS.getByName('ops').counted(all) }
  },
  add(name: string, by = 1): void {
    counted.sums[name] = (counted.sums[name] ?? 0) + by
    soon()
  },
  level(name: string, value: number): void {
    counted.levels[name] = value
  },
  took(name: string, ms: number): void {
    const spread = (counted.spreads[name] ??= [])
    const step = stepOf(ms)
    while (spread.length <= step) spread.push(0)
    spread[step] = (spread[step] ?? 0) + 1
    soon()
  },
  guild(id: string, now: Counted['guilds'][string]): void {
    counted.guilds[id] = now
    soon((told.get(id) ?? '') !== markOf(now))
  },
}

const markOf = ({ sockets, waitingSince }: Counted['guilds'][string]): string =>
  sockets > 0 || waitingSince !== null ? `${sockets} ${waitingSince}` : ''

function soon(isNews = false): void {
  const now = Date.now()
  if (!ops || now < gatheringUntil || (now < tellAt && !isNews)) return
  gatheringUntil = now + TOGETHER + PATIENCE
  try {
    waitUntil(tell(ops))
  } catch {
    // outside of any request nobody waits; the next one tells
    gatheringUntil = 0
  }
}

async function tell(to: Ops): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, TOGETHER))
  const all = counted
  counted = nothing()
  gatheringUntil = 0
  tellAt = Date.now() + PATIENCE
  for (const [id, guild] of Object.entries(all.guilds)) {
    const mark = markOf(guild)
    if (mark) told.set(id, mark)
    else told.delete(id)
  }
  try {
    const { againIn } = await to.counted(all)
    tellAt = Date.now() + againIn
  } catch {
    // what was not taken is told with the next
    counted = merged(all, counted)
  }
}

/** Both, the later one last. */
export function merged(one: Counted, other: Counted): Counted {
  const sums = { ...one.sums }
  for (const [name, by] of Object.entries(other.sums)) sums[name] = (sums[name] ?? 0) + by
  const spreads = { ...one.spreads }
  for (const [name, spread] of Object.entries(other.spreads)) spreads[name] = added(spreads[name] ?? [], spread)
  return { sums, spreads, levels: { ...one.levels, ...other.levels }, guilds: { ...one.guilds, ...other.guilds } }
}
