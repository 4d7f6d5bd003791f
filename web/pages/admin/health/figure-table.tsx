import { For, Show, type JSX } from 'solid-js'

export interface Column<T> {
  label: string
  cell: (row: T) => JSX.Element
  /** words rather than figures */
  words?: boolean
}

/** A small table that becomes a list of labelled figures on a phone. */
export function FigureTable<T>(props: {
  id: string
  title: string
  aside?: JSX.Element
  columns: readonly Column<T>[]
  rows: readonly T[]
  idOf: (row: T) => string | number
}) {
  const byId = () => new Map(props.rows.map((row) => [props.idOf(row), row]))
  return (
    <section id={props.id} class="card scroll-mt-20 overflow-hidden" aria-labelledby={`${props.id}-title`}>
      <header class="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-2.5">
        <h2 id={`${props.id}-title`} class="text-lg font-semibold">
          {props.title}
        </h2>
        <div class="text-sm text-ink-3">{props.aside}</div>
      </header>
      <table class="w-full max-sm:block" aria-labelledby={`${props.id}-title`}>
        <thead class="border-b border-line max-sm:hidden">
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th
                  scope="col"
                  class={`overline px-2 py-2 first:pl-4 last:pr-4 ${column.words ? 'text-left' : 'text-right'}`}
                >
                  {column.label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line max-sm:block">
          <For each={[...byId().keys()]}>
            {(id) => (
              <tr
                id={`${props.id}-${id}`}
                class="scroll-mt-20 target:bg-accent-soft max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-4 max-sm:gap-y-1 max-sm:px-4 max-sm:py-2.5"
              >
                <For each={props.columns}>
                  {(column, at) => (
                    <td
                      class={`px-2 py-1.5 first:pl-4 last:pr-4 max-sm:p-0! max-sm:first:col-span-3 sm:whitespace-nowrap ${column.words ? 'text-left' : 'sm:text-right'}`}
                    >
                      <Show when={at() > 0}>
                        <span class="block text-xs text-ink-3 sm:hidden" aria-hidden="true">
                          {column.label}
                        </span>
                      </Show>
                      {byId().get(id) === undefined ? '' : column.cell(byId().get(id)!)}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
