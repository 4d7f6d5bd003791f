import { createContext, createSignal, onCleanup, useContext, type Accessor } from 'solid-js'
import type { OpsMessage } from '#schema/contract/ops.ts'
import { queryClient } from './client.ts'
import { goToLogin } from './to-login.ts'

/** Every key of the developers' panel begins with this. */
export const panelKey = ['panel'] as const

type MessageOf<T extends OpsMessage['type']> = Extract<OpsMessage, { type: T }>

/** The panel's live stream. */
export interface PanelLive {
  isLive: Accessor<boolean>
  on: (handler: (message: OpsMessage) => void) => () => void
}
export const PanelLiveContext = createContext<PanelLive>()

const RETRY = { first: 500, most: 15_000 }
const SIGNED_OUT = 4001
const FORBIDDEN = 4003

/** Opens the stream for as long as its owner lives; after a break everything is read anew. */
export function createPanelLive(): PanelLive {
  const [isLive, setLive] = createSignal(false)
  const handlers = new Set<(message: OpsMessage) => void>()
  let socket: WebSocket | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let gone = false

  const connect = () => {
    const mine = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/developer/live`)
    socket = mine
    mine.addEventListener('open', () => {
      setLive(true)
      if (attempt > 0) void queryClient.invalidateQueries({ queryKey: panelKey })
      attempt = 0
    })
    mine.addEventListener('message', async ({ data }) => {
      if (data === 'pong') return
      const { OpsMessage } = await import('#schema/contract/ops.ts')
      const message = OpsMessage.safeParse(JSON.parse(String(data)))
      if (message.success) for (const handler of handlers) handler(message.data)
    })
    mine.addEventListener('close', ({ code }) => {
      if (gone) return
      setLive(false)
      if (code === SIGNED_OUT) return goToLogin()
      if (code === FORBIDDEN) return location.reload()
      retry = setTimeout(connect, Math.random() * Math.min(RETRY.most, RETRY.first * 2 ** attempt++))
    })
  }
  connect()
  onCleanup(() => {
    gone = true
    clearTimeout(retry)
    socket?.close()
  })
  return {
    isLive,
    on: (handler) => {
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
  }
}

export function usePanelLive(): PanelLive {
  const live = useContext(PanelLiveContext)
  if (!live) throw new Error('usePanelLive outside the panel')
  return live
}

/** Calls the handler for each message of one kind, while the calling component lives. */
export function onPanel<T extends OpsMessage['type']>(type: T, handler: (message: MessageOf<T>) => void): void {
  onCleanup(
    usePanelLive().on((message) => {
      if (message.type === type) handler(message as MessageOf<T>)
    }),
  )
}
