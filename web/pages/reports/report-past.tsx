import { For, Show } from 'solid-js'
import { actionKinds } from '#schema/contract/action.ts'
import type { Report } from '#schema/contract/report.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { usePerson } from '#web/data/members.ts'
import { useReportsAbout } from '#web/data/reports.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { gist, stateWords } from './report-words.ts'

const SHOWN = 5

/** What else there is about the same person: cases so far, and other reports. */
export function ReportPast(props: { report: Report }) {
  const guild = useGuild()
  const target = () => props.report.target.id
  const { person } = usePerson(() => guild.id, target)
  const about = useReportsAbout(() => guild.id, target)
  const cases = () => person()?.cases ?? []
  const others = () => about().filter(({ number }) => number !== props.report.number)
  return (
    <section aria-labelledby="past" class="grid gap-3">
      <h3 id="past" class="font-semibold">
        <bdi>{props.report.target.name}</bdi> so far
      </h3>
      <Show when={person()} fallback={<p class="text-sm text-ink-3">Looking it up.</p>}>
        <Show when={cases().length > 0} fallback={<p class="text-sm text-ink-3">No case is about them.</p>}>
          <ul class="grid gap-1" aria-label="Their cases">
            <For each={cases().slice(0, SHOWN)}>
              {(c) => (
                <li class="flex min-w-0 items-center gap-2 text-sm">
                  <KindIcon kind={c.kind} />
                  <a href={guild.link(`/cases/${c.number}`)} class="link inline-flex min-h-6 flex-none items-center">
                    {actionKinds[c.kind].label} #{c.number}
                  </a>
                  <bdi class="min-w-0 flex-1 truncate text-ink-2">{c.reason}</bdi>
                  <Time at={c.createdAt} class="flex-none text-ink-3" />
                </li>
              )}
            </For>
          </ul>
          <Show when={cases().length > SHOWN}>
            <a href={guild.link(`/cases?target=${target()}`)} class="link inline-flex min-h-6 items-center text-sm">
              All their cases
            </a>
          </Show>
        </Show>
      </Show>
      <Show when={others().length > 0}>
        <ul class="grid gap-1" aria-label="Other reports about them">
          <For each={others().slice(0, SHOWN)}>
            {(other) => (
              <li class="flex min-w-0 items-center gap-2 text-sm">
                <Badge tone={stateWords(other.state).tone}>{stateWords(other.state).text}</Badge>
                <a
                  href={guild.link(`/reports/${other.number}?target=${target()}&state=all`)}
                  class="link inline-flex min-h-6 flex-none items-center"
                >
                  Report #{other.number}
                </a>
                <bdi class="min-w-0 flex-1 truncate text-ink-2">{gist(other)}</bdi>
                <Time at={other.createdAt} class="flex-none text-ink-3" />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
