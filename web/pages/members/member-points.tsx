import { For, Show } from 'solid-js'
import type { Person } from '#schema/contract/action.ts'
import { ladderWords } from '#schema/contract/standing.ts'
import { Button } from '#web/ui/button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { useStanding } from '#web/data/standing.ts'
import { openAct } from '#web/pages/act/open-act.ts'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'

const MOST = 5

/** What someone's warnings weigh now, and what comes next; nothing for who was never warned. */
export function MemberPoints(props: { person: Person }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const standing = useStanding(guild.id, () => props.person.id)
  const counting = () => (standing.data?.warnings ?? []).filter((one) => one.now > 0)
  return (
    <Show when={standing.data && standing.data.warnings.length > 0 ? standing.data : null}>
      {(now) => (
        <section class="card max-lg:-order-2" aria-labelledby="points">
          <div class="flex items-baseline justify-between gap-3 border-b border-line px-4 py-3">
            <h2 id="points" class="font-semibold">
              Warning points
            </h2>
            <strong class="text-lg">{now().points}</strong>
          </div>
          <div class="grid gap-2 px-4 py-3 text-sm">
            <Show when={now().next}>
              {(next) => (
                <p class="text-ink-2">
                  At {next().at}: <span class="font-medium text-ink">{ladderWords(next().deed)}</span>
                </p>
              )}
            </Show>
            <Show when={counting().length > 0} fallback={<p class="text-ink-3">No warning counts any more.</p>}>
              <ul class="grid gap-1">
                <For each={counting().slice(0, MOST)}>
                  {(one) => (
                    <li class="flex flex-wrap items-center gap-x-2">
                      <CaseMark number={one.number} />
                      <span>{one.severity}</span>
                      <span class="text-ink-3">
                        {one.now === one.given ? one.now : `${one.now} of ${one.given}`}
                        <Show when={one.until}>
                          {(until) => (
                            <>
                              , ends <Time at={until()} />
                            </>
                          )}
                        </Show>
                      </span>
                      <Button
                        size="sm"
                        variant="ghost"
                        class="ml-auto"
                        aria-label={`Revoke warning #${one.number}`}
                        reason={deeds('unwarn')?.message}
                        onClick={() =>
                          openAct({ guildId: guild.id, kind: 'unwarn', target: props.person, about: one.number })
                        }
                      >
                        Revoke…
                      </Button>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={counting().length > MOST}>
                <p class="text-ink-3">and {counting().length - MOST} more</p>
              </Show>
            </Show>
          </div>
        </section>
      )}
    </Show>
  )
}
