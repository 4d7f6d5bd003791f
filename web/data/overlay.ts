import { type Accessor, createRoot, createSignal } from 'solid-js'
import type { LiveFrame } from '#schema/contract/live.ts'
import type { Live } from './live.ts'

/** What the stream last said of a thing, and when it said so (`performance.now()`). */
export interface Heard<T> {
  row: T
  at: number
}
/** Things by id as the stream last told them; laid over what was fetched, so that no answer under way undoes an event. */
export type Overlay<T> = Accessor<ReadonlyMap<string, Heard<T>>>

/**
 * Makes an overlay that begins with its first use on a stream and lives as long as the stream. `hear` gives the thing a frame
 * tells of, or null; `known` is what was heard of others before.
 */
export function makeOverlay<T>(
  hear: (frame: LiveFrame, known: (id: string) => T | undefined) => { id: string; row: T } | null,
): (live: Live) => Overlay<T> {
  const overlays = new WeakMap<Live, Overlay<T>>()
  return (live) => {
    const existing = overlays.get(live)
    if (existing) return existing
    const rows = new Map<string, Heard<T>>()
    const [overlay, changed] = createRoot(() => createSignal<ReadonlyMap<string, Heard<T>>>(rows, { equals: false }))
    live.on((frame) => {
      const heard = hear(frame, (id) => rows.get(id)?.row)
      if (!heard) return
      rows.set(heard.id, { row: heard.row, at: performance.now() })
      changed(rows)
    })
    overlays.set(live, overlay)
    return overlay
  }
}

/** The newer of what was fetched (asked for at `askedAt`) and what was heard. */
export const newer = <T>(row: T, askedAt: number, heard: Heard<T> | undefined): T =>
  heard && heard.at > askedAt ? heard.row : row
