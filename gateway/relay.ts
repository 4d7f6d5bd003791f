import { join } from 'node:path'
import { Backlog } from './backlog.ts'
import { Counters } from './counters.ts'
import { HostReport } from './host-report.ts'
import { readEnvironment, type Environment } from './environment.ts'
import { Intake } from './intake.ts'
import { log } from './log.ts'
import { Outbox } from './outbox.ts'
import { postBatch } from './post-batch.ts'
import { readGuilds, readState, writeGuilds, writeState, type Parcel } from './saved-state.ts'
import { Sessions } from './sessions.ts'
import { Shards } from './shards.ts'
import { Voice } from './voice.ts'
import { WatchSocket } from './watch-socket.ts'

const WATCHED_COUNTERS_MS = 500
const SAVE_MS = 1000
const SUMMARY_MS = 60_000
/** How this process is goes along with a batch this often; an idle relay posts one every 15 s. */
const HOST_MS = 14_000
/** Sending what is left may take this long when asked to stop. */
const PATIENCE_MS = 4000
const EXIT_SUPERSEDED = 3

/** Discord's gateway in, signed batches out; see environment.ts for what it needs. */
function startRelay(environment: Environment): void {
  const { wardroom, keys, state: folder } = environment
  const saved = readState(folder)
  const sessions = new Sessions(saved.intents === environment.intents ? saved.sessions : [])
  const guilds = readGuilds(folder)
  const backlog = new Backlog(join(folder, 'backlog.jsonl'), { spilled: saved.spilled })
  const watching = new Set<string>()
  const counters = new Counters()
  const epoch = Math.max(Date.now(), saved.epoch + 1)
  const host = new HostReport(folder)
  let hostAt = 0
  let changed = false
  let stopping = false
  let closed = false

  const save = (parcel: Parcel | null): void => {
    changed = false
    try {
      const { spilled } = backlog
      writeState(folder, { epoch, parcel, spilled, intents: shards.intents, sessions: sessions.safe(backlog.unsafe()) })
      if (intake.guildsChanged()) writeGuilds(folder, guilds)
    } catch (error) {
      log('state.unsaved', { error: String(error) })
    }
  }
  const onWatching = (guildIds: readonly string[]): void => {
    watching.clear()
    for (const guildId of guildIds) watching.add(guildId)
  }
  const health = () => shards.health().map((shard) => ({ ...shard, guilds: guilds.get(shard.id)?.size ?? 0 }))
  const hostNow = () => {
    if (Date.now() - hostAt < HOST_MS) return {}
    hostAt = Date.now()
    const { waiting, spilled } = backlog
    return { host: host.measure({ waiting, spilled: spilled.end - spilled.read }) }
  }
  const outbox = new Outbox(
    {
      backlog,
      save,
      post: (parcel) =>
        postBatch({ ...parcel, ...hostNow(), shards: health(), dropped: backlog.dropped }, { wardroom, keys }),
      onWatching,
      onSuperseded: () => void stop('A newer relay is at work; this one stops.', EXIT_SUPERSEDED),
      log,
    },
    { epoch, parcel: saved.parcel },
  )
  const intake = new Intake({ outbox, counters, voice: new Voice(), guilds, watching, sessions })
  const shards = new Shards(
    {
      discordApi: environment.discordApi,
      token: environment.token,
      sessions,
      onDispatch: (dispatch, shardId) => {
        if (closed) return
        changed = true
        intake.take(dispatch, shardId)
        // A session is of use from its first moment: whatever dies after this is resumed.
        if (dispatch.t === 'READY') save(outbox.parcel)
      },
      onHealth: () => outbox.nudge(),
      onFatal: (why) => void stop(why, 1),
      log,
    },
    environment.intents,
  )
  const watch = new WatchSocket({ wardroom, keys, epoch, onWatching, log })

  const reportCounters = (of?: Iterable<string>): void => {
    for (const counted of counters.take(Date.now(), of)) outbox.push(counted)
  }
  setInterval(() => watching.size > 0 && reportCounters(watching), WATCHED_COUNTERS_MS)
  setInterval(() => reportCounters(), environment.countersMs)
  setInterval(() => changed && save(outbox.parcel), SAVE_MS)
  setInterval(() => log('relay.summary', { ...intake.summary(), dropped: backlog.dropped }), SUMMARY_MS)

  const stop = async (why: string, code: number): Promise<void> => {
    if (stopping) return process.exit(code || 1)
    stopping = true
    log('relay.stopping', { why })
    await Promise.race([shards.close(), new Promise((resolve) => setTimeout(resolve, 1000))])
    closed = true
    watch.close()
    reportCounters()
    outbox.drain()
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, code === 0 ? PATIENCE_MS : 0))])
    outbox.stop()
    backlog.spill()
    save(outbox.parcel)
    log('relay.stopped', intake.summary())
    process.exit(code)
  }
  process.on('SIGTERM', () => void stop('SIGTERM', 0))
  process.on('SIGINT', () => void stop('SIGINT', 0))

  log('relay.started', {
    epoch,
    resuming: saved.sessions.length,
    leftover: saved.parcel !== null || backlog.length > 0,
  })
  // What an earlier run left goes first, before Wardroom hears of this run's epoch in any way.
  const sent = outbox.sendLeftover().then(() => {
    if (stopping) return
    void watch.open()
    return outbox.run()
  })
  void shards.connect()
}

try {
  startRelay(readEnvironment(process.env))
} catch (error) {
  log('relay.misconfigured', { why: (error as Error).message })
  process.exitCode = 2
}
