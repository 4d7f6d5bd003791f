import { closeSync, constants, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import * as z from 'zod/mini'
import { GatewayEvent } from '#schema/contract/gateway.ts'
import { Snowflake } from '#schema/contract/ids.ts'

/** Where an event stands in its shard's stream, so that a resume begins after what is safe. */
export interface Mark {
  shardId: number
  sessionId: string
  sequence: number
}
export interface Entry {
  guildId: string
  event: GatewayEvent
  mark?: Mark
}
/** Bytes of the spill file that are taken, and how many of those were read. */
export interface Spilled {
  read: number
  end: number
}
export interface BacklogLimits {
  /** entries, and about how many bytes, kept in memory */
  entries: number
  bytes: number
  /** bytes of the spill file */
  disk: number
}

const openFlags = constants.O_RDWR | constants.O_CREAT
const defaults: BacklogLimits = { entries: 20_000, bytes: 32_000_000, disk: 512_000_000 }
/** The rest of the disk is kept for what matters more. */
const LESSER_SHARE = 0.8
const isLesser = ({ event }: Entry): boolean => event.type === 'messages.counted' || event.type === 'voice.moved'

/** About how long an event is as JSON; only a guild's state and long audit entries are worth a look. */
function weightOf({ event }: Entry): number {
  if (event.type === 'guild.state') {
    const { roles, channels } = event.guild
    return 300 + roles.length * 150 + channels.reduce((sum, c) => sum + 180 + c.overwrites.length * 95, 0)
  }
  if (event.type === 'messages.counted') {
    const counted = Object.keys(event.channels).length + Object.keys(event.authors ?? {}).length
    return 60 + counted * 26
  }
  return event.type === 'audit.entry' ? 300 + event.entry.changes.length * 100 : 300
}

/**
 * Events on their way out, oldest first: a bounded part in memory behind a bounded part on disk, which takes all of
 * memory's when that is full. Drops, and counts, only when the disk is full too; counters and voice moves first.
 */
export class Backlog {
  readonly spilled: Spilled
  dropped = 0
  #file: number
  #limits: BacklogLimits
  #memory: Entry[] = []
  #taken = 0
  #bytes = 0

  /** `path` is the spill file; what it holds beyond `spilled` was never promised and is cut off. */
  constructor(path: string, { spilled, limits }: { spilled: Spilled; limits?: Partial<BacklogLimits> }) {
    this.#limits = { ...defaults, ...limits }
    this.spilled = spilled.read < spilled.end ? { ...spilled } : { read: 0, end: 0 }
    this.#file = openSync(path, openFlags, 0o600)
    ftruncateSync(this.#file, this.spilled.end)
  }

  /** How many wait; Infinity while some of them are on disk, uncounted. */
  get length(): number {
    return this.spilled.read < this.spilled.end ? Infinity : this.#memory.length - this.#taken
  }

  /** How many of them are in memory. */
  get waiting(): number {
    return this.#memory.length - this.#taken
  }

  push(entry: Entry): void {
    this.#memory.push(entry)
    this.#bytes += weightOf(entry)
    if (this.#memory.length - this.#taken > this.#limits.entries || this.#bytes > this.#limits.bytes) this.spill()
  }

  /** Entries still in memory alone. */
  *unsafe(): Iterable<Entry> {
    for (let i = this.#taken; i < this.#memory.length; i++) yield this.#memory[i] as Entry
  }

  /** Takes the oldest entries out: at most `most`, and about `bytes`, but at least one. */
  take(most: number, bytes: number): Entry[] {
    if (this.spilled.read < this.spilled.end) return this.#takeSpilled(most, bytes)
    const taken: Entry[] = []
    let weight = 0
    while (this.#taken < this.#memory.length && taken.length < most) {
      const entry = this.#memory[this.#taken] as Entry
      weight += weightOf(entry)
      if (weight > bytes && taken.length > 0) break
      taken.push(entry)
      this.#bytes -= weightOf(entry)
      this.#taken++
    }
    if (this.#taken === this.#memory.length || this.#taken > 4096) {
      this.#memory = this.#memory.slice(this.#taken)
      this.#taken = 0
    }
    return taken
  }

  /** Moves all that is in memory to the disk. */
  spill(): void {
    if (this.spilled.read === this.spilled.end) this.spilled.read = this.spilled.end = 0
    const lines: string[] = []
    let end = this.spilled.end
    for (const entry of this.unsafe()) {
      const line = `${JSON.stringify({ guildId: entry.guildId, event: entry.event })}\n`
      const size = Buffer.byteLength(line)
      if (end + size > this.#limits.disk * (isLesser(entry) ? LESSER_SHARE : 1)) this.dropped++
      else {
        lines.push(line)
        end += size
      }
    }
    this.#memory = []
    this.#taken = this.#bytes = 0
    try {
      ftruncateSync(this.#file, this.spilled.end)
      writeWhole(this.#file, Buffer.from(lines.join('')), this.spilled.end)
      this.spilled.end = end
    } catch {
      this.dropped += lines.length
    }
  }

  close(): void {
    closeSync(this.#file)
  }

  #takeSpilled(most: number, bytes: number): Entry[] {
    const { read, end } = this.spilled
    let chunk = Buffer.alloc(0)
    for (let size = bytes; chunk.indexOf(10) < 0 && chunk.length < end - read; size *= 2) {
      chunk = Buffer.alloc(Math.min(size, end - read))
      readSync(this.#file, chunk, 0, chunk.length, read)
    }
    const taken: Entry[] = []
    let at = 0
    for (let stop = chunk.indexOf(10); stop >= 0 && taken.length < most; stop = chunk.indexOf(10, at)) {
      const entry = readEntry(chunk.toString('utf8', at, stop))
      if (entry) taken.push(entry)
      else this.dropped++
      at = stop + 1
    }
    this.spilled.read = at > 0 ? read + at : end
    return taken
  }
}

const SpilledEntry = z.object({ guildId: Snowflake, event: GatewayEvent })

/** A line of the spill file; null for a damaged one. */
function readEntry(line: string): Entry | null {
  try {
    return SpilledEntry.parse(JSON.parse(line))
  } catch {
    return null
  }
}

function writeWhole(file: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, position + done)
}
