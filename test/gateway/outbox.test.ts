import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Backlog, type BacklogLimits, type Entry } from '#gateway/backlog.ts'
import { Outbox } from '#gateway/outbox.ts'
import { postBatch } from '#gateway/post-batch.ts'
import { readState, writeState, type Parcel } from '#gateway/saved-state.ts'
import { Sessions } from '#gateway/sessions.ts'
import { parseKeys } from '#schema/contract/signature.ts'
import { relayKeys, startIntakeEndpoint, type IntakeEndpoint } from './intake-endpoint.ts'

const keys = parseKeys(relayKeys)
const guilds = ['100000000000000001', '100000000000000002']
const session = { sessionId: 's', resumeURL: 'ws://127.0.0.1:1', sequence: 0, shardId: 0, shardCount: 1 }

let folder: string
let wardroom: IntakeEndpoint
let relays: Outbox[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  wardroom = await startIntakeEndpoint()
  relays = []
})
afterEach(async () => {
  for (const relay of relays) relay.stop()
  await wardroom.close()
  rmSync(folder, { recursive: true })
})

const left = (n: number): Entry => ({
  guildId: guilds[n % 2] ?? '',
  event: { type: 'ban.added', at: n, userId: '100000000000000009', username: `user ${n}` },
  mark: { shardId: 0, sessionId: 's', sequence: n },
})
const counted = (at: number): Entry => ({
  guildId: guilds[0] ?? '',
  event: { type: 'messages.counted', at, channels: { '100000000000000005': 1 } },
})

/** A relay's sending half on the state in `folder`; starting another one is a restart after a power cut. */
function startSending(limits: Partial<BacklogLimits> = {}, epoch = Date.now() + relays.length) {
  const saved = readState(folder)
  const backlog = new Backlog(join(folder, 'backlog.jsonl'), { spilled: saved.spilled, limits })
  const sessions = new Sessions([session])
  let superseded = false
  const save = (parcel: Parcel | null): void =>
    writeState(folder, {
      epoch,
      parcel,
      spilled: backlog.spilled,
      intents: 0,
      sessions: sessions.safe(backlog.unsafe()),
    })
  const outbox = new Outbox(
    {
      backlog,
      save,
      post: (parcel) =>
        postBatch({ ...parcel, shards: [], dropped: backlog.dropped }, { wardroom: wardroom.url, keys }),
      onWatching: () => undefined,
      onSuperseded: () => void (superseded = true),
      log: () => undefined,
    },
    { epoch, parcel: saved.parcel, pace: { gapMs: 10, backoffMs: 5, longestBackoffMs: 20, patienceMs: 50 } },
  )
  relays.push(outbox)
  const push = (entry: Entry): void => {
    outbox.push(entry)
    if (entry.mark) sessions.handled(0, entry.mark.sequence)
  }
  const ended = outbox.sendLeftover().then(() => outbox.run())
  return { outbox, backlog, push, save, ended, isSuperseded: () => superseded }
}

const arrived = (): number[] =>
  wardroom.taken.flatMap((batch) => batch.guilds.flatMap((g) => g.events.map((e) => e.at)))
const sorted = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b)
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('events arrive once each, in order within a guild, each guild once a batch', async () => {
  const { push } = startSending()
  for (const n of range(1, 250)) push(left(n))
  await wardroom.waitFor(() => arrived().length === 250)
  expect(sorted(arrived())).toEqual(range(1, 250))
  expect(wardroom.taken.map((batch) => batch.batch)).toEqual(range(1, wardroom.taken.length))
  for (const guildId of guilds) {
    const own = wardroom.taken.flatMap((b) => b.guilds.filter((g) => g.guildId === guildId))
    const order = own.flatMap((g) => g.events.map((e) => e.at))
    expect(order).toEqual(sorted(order))
  }
  for (const batch of wardroom.taken) {
    expect(batch.guilds.flatMap((g) => g.events).length).toBeLessThanOrEqual(100)
    expect(new Set(batch.guilds.map((g) => g.guildId)).size).toBe(batch.guilds.length)
  }
})

test('while Wardroom is down the same batch is tried again under the same name, and nothing overtakes it', async () => {
  wardroom.failWith(503)
  const { push } = startSending()
  push(left(1))
  await wardroom.waitFor(({ posted }) => posted.length >= 3)
  push(left(2))
  wardroom.failWith(0)
  await wardroom.waitFor(({ posted }) => posted.length >= 6)
  expect(new Set(wardroom.posted).size).toBe(1)
  wardroom.failWith(null)
  await wardroom.waitFor(() => arrived().length === 2)
  expect(arrived()).toEqual([1, 2])
})

test('a server that cannot take its events holds up the others only for a while; what it missed counts as dropped', async () => {
  const [stuck = '', other = ''] = guilds
  wardroom.stuck.add(stuck)
  const { push, backlog } = startSending()
  for (const n of range(1, 4)) push(left(n))
  await wardroom.waitFor(({ taken }) => taken.length > 0)
  push(left(5))
  await wardroom.waitFor(() => arrived().includes(5))
  expect(wardroom.taken.flatMap((b) => b.guilds.map((g) => g.guildId)).every((id) => id === other)).toBe(true)
  expect(arrived()).toEqual([1, 3, 5])
  expect(backlog.dropped).toBe(2)
})

