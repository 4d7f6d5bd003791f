import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backoff, makeLiveSocket, type LiveState } from '#web/data/live-socket.ts'
import { LiveClose, type LiveFrame } from '#schema/contract/live.ts'

/** The browser's end of a socket, with the server's end in the test's hand. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readyState = 0
  sent: string[] = []
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.all.push(this)
  }
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.readyState = 3
  }
  say(message: unknown): void {
    this.readyState = 1
    const data = typeof message === 'string' ? message : JSON.stringify(message)
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  drop(code = 1006): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

const latest = () => FakeSocket.all.at(-1)!
const hello = (seq: number, more = {}) => ({ kind: 'hello', seq, at: 1, resync: false, relayOnline: true, ...more })
const left = (seq: number) => ({ seq, at: seq, type: 'member.left', data: { id: '100000000000000001', name: 'Mia' } })
const frames = (...seqs: number[]) => ({ kind: 'frames', frames: seqs.map(left) })

function open() {
  const heard: number[][] = []
  const names: string[] = []
  const states: LiveState[] = []
  const log: string[] = []
  const socket = makeLiveSocket({
    url: (after) => `ws://wardroom.test/live${after === undefined ? '' : `?after=${after}`}`,
    onFrames: (list: LiveFrame[]) => {
      heard.push(list.map((frame) => frame.seq))
      for (const frame of list) if (frame.type === 'member.left') names.push(frame.data.name)
    },
    onResync: ({ first, seq }) => log.push(`${first ? 'first' : 'resync'} ${seq}`),
    onPresence: ({ at }) => log.push(`presence ${at}`),
    onRelay: (online) => log.push(`relay ${online ? 'on' : 'off'}`),
    onState: (state) => states.push(state),
    onDenied: (why) => log.push(why),
    onUnreachable: () => log.push('unreachable'),
  })
  return { names, heard, states, log, socket }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  FakeSocket.all = []
  const window = new EventTarget()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  vi.stubGlobal('dispatchEvent', window.dispatchEvent.bind(window))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('waits a random part of a bound that doubles up to half a minute', () => {
  expect([0, 1, 4, 20].map((attempt) => backoff(attempt, 1))).toEqual([500, 1000, 8000, 30_000])
  expect(backoff(4, 0)).toBe(0)
})

test('is live from the first hello, and delivers events in order', () => {
  const { heard, states, log } = open()
  latest().say(hello(10))
  latest().say(frames(11, 12))
  vi.advanceTimersByTime(0)
  expect(states).toEqual(['connecting', 'live'])
  expect(log).toEqual(['relay on', 'first 10'])
  expect(heard).toEqual([[11, 12]])
})

test('what others wrote is read in the order it was written in', () => {
  const { names } = open()
  latest().say(hello(10))
  const [frame] = frames(11).frames
  latest().say({ kind: 'frames', frames: [{ ...frame, data: { ...frame?.data, name: '\u202e398 evil\u2066' } }] })
  vi.advanceTimersByTime(0)
  expect(names).toEqual(['398 evil'])
})

test('comes back after a drop and asks for what it missed, once each', () => {
  const { heard, states, log } = open()
  latest().say(hello(10))
  latest().say(frames(11))
  latest().drop()
  expect(states.at(-1)).toBe('stale')
  vi.advanceTimersByTime(500)
  expect(latest().url).toContain('?after=11')
  latest().say(hello(13))
  latest().say(frames(11, 12, 13))
  vi.advanceTimersByTime(0)
  expect(heard.flat()).toEqual([11, 12, 13])
  expect(states.at(-1)).toBe('live')
  expect(log.filter((line) => line.startsWith('resync'))).toEqual([])
})

test('refetches when the server cannot replay, when its numbering began anew, and when a number is missing', () => {
  const { log } = open()
  latest().say(hello(10))
  latest().say(frames(11, 15))
  latest().drop()
  vi.advanceTimersByTime(500)
  latest().say(hello(40, { resync: true }))
  latest().drop()
  vi.advanceTimersByTime(1000)
  latest().say(hello(3))
  expect(log.filter((line) => line.startsWith('resync'))).toEqual(['resync 15', 'resync 40', 'resync 3'])
})

test('passes over events of kinds it does not know, and over what is no message at all', () => {
  const { heard, log } = open()
  latest().say(hello(10))
  latest().say({ kind: 'frames', frames: [{ seq: 11, at: 1, type: 'moon.rose', data: {} }, left(12)] })
  latest().say('{"kind":')
  latest().say({ kind: 'weather' })
  latest().say(frames(13))
  vi.advanceTimersByTime(0)
  expect(heard.flat()).toEqual([12, 13])
  expect(log.some((line) => line.startsWith('resync'))).toBe(false)
})

test('commits at most four times a second while events pour in', () => {
  const { heard } = open()
  latest().say(hello(0))
  let seq = 0
  for (let tick = 0; tick < 400; tick++) {
    latest().say(frames(++seq))
    vi.advanceTimersByTime(5)
  }
  vi.advanceTimersByTime(250)
  expect(heard.flat()).toHaveLength(400)
  const inSecondSecond = heard.filter((batch) => batch[0]! > 200)
  expect(inSecondSecond.length).toBeLessThanOrEqual(5)
})

test('pings, and takes a silent server for lost', () => {
  const { states } = open()
  latest().say(hello(10))
  const first = latest()
  vi.advanceTimersByTime(25_000)
  expect(first.sent).toEqual(['ping'])
  first.say('pong')
  vi.advanceTimersByTime(25_000)
  vi.advanceTimersByTime(10_000)
  expect(states.at(-1)).toBe('stale')
  vi.advanceTimersByTime(500)
  expect(latest()).not.toBe(first)
})

test('stays away when signed out or not allowed, and says which', () => {
  const { states, log } = open()
  latest().say(hello(10))
  latest().drop(LiveClose.forbidden)
  vi.advanceTimersByTime(120_000)
  expect(FakeSocket.all).toHaveLength(1)
  expect(states.at(-1)).toBe('denied')
  expect(log.at(-1)).toBe('forbidden')
})

test('says offline when nothing answers again and again, and asks why', () => {
  const { states, log } = open()
  for (let i = 0; i < 5; i++) {
    latest().drop()
    vi.advanceTimersByTime(30_000)
  }
  expect(states.at(-1)).toBe('offline')
  expect(log).toEqual(['unreachable'])
})

test('returns at once when the network does', () => {
  open()
  latest().say(hello(10))
  dispatchEvent(new Event('offline'))
  const count = FakeSocket.all.length
  dispatchEvent(new Event('online'))
  expect(FakeSocket.all).toHaveLength(count + 1)
})

test('waits to be looked at when it was one page too many', () => {
  open()
  latest().say(hello(10))
  latest().drop(LiveClose.replaced)
  vi.advanceTimersByTime(120_000)
  expect(FakeSocket.all).toHaveLength(1)
  dispatchEvent(new Event('focus'))
  expect(FakeSocket.all).toHaveLength(2)
})

test('is silent once closed', () => {
  const { socket, states } = open()
  latest().say(hello(10))
  socket.close()
  latest().drop()
  vi.advanceTimersByTime(120_000)
  expect(FakeSocket.all).toHaveLength(1)
  expect(states.at(-1)).toBe('live')
})
