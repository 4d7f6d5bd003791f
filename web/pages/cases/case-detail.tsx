import { For, Show } from 'solid-js'
import { type ActionKind, actionKinds, sourceLabel } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { now } from '#web/primitives/clock.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import type { CaseWork } from '#web/data/case-work.ts'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { CaseEnd } from './case-end.tsx'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseProof } from './case-proof.tsx'
import { CasePunishment } from './case-punishment.tsx'
import { CaseReason } from './case-reason.tsx'
import { CaseRelated } from './case-related.tsx'
import { CaseStaff } from './case-staff.tsx'
import { CaseThread } from './case-thread.tsx'
import { isChangeable, resultWords, statusWords } from './case-words.ts'
import { CopyButton } from '#web/pages/list/copy-button.tsx'
import type { ChangeCase } from './change-case.ts'
import { DeliveryFacts } from './delivery-facts.tsx'
import { Fact } from './fact.tsx'

const heading: Record<ActionKind, string> = Object.fromEntries(
  Object.entries(actionKinds).map(([kind, { label }]) => [kind, label]),
) as Record<ActionKind, string>

/** Everything on record about one case. */
export function CaseDetail(props: { case: Case; work: CaseWork; onChange: ChangeCase }) {
  const guild = useGuild()
  const status = () => statusWords(props.case, now())
  const refusal = () =>
    guild.seated('moderator') ? undefined : `Your seat here is ${guild.access().level}; this needs moderator.`
  return (
    <div class="grid gap-5">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <KindIcon kind={props.case.kind} />
        <p class="text-xl font-semibold tracking-tight">{heading[props.case.kind]}</p>
        <Badge tone={status().tone}>{status().text}</Badge>
        <Time long at={props.case.createdAt} class="ml-auto text-ink-3" />
      </div>

      <Show when={props.case.failure}>
        {(failure) => (
          <div class="rounded-md border border-danger bg-danger-soft px-3.5 py-2.5">
            <p class="font-semibold">Discord did not do this</p>
            <p class="text-ink-2">
              {failure().message} <code class="font-mono text-xs text-ink-3">{failure().code}</code>
            </p>
          </div>
        )}
      </Show>
      <Show when={props.case.status === 'unknown'}>
        <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
          <p class="font-semibold">It is not known whether this happened</p>
          <p class="text-ink-2">Discord's audit log settles it as soon as its entry arrives.</p>
        </div>
      </Show>

      <CaseReason case={props.case} />

      <dl class="grid gap-2.5">
        <Show when={props.case.target}>
          {(target) => (
            <Fact label="Target" note={<IdLine id={target().id} />}>
              <PersonMark person={target()} />
            </Fact>
          )}
        </Show>
        <Show when={props.case.channelId}>
          {(channelId) => (
            <Fact label="Channel" note={<IdLine id={channelId()} />}>
              <bdi class="font-medium">#{props.case.channelName ?? guild.channel(channelId())?.name ?? 'gone'}</bdi>
            </Fact>
          )}
        </Show>
        <Fact label="Moderator">
          <Show
            when={props.case.moderator}
            fallback={props.case.source === 'schedule' ? 'Wardroom, as planned' : 'Discord did not say who'}
          >
            {(moderator) => <PersonMark person={moderator()} />}
          </Show>
        </Fact>
        <Fact label="Source">{sourceLabel[props.case.source]}</Fact>
        <Show when={props.case.report}>
          {(number) => (
            <Fact label="Report">
              <a href={guild.link(`/reports/${number()}?state=all`)} class="link font-medium">
                Report #{number()}
              </a>
            </Fact>
          )}
        </Show>
        <DeedFacts case={props.case} />
        <Show when={!isChangeable(props.case, now())}>
          <CaseEnd case={props.case} />
        </Show>
      </dl>
      <CasePunishment case={props.case} />
      <CaseStaff case={props.case} onChange={props.onChange} refusal={refusal()} />
      <CaseEvidence case={props.case} work={props.work} />
      <CaseRelated case={props.case} work={props.work} onChange={props.onChange} refusal={refusal()} />
      <CaseThread number={props.case.number} work={props.work} refusal={refusal()} />
      <DeliveryFacts case={props.case} />
      <CaseProof case={props.case} />
    </div>
  )
}

/** What was asked besides target and reason. */
function DeedFacts(props: { case: Case }) {
  const duration = () => (props.case.deed && 'duration' in props.case.deed ? props.case.deed.duration : undefined)
  const window = () => (props.case.deed && 'deleteSeconds' in props.case.deed ? props.case.deed.deleteSeconds : 0)
  const slowmode = () => (props.case.deed?.kind === 'slowmode' ? props.case.deed.seconds : undefined)
  const purge = () => (props.case.deed?.kind === 'purge' ? props.case.deed : undefined)
  return (
    <>
      <Show when={duration()}>{(ms) => <Fact label="Duration">{formatDuration(ms())}</Fact>}</Show>
      <Show when={window()}>
        {(seconds) => (
          <Fact label="Deleted">Their messages of the last {formatDuration(seconds() * 1000).replace(/^1 /, '')}</Fact>
        )}
      </Show>
      <Show when={slowmode() !== undefined}>
        <Fact label="Interval">{slowmode() === 0 ? 'Off' : formatDuration((slowmode() ?? 0) * 1000)}</Fact>
      </Show>
      <Show when={purge()}>{(deed) => <Fact label="Asked for">The newest {deed().count} messages</Fact>}</Show>
      <Show when={props.case.points}>
        {(points) => (
          <Fact
            label="Weighs"
            note={
              <Show when={points().until}>
                {(until) => (
                  <>
                    until <Time exact at={until()} />
                  </>
                )}
              </Show>
            }
          >
            <Show
              when={points().voidedBy}
              fallback={`${points().severity}, ${points().points} ${points().points === 1 ? 'point' : 'points'}`}
            >
              {(number) => (
                <>
                  Nothing: revoked by <CaseMark number={number()} />
                </>
              )}
            </Show>
          </Fact>
        )}
      </Show>
      <For each={props.case.result ? resultWords(props.case.result) : []}>
        {([name, value]) => <Fact label={name}>{value}</Fact>}
      </For>
    </>
  )
}

const IdLine = (props: { id: string }) => (
  <span class="flex items-center gap-1 font-mono text-xs">
    {props.id}
    <CopyButton bare text={props.id} label="Copy id" />
  </span>
)
