import type { Accessor } from 'solid-js'
import type { ListHandle } from './row-list.tsx'

/** The row that has the focus, by its id. */
export const focusedRow = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row

/** Goes from row to row of a list whose rows lead elsewhere; gives from where to where, undefined at an end. */
export function createRowSteps(ids: Accessor<readonly string[]>, handle: () => ListHandle | undefined) {
  let cursor: string | undefined
  return (by: 1 | -1): { from: string | undefined; to: string } | undefined => {
    const all = ids()
    const at = all.indexOf(focusedRow() ?? cursor ?? '')
    const to = at === -1 ? 0 : at + by
    const id = all[to]
    if (id === undefined) return undefined
    cursor = id
    handle()?.show(to)
    return { from: at === -1 ? undefined : all[at], to: id }
  }
}
