import { createRoot, createSignal } from 'solid-js'

export interface Toast {
  id: number
  message: string
  tone: 'neutral' | 'ok' | 'danger'
  /** where to see more */
  link?: { label: string; href: string } | undefined
  /** a way back: "Undo", or an inverse action */
  action?: { label: string; run: () => void } | undefined
}

const state = createRoot(() => createSignal<readonly Toast[]>([]))
let count = 0

export const toasts = state[0]

export const dismissToast = (id: number): void => void state[1]((all) => all.filter((toast) => toast.id !== id))

/** Says something briefly; gone after 8 s unless hovered or focused. Never the only place an error is shown. */
export function showToast(message: string, options: Partial<Pick<Toast, 'tone' | 'link' | 'action'>> = {}): number {
  const id = ++count
  state[1]((all) => [
    ...all.slice(-2),
    { id, message, tone: options.tone ?? 'neutral', link: options.link, action: options.action },
  ])
  return id
}
