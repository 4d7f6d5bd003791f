import { For, Show } from 'solid-js'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { raidQuery } from '#web/data/raid.ts'
import { alikeWords } from '#web/pages/raid/raid-words.ts'
import { sweepWave } from '#web/pages/raid/sweep-wave.ts'

const MOST = 5

/** The latest waves of joins, dismissed or not. */
export function RaidAlerts() {
  const guild = useGuild()
  const query = useQuery(() => raidQuery(guild.id))
  const alerts = () => (query.data?.alerts ?? []).slice(0, MOST)
  const reason = () => (guild.seated('moderator') ? undefined : 'Your seat here is viewer; this needs moderator.')
  return (
    <Show when={alerts().length > 0}>
      <section class="card" aria-labelledby="waves-title">
        <h2 id="waves-title" class="border-b border-line px-4 py-3 text-lg font-semibold">
          Waves of joins
        </h2>
        <ul class="divide-y divide-line">
          <For each={alerts()}>
            {(alert) => (
              <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
                <div class="min-w-0 flex-1 basis-56">
                  <p>
                    <strong>{formatNumber(alert.joins)} joined</strong>{' '}
                    <Time at={alert.startedAt} class="text-sm text-ink-3" />
                    <Show when={alert.endedAt === null}> · goes on</Show>
                  </p>
                  <p class="text-sm text-ink-3">{alikeWords(alert)}</p>
                  <Show when={alert.dismissed}>
                    {(dismissed) => (
                      <p class="text-sm text-ink-3">
                        Dismissed by <bdi>{dismissed().by.name}</bdi> <Time at={dismissed().at} />
                      </p>
                    )}
                  </Show>
                </div>
                <Button size="sm" reason={reason()} onClick={() => sweepWave(alert)}>
                  Plan a sweep
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
