import { For, Show } from 'solid-js'
import { formatNumber } from '#web/primitives/format.ts'

export interface Tile {
  id: string
  label: string
  count: number
  /** why, or what it means */
  note?: string | undefined
  /** these are left aside */
  dim?: boolean
}

/** Counts that narrow the list below them; pressing the one that does shows everyone again. */
export function FilterTiles(props: {
  label: string
  tiles: readonly Tile[]
  all: number
  picked: string | null
  onPick: (id: string | null) => void
}) {
  const tiles = () => [{ id: null, label: 'All', count: props.all, note: undefined, dim: false }, ...props.tiles]
  return (
    <ul
      aria-label={props.label}
      class={
        props.tiles.some((tile) => tile.note) ? 'grid gap-2 sm:grid-cols-2 xl:grid-cols-3' : 'flex flex-wrap gap-2'
      }
    >
      <For each={tiles()}>
        {(tile) => (
          <li class="grid">
            <button
              type="button"
              aria-pressed={props.picked === tile.id}
              class="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] content-center items-baseline gap-x-3 rounded-md border border-line bg-surface px-3.5 py-2 text-left hover:bg-hover aria-pressed:border-primary aria-pressed:bg-accent-soft"
              onClick={() => props.onPick(props.picked === tile.id ? null : tile.id)}
            >
              <span class={`font-semibold ${tile.dim ? 'text-ink-2' : ''}`}>{tile.label}</span>
              <span class={`text-lg font-semibold ${tile.dim ? 'text-ink-3' : ''}`}>{formatNumber(tile.count)}</span>
              <Show when={tile.note}>
                <span class="col-span-2 text-sm text-ink-3">{tile.note}</span>
              </Show>
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
