import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { RelayBatch } from '#schema/contract/gateway.ts'

const Session = z.object({
  sessionId: z.string(),
  resumeURL: z.string(),
  sequence: z.int(),
  shardId: z.int(),
  shardCount: z.int(),
})
/** A batch as it is sent, without the health that is added each time. */
const Parcel = z.pick(RelayBatch, { epoch: true, batch: true, guilds: true })
export type Parcel = z.infer<typeof Parcel>

const SavedState = z.object({
  epoch: z.int(),
  /** the batch that may or may not have arrived: it is sent again under its old name, before anything else */
  parcel: z.nullable(Parcel),
  spilled: z.object({ read: z.int(), end: z.int() }),
  intents: z.int(),
  /** where each shard resumes: after everything in `parcel` and the spill file, before everything that was lost */
  sessions: z.array(Session),
})
export type SavedState = z.infer<typeof SavedState>

const nothing: SavedState = {
  epoch: 0,
  parcel: null,
  spilled: { read: 0, end: 0 },
  intents: 0,
  sessions: [],
}

/** The state file of `folder`; a damaged one counts as none. */
export function readState(folder: string): SavedState {
  mkdirSync(folder, { recursive: true })
  try {
    return SavedState.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')))
  } catch {
    return nothing
  }
}

const Guilds = z.record(z.string(), z.array(z.string()))

/** Which guilds each shard serves, by shard id: a resumed session does not tell again. */
export function readGuilds(folder: string): Map<number, Set<string>> {
  try {
    const saved = Guilds.parse(JSON.parse(readFileSync(join(folder, 'guilds.json'), 'utf8')))
    return new Map(Object.entries(saved).map(([shardId, ids]) => [Number(shardId), new Set(ids)]))
  } catch {
    return new Map()
  }
}

export function writeGuilds(folder: string, guilds: ReadonlyMap<number, ReadonlySet<string>>): void {
  replaceFile(join(folder, 'guilds.json'), Object.fromEntries([...guilds].map(([id, set]) => [id, [...set]])))
}

export const writeState = (folder: string, state: SavedState): void => replaceFile(join(folder, 'state.json'), state)

/** Replaces a file in one step, so that whatever dies, it is whole. */
function replaceFile(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
