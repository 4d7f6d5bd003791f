import { createMemo, For, Show } from 'solid-js'
import GavelIcon from '~icons/lucide/gavel'
import type { Case } from '#schema/contract/case.ts'
import type { LiveFrame } from '#schema/contract/live.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { CaseWords } from './feed-line.tsx'

const MOST = 6

/** The newest cases, as they are now. */
export function LatestActions(props: { fetched: readonly LiveFrame[]; fresh: readonly LiveFrame[] }) {
  const guild = useGuild()
  const cases = createMemo(() => {
    const byNumber = new Map<number, Case>()
    for (const frame of [...props.fetched.toReversed(), ...props.fresh])
      if (frame.type === 'case.opened' || (frame.type === 'case.updated' && byNumber.has(frame.data.number)))
        byNumber.set(frame.data.number, frame.data)
    return [...byNumber.values()].sort((a, b) => b.number - a.number).slice(0, MOST)
  })
  return (
    <section class="card" aria-labelledby="latest-title">
      <header class="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
        <h2 id="latest-title" class="text-lg font-semibold">
          Latest actions
        </h2>
        <LinkButton variant="ghost" size="sm" href={guild.link('/cases')}>
          All cases
        </LinkButton>
      </header>
      <Show
        when={cases().length > 0}
        fallback={
          <EmptyState icon={<GavelIcon />} title="No action lately">
            Actions from here, from slash commands and by hand in Discord appear with their case.
          </EmptyState>
        }
      >
        <ul class="divide-y divide-line">
          <For each={cases()}>
            {(one) => (
              <li class="flex items-start gap-3 px-4 py-2.5">
                <span class="mt-0.5">
                  <KindIcon kind={one.kind} />
                </span>
                <div class="min-w-0 flex-1">
                  <p class="text-ink-2">
                    <CaseWords case={one} />
                  </p>
                  <Show when={one.reason}>
                    <p class="line-clamp-1 text-sm text-ink-3">{one.reason}</p>
                  </Show>
                </div>
                <Time at={one.createdAt} class="flex-none text-xs leading-5 text-ink-3" />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
