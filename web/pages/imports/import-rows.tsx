import { For, Show } from 'solid-js'
import { actionKinds } from '#schema/contract/action.ts'
import type { ImportPreview } from '#schema/contract/import.ts'
import { formatDate, formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'

/** The first rows as they would be taken, and what is wrong with those that cannot. */
export function ImportRows(props: { preview: ImportPreview }) {
  const facts = () => {
    const { rows, valid, invalid, known } = props.preview.counts
    return [
      ['Rows', rows],
      ['Become cases', valid - known],
      ['Are cases already', known],
      ['Cannot be taken', invalid],
    ] as const
  }
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-4">
      <dl class="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <For each={facts()}>
          {([name, count]) => (
            <div class="rounded-md bg-sunken px-3 py-2">
              <dt class="text-xs text-ink-2">{name}</dt>
              <dd class="text-lg font-semibold">{formatNumber(count)}</dd>
            </div>
          )}
        </For>
      </dl>
      <div>
        <h3 class="mb-1.5 font-semibold">The first rows</h3>
        <ul class="divide-y divide-line rounded-md border border-line">
          <For each={props.preview.rows}>
            {(row) => (
              <li class="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-sm">
                <span class="w-14 flex-none text-ink-3">Line {row.line}</span>
                <Show
                  when={row.record}
                  fallback={
                    <span class="min-w-0 font-medium text-danger">Cannot be taken: {row.errors.join(', ')}</span>
                  }
                >
                  {(record) => (
                    <>
                      <span class="font-semibold">{actionKinds[record().kind].label}</span>
                      <bdi class="min-w-0">{record().target?.name ?? record().channel?.name ?? 'somewhere'}</bdi>
                      <bdi class="min-w-0 flex-1 basis-40 truncate text-ink-2">{record().reason || 'No reason'}</bdi>
                      <span class="text-ink-3">{record().at === null ? 'no time' : formatDate(record().at ?? 0)}</span>
                      <Show when={row.knownAs !== null}>
                        <Badge>{row.knownAs ? `Is case #${row.knownAs}` : 'Twice in the file'}</Badge>
                      </Show>
                    </>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show when={props.preview.errors.length > 0}>
        <div>
          <h3 class="mb-1.5 font-semibold">What cannot be taken</h3>
          <ul class="max-h-60 overflow-y-auto rounded-md border border-line px-3 py-1.5 text-sm" tabindex="0">
            <For each={props.preview.errors}>
              {(error) => (
                <li>
                  <span class="text-ink-3">Line {error.line}:</span> {error.message}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </div>
  )
}
