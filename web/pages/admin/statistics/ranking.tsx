import { For, Show } from 'solid-js'
import CommandIcon from '~icons/lucide/terminal'
import type { CommandFigures } from '#schema/contract/ops.ts'
import { formatMs, formatShare } from '#web/primitives/figures.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { ShareBar } from '#web/ui/share-bar.tsx'
import { callOf } from '#web/pages/admin/commands/command-search.ts'

const MOST = 10

/** The commands of the last 24 hours, most used first. */
export function Ranking(props: { commands: readonly CommandFigures[] }) {
  const all = () => props.commands.reduce((sum, { uses }) => sum + uses, 0)
  const shown = () => props.commands.slice(0, MOST)
  return (
    <section class="card" aria-labelledby="ranking">
      <header class="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
        <h2 id="ranking" class="text-lg font-semibold">
          Most used, 24 hours
        </h2>
        <LinkButton variant="ghost" size="sm" href="/admin/commands">
          All commands
        </LinkButton>
      </header>
      <Show
        when={shown().length > 0}
        fallback={
          <EmptyState icon={<CommandIcon />} title="No command in 24 hours">
            Uses of slash commands and menus are counted here as they happen.
          </EmptyState>
        }
      >
        <ol class="divide-y divide-line">
          <For each={shown()}>
            {(row, rank) => (
              <li class="relative grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-hover">
                <span class="text-right text-ink-3">{rank() + 1}</span>
                <a
                  href={`/admin/commands?command=${encodeURIComponent(row.command)}`}
                  class="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                >
                  {callOf(row.command)}
                </a>
                <p class="text-right">
                  <strong class="font-semibold">{formatNumber(row.uses)}</strong>{' '}
                  <span class="inline-block min-w-13 text-ink-3">{formatShare(row.uses / all())}</span>
                </p>
                <ShareBar share={row.uses / all()} class="col-start-2 col-end-4 sm:col-end-3" />
                <p class="col-start-2 col-end-4 text-xs text-ink-3 sm:col-start-3 sm:text-right">
                  {formatShare((row.uses - row.failed) / row.uses)} went well
                  {row.p95 === null ? '' : ` · p95 ${formatMs(row.p95)}`}
                </p>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}