test('a relay that dies before its batch arrived sends that batch first, under its old name', async () => {
  wardroom.failWith(503)
  const before = startSending()
  for (const n of range(1, 3)) before.push(left(n))
  await wardroom.waitFor(({ posted }) => posted.length >= 1)
  before.outbox.stop()
  await before.ended
  const [name] = wardroom.posted
  wardroom.failWith(null)
  const after = startSending()
  after.push(left(4))
  await wardroom.waitFor(() => arrived().length === 4)
  expect(arrived()[0]).toBe(1)
  expect(`${wardroom.taken[0]?.epoch}/${wardroom.taken[0]?.batch}`).toBe(name)
  expect(wardroom.taken.at(-1)?.epoch).toBeGreaterThan(wardroom.taken[0]?.epoch ?? 0)
})

test('a relay that dies after its batch arrived does not double it', async () => {
  wardroom.failWith('late')
  const before = startSending()
  before.push(left(1))
  await wardroom.waitFor(({ taken }) => taken.length === 1)
  before.outbox.stop()
  await before.ended
  wardroom.failWith(null)
  startSending().push(left(2))
  await wardroom.waitFor(() => arrived().length === 2)
  expect(arrived()).toEqual([1, 2])
})

test('what was neither sent nor on disk when the relay died is asked of Discord again', async () => {
  wardroom.failWith(503)
  const relay = startSending()
  for (const n of range(1, 3)) relay.push(left(n))
  await wardroom.waitFor(({ posted }) => posted.length >= 1)
  for (const n of range(4, 6)) relay.push(left(n))
  relay.save(relay.outbox.parcel)
  expect(readState(folder).sessions[0]?.sequence).toBe(3)
  relay.backlog.spill()
  relay.save(relay.outbox.parcel)
  expect(readState(folder).sessions[0]?.sequence).toBe(6)
})

test('a long outage spills to disk, survives a restart, and arrives whole and in order', async () => {
  wardroom.failWith(503)
  const before = startSending({ entries: 50 })
  for (const n of range(1, 300)) before.push(left(n))
  await wardroom.waitFor(({ posted }) => posted.length >= 1)
  before.outbox.stop()
  await before.ended
  before.backlog.spill()
  before.save(before.outbox.parcel)
  wardroom.failWith(null)
  const after = startSending({ entries: 50 })
  for (const n of range(301, 320)) after.push(left(n))
  await wardroom.waitFor(() => arrived().length === 320)
  expect(sorted(arrived())).toEqual(range(1, 320))
  expect(after.backlog.dropped).toBe(0)
})

test('what was written to disk but never promised is not sent twice', async () => {
  wardroom.failWith(503)
  const before = startSending()
  before.push(left(1))
  await wardroom.waitFor(({ posted }) => posted.length >= 1)
  before.push(left(2))
  before.backlog.spill()
  before.outbox.stop()
  await before.ended
  wardroom.failWith(null)
  startSending().push(left(2))
  await wardroom.waitFor(() => arrived().length === 2)
  expect(arrived()).toEqual([1, 2])
})

test('when the disk is full too, counters go before anything that matters, and the loss is counted', async () => {
  wardroom.failWith(503)
  const { push, backlog } = startSending({ entries: 10, disk: 6000 })
  for (const n of range(1, 60)) {
    push(left(n))
    push(counted(10_000 + n))
  }
  expect(backlog.dropped).toBeGreaterThan(0)
  wardroom.failWith(null)
  await wardroom.waitFor(() => arrived().includes(60))
  const counters = arrived().filter((at) => at > 10_000).length
  expect(arrived().length - counters).toBeGreaterThan(counters)
  expect(wardroom.taken.at(-1)?.dropped).toBe(backlog.dropped)
})

test('a batch that Wardroom cannot read is given up and counted, and the next one goes out', async () => {
  wardroom.failWith(400)
  const { push, backlog } = startSending()
  push(left(1))
  await wardroom.waitFor(({ posted }) => posted.length === 1)
  wardroom.failWith(null)
  push(left(2))
  await wardroom.waitFor(() => arrived().length === 1)
  expect(arrived()).toEqual([2])
  expect(backlog.dropped).toBe(1)
})

test('a newer relay at work makes this one stop', async () => {
  wardroom.failWith(409)
  const { push, ended, isSuperseded } = startSending()
  push(left(1))
  await ended
  expect(isSuperseded()).toBe(true)
})

test('what an older run left unsent does not stop a new run when it comes too late', async () => {
  wardroom.failWith(503)
  const before = startSending()
  before.push(left(1))
  await wardroom.waitFor(({ posted }) => posted.length >= 1)
  before.outbox.stop()
  await before.ended
  wardroom.failWith(409)
  const after = startSending()
  await wardroom.waitFor(({ posted }) => posted.length >= 2)
  wardroom.failWith(null)
  after.push(left(2))
  await wardroom.waitFor(() => arrived().length === 1)
  expect(arrived()).toEqual([2])
  expect(after.isSuperseded()).toBe(false)
})
