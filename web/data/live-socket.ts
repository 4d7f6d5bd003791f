import * as z from 'zod/mini'
import { LiveClose, LiveFrame, ServerMessage } from '#schema/contract/live.ts'
import type { ClientMessage, Presence } from '#schema/contract/presence.ts'
import { straight } from '#schema/contract/straight.ts'

/** `stale`: was live, is coming back. `offline`: cannot be reached. `denied`: not ours to see. */
export type LiveState = 'connecting' | 'live' | 'stale' | 'offline' | 'denied'

export interface LiveSocketOptions {
  /** where to connect; `after` is the last sequence number seen, if any */
  url: (after: number | undefined) => string
  /** new frames, in order, each once; several at a time when they come fast */
  onFrames: (frames: LiveFrame[]) => void
  /** something was missed that no replay brings: refetch. `first` is the first hello of this page */
  onResync: (hello: { first: boolean; seq: number }) => void
  onRelay: (online: boolean) => void
  onPresence: (presence: Presence) => void
  onState: (state: LiveState) => void
  onDenied: (why: 'signedOut' | 'forbidden') => void
  /** the server refuses or cannot be reached, again and again */
  onUnreachable: () => void
}

const PING_EVERY = 25_000
const PONG_WITHIN = 10_000
const STABLE_AFTER = 10_000
const BACKOFF = { first: 500, most: 30_000 }
/** Above this many frames a second they are committed together, four times a second. */
const BUSY = 20
const COMMIT_EVERY = 250

/** Frames of kinds this build does not know are counted but not delivered: a newer server stays readable. */
const Envelope = z.object({ kind: z.literal('frames'), frames: z.array(z.object({ seq: z.int() })) })

/** Waits a random time up to a bound that doubles, so that a thousand pages do not come back at once. */
export const backoff = (attempt: number, random = Math.random()): number =>
  random * Math.min(BACKOFF.most, BACKOFF.first * 2 ** Math.min(attempt, 16))

/**
 * Keeps one guild's stream open: reconnects, resumes where it was, notices gaps. `send` says something up the socket, or is
 * silent while there is none; `close` ends it for good.
 */
