import { createRoot, createSignal } from 'solid-js'
import type { SweepDeed, SweepSource } from '#schema/contract/sweep.ts'

/** What a new sweep starts with: whom it is about and, where that is settled, what is done to them. */
export interface SweepWish {
  source: SweepSource
  deed?: SweepDeed | undefined
}

const [wish, setWish] = createRoot(() => createSignal<SweepWish | null>(null))

/** What somebody wants to sweep and no page has been opened for yet; the shell of a server takes it. */
export const sweepWish = wish
export const takeSweepWish = (): SweepWish | null => {
  const wanted = wish()
  setWish(null)
  return wanted
}

/** Opens the page of a new sweep in this server, filled in: nothing happens to anybody before a plan was reviewed there. */
export const openSweep = (source: SweepSource, deed?: SweepDeed): void => void setWish({ source, deed })
