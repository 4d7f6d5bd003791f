import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import { cameBack } from '#web/primitives/came-back.ts'

export interface Selection {
  ids: Accessor<readonly string[]>
  has: (id: string) => boolean
  /** takes one in or out; with `range`, all from the one last taken in up to this one */
  toggle: (id: string, range?: boolean) => void
  /** takes all of these in, or out when all are in */
  toggleAll: (ids: readonly string[]) => void
  clear: () => void
}

/** By the list's address, what was picked when it was left. */
const left = new Map<string, ReadonlySet<string>>()

/**
 * Which rows of a list are picked, by id; `visible` are the ids on screen, in their order. What is picked stays so when the
 * list changes, and when Back brings the list of this address again.
 */
export function createSelection(visible: Accessor<readonly string[]>, address: string): Selection {
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set())
  const before = left.get(address)
  // a frame later, as the router shows a page within the very event that tells of Back
  if (before) requestAnimationFrame(() => cameBack() && setPicked(before))
  onCleanup(() => left.set(address, picked()))
  let last: string | undefined
  return {
    ids: createMemo(() => [...picked()]),
    has: (id) => picked().has(id),
    toggle(id, range = false) {
      const next = new Set(picked())
      const all = visible()
      const [from, to] = [all.indexOf(last ?? ''), all.indexOf(id)]
      if (range && from !== -1 && to !== -1)
        for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one)
      else if (!next.delete(id)) next.add(id)
      last = id
      setPicked(next)
    },
    toggleAll(ids) {
      const next = new Set(picked())
      const areIn = ids.every((id) => next.has(id))
      for (const id of ids)
        if (areIn) next.delete(id)
        else next.add(id)
      setPicked(next)
    },
    clear() {
      last = undefined
      setPicked(new Set<string>())
    },
  }
}