export function makeLiveSocket(options: LiveSocketOptions): {
  send: (message: ClientMessage) => void
  close: () => void
} {
  let socket: WebSocket | undefined
  let last: number | undefined
  let attempt = 0
  let closed = false
  let parked = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let stable: ReturnType<typeof setTimeout> | undefined
  let pong: ReturnType<typeof setTimeout> | undefined
  const commits = makeCommits(options.onFrames)

  const state = (next: LiveState): void => {
    if (!closed) options.onState(next)
  }

  function connect(): void {
    clearTimeout(retry)
    retry = undefined
    parked = false
    drop()
    const mine = new WebSocket(options.url(last))
    socket = mine
    pong = setTimeout(() => lost(mine, 1006), PONG_WITHIN)
    mine.addEventListener('message', (event) => mine === socket && receive(event.data))
    mine.addEventListener('close', (event) => lost(mine, event.code))
  }

  function receive(data: unknown): void {
    clearTimeout(pong)
    pong = undefined
    if (typeof data !== 'string' || data === 'pong') return
    const message = parse(data)
    if (!message) return
    if (message.kind === 'hello') return greet(message)
    if (message.kind === 'presence') return options.onPresence(message)
    for (const { seq, frame } of message.frames) {
      if (last !== undefined && seq <= last) continue
      if (last !== undefined && seq > last + 1) options.onResync({ first: false, seq })
      last = seq
      if (frame) commits.add(frame)
    }
  }

  function greet(hello: { seq: number; resync: boolean; relayOnline: boolean }): void {
    const first = last === undefined
    const missed = hello.resync || first || hello.seq < (last ?? 0)
    if (missed) last = hello.seq
    state('live')
    options.onRelay(hello.relayOnline)
    if (missed) options.onResync({ first, seq: hello.seq })
    stable = setTimeout(() => (attempt = 0), STABLE_AFTER)
  }

  function lost(which: WebSocket, code: number): void {
    if (which !== socket || closed) return
    drop()
    if (code === LiveClose.signedOut || code === LiveClose.forbidden) {
      state('denied')
      close()
      return options.onDenied(code === LiveClose.signedOut ? 'signedOut' : 'forbidden')
    }
    if (code === LiveClose.replaced) {
      // One of too many pages of this person: it comes back when they look at it.
      parked = true
      return state('stale')
    }
    attempt++
    if (attempt === 2) options.onUnreachable()
    state(!navigator.onLine || attempt > 3 ? 'offline' : last === undefined ? 'connecting' : 'stale')
    retry = setTimeout(connect, code === LiveClose.tooMany ? BACKOFF.most / 2 + backoff(16) / 2 : backoff(attempt))
  }

  /** Forgets the socket without a word. */
  function drop(): void {
    clearTimeout(stable)
    clearTimeout(pong)
    pong = undefined
    const old = socket
    socket = undefined
    if (old && old.readyState <= WebSocket.OPEN) old.close()
  }

  function check(): void {
    if (!socket) return
    if (socket.readyState !== WebSocket.OPEN || pong !== undefined) return
    const mine = socket
    mine.send('ping')
    pong = setTimeout(() => lost(mine, 1006), PONG_WITHIN)
  }

  const heartbeat = setInterval(check, PING_EVERY)
  const wake = () => {
    if (document.visibilityState === 'hidden') return
    if (retry !== undefined || parked) connect()
    else check()
  }
  const goOffline = () => socket && lost(socket, 1006)
  addEventListener('online', wake)
  addEventListener('focus', wake)
  addEventListener('offline', goOffline)
  document.addEventListener('visibilitychange', wake)

  function close(): void {
    closed = true
    drop()
    commits.stop()
    clearTimeout(retry)
    clearInterval(heartbeat)
    removeEventListener('online', wake)
    removeEventListener('focus', wake)
    removeEventListener('offline', goOffline)
    document.removeEventListener('visibilitychange', wake)
  }

  state('connecting')
  connect()
  const send = (message: ClientMessage): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  return { send, close }
}

type Parsed =
  | Exclude<ServerMessage, { kind: 'frames' }>
  | { kind: 'frames'; frames: { seq: number; frame: LiveFrame | null }[] }

function parse(text: string): Parsed | null {
  let json: unknown
  try {
    json = JSON.parse(straight(text))
  } catch {
    return null
  }
  const envelope = z.safeParse(Envelope, json)
  if (envelope.success) {
    const { frames } = json as { frames: readonly unknown[] }
    return {
      kind: 'frames',
      frames: envelope.data.frames.map(({ seq }, i) => ({
        seq,
        frame: z.safeParse(LiveFrame, frames[i]).data ?? null,
      })),
    }
  }
  const message = z.safeParse(ServerMessage, json)
  return message.success && message.data.kind !== 'frames' ? message.data : null
}

/** Passes frames on at once while they are few, and in one go every 250 ms while they are many. */
function makeCommits(deliver: (frames: LiveFrame[]) => void) {
  let waiting: LiveFrame[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let second = 0
  let count = 0
  let before = 0
  const commit = () => {
    timer = undefined
    const frames = waiting
    waiting = []
    if (frames.length > 0) deliver(frames)
  }
  return {
    add(frame: LiveFrame): void {
      const now = Math.floor(Date.now() / 1000)
      if (now !== second) {
        before = now === second + 1 ? count : 0
        second = now
        count = 0
      }
      count++
      waiting.push(frame)
      timer ??= setTimeout(commit, Math.max(count, before) > BUSY ? COMMIT_EVERY : 0)
    },
    stop: () => clearTimeout(timer),
  }
}
