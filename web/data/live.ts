import type { Query } from '@tanstack/solid-query'
import { batch, createContext, createSignal, onCleanup, useContext, type Accessor } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent, LiveEventType, LiveFrame } from '#schema/contract/live.ts'
import type { ClientMessage, Presence } from '#schema/contract/presence.ts'
import { ApiFailure, queryClient } from './client.ts'
import { goToLogin } from './to-login.ts'
import { guildKey, guildQuery } from './guilds.ts'
import type { LiveSocketOptions, LiveState, makeLiveSocket } from './live-socket.ts'
import { patchGuild } from './guild-patches.ts'

type DataOf<T extends LiveEventType> = Extract<LiveEvent, { type: T }>['data']
type Handler<T extends LiveEventType> = (data: DataOf<T>, frame: { seq: number; at: number }) => void
type AnyHandler = (frame: LiveFrame) => void

/** One guild's stream, as its pages see it. */
export interface Live {
  state: Accessor<LiveState>
  /** UTC ms of the last moment this page was live */
  lastLive: Accessor<number | null>
  /** whether Discord's own changes arrive */
  relayOnline: Accessor<boolean>
  on: (handler: AnyHandler) => () => void
  /** says something to the server; lost while there is no connection */
  send: (message: ClientMessage) => void
  /** who looks at what this page looks at; see presence.ts */
  onPresence: (handler: (presence: Presence) => void) => void
}

/** Fetched beside the first page rather than before it: it brings the schema of every event. */
const socketCode = import('./live-socket.ts')

export const LiveContext = createContext<Live>()

/** Opens the stream for as long as its owner lives, and keeps the query cache true to it. */
export function createLive(guild: Snowflake): Live {
  const [state, setState] = createSignal<LiveState>('connecting')
  const [lastLive, setLastLive] = createSignal<number | null>(null)
  const [relayOnline, setRelayOnline] = createSignal(true)
  const handlers = new Set<AnyHandler>()
  const presence = new Set<(presence: Presence) => void>()
  const key = guildKey(guild)

  const options: LiveSocketOptions = {
    url: (after) => {
      const origin = location.origin.replace(/^http/, 'ws')
      return `${origin}/api/guilds/${guild}/live${after === undefined ? '' : `?after=${after}`}`
    },
    onFrames: (frames) =>
      batch(() => {
        for (const frame of frames) {
          if (frame.type === 'relay.changed') setRelayOnline(frame.data.online)
          patchGuild(guild, frame)
          for (const handler of handlers) handler(frame)
        }
      }),
    onResync: ({ first }) => void (first ? refetchOlder(key) : queryClient.invalidateQueries({ queryKey: key })),
    onRelay: setRelayOnline,
    onPresence: (told) => {
      for (const handler of presence) handler(told)
    },
    onState: (next) =>
      batch(() => {
        if (next === 'live' || state() === 'live') setLastLive(Date.now())
        if (next === 'live' && state() !== 'live') askAgain(key)
        setState(next)
      }),
    onDenied: (why) => {
      if (why === 'signedOut') goToLogin()
      else void queryClient.invalidateQueries({ queryKey: guildQuery(guild).queryKey })
    },
    onUnreachable: () => void queryClient.invalidateQueries({ queryKey: guildQuery(guild).queryKey }),
  }
  let socket: ReturnType<typeof makeLiveSocket> | undefined
  let gone = false
  void socketCode.then((code) => gone || (socket = code.makeLiveSocket(options)))
  onCleanup(() => {
    gone = true
    socket?.close()
  })
  return {
    state,
    lastLive,
    relayOnline,
    on: (handler) => {
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    send: (message) => socket?.send(message),
    onPresence: (handler) => void presence.add(handler),
  }
}

/** What was fetched before the stream stood may miss what happened in between. */
const refetchOlder = (key: readonly string[]): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: key, predicate: (query) => query.state.dataUpdatedAt > 0 })

/** What could not be reached is asked for again by itself. */
const askAgain = (queryKey: readonly string[]): void => {
  const predicate = ({ state: { error } }: Query) => error instanceof ApiFailure && error.code === 'unreachable'
  void queryClient.refetchQueries({ queryKey, type: 'active', predicate })
}

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive outside a guild page')
  return live
}

/** Calls the handler for each event of one kind, while the calling component lives. */
export function onLive<T extends LiveEventType>(type: T, handler: Handler<T>): void {
  onCleanup(
    useLive().on((frame) => {
      if (frame.type === type) handler(frame.data as DataOf<T>, frame)
    }),
  )
}
