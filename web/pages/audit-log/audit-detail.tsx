import { For, Match, Show, Switch, type JSX } from 'solid-js'
import type { AuditRow } from '#schema/contract/audit.ts'
import { countedEntries } from '#schema/contract/discord-entries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { Fact } from '#web/pages/cases/fact.tsx'
import { CopyButton } from '#web/pages/list/copy-button.tsx'
import { AuditChanges } from './audit-changes.tsx'
import type { FilterChange } from './audit-filter.ts'
import { AuditProof } from './audit-proof.tsx'
import { actorWords, categoryLabel, deedWords, keyWords, surfaceLabel, targetWords } from './audit-words.ts'
import { CategoryIcon } from './category-icon.tsx'
import { factsOf } from './changes-of.ts'
import { ShownValue } from './shown-value.tsx'

/** Everything a row says. */
export function AuditDetail(props: { row: AuditRow; filterHref: (filter: FilterChange) => string }) {
  const facts = () => (props.row.before === null && props.row.category === 'action' ? [] : factsOf(props.row))
  const hasTarget = () => props.row.target?.type !== 'settings' && props.row.target?.type !== 'guild'
  const only = (filter: FilterChange, text: string): JSX.Element => (
    <a class="link" href={props.filterHref(filter)}>
      {text}
    </a>
  )
  return (
    <div class="grid gap-5">
      <div class="grid gap-1.5">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge icon={<CategoryIcon category={props.row.category} />}>{categoryLabel[props.row.category]}</Badge>
          <Time long at={props.row.at} class="ml-auto text-ink-3" />
        </div>
        <p class="text-lg font-semibold tracking-tight break-words">
          <bdi>{actorWords(props.row)}</bdi> {deedWords(props.row)} <bdi>{targetWords(props.row)}</bdi>
        </p>
      </div>

      <dl class="grid gap-2.5">
        <Fact label="When">
          <Time exact at={props.row.at} />
        </Fact>
        <Fact
          label="Who"
          note={
            <Show when={props.row.actor} fallback={props.row.surface === 'system' && 'By itself, as it was set up to'}>
              {(actor) => (
                <span class="flex flex-wrap items-center gap-x-2">
                  <IdLine id={actor().id} /> {only({ actor: actor().id }, 'All they did')}
                </span>
              )}
            </Show>
          }
        >
          <Show when={props.row.actor} fallback={actorWords(props.row)}>
            {(actor) => <PersonMark person={actor()} />}
          </Show>
        </Fact>
        <Fact label="From">{surfaceLabel[props.row.surface]}</Fact>
        <Show when={hasTarget() && props.row.target}>
          {(target) => (
            <Fact
              label="To"
              note={
                <span class="flex flex-wrap items-center gap-x-2">
                  <IdLine id={target().id} /> {only({ target: target().id }, 'All done to it')}
                </span>
              }
            >
              <TargetMark target={target()} />
            </Fact>
          )}
        </Show>
        <For each={facts()}>
          {([key, value]) => (
            <Fact label={keyWords(key)}>
              <ShownValue name={key} value={value} />
            </Fact>
          )}
        </For>
        <Show when={props.row.requestId}>
          {(id) => (
            <Fact label="Request" note="The same name stands in the answer's x-request-id and in Wardroom's own logs.">
              <IdLine id={id()} />
            </Fact>
          )}
        </Show>
      </dl>
      <Show when={countedEntries.has(props.row.type)}>
        <p class="rounded-md border border-line bg-sunken px-3.5 py-2.5 text-sm text-ink-2">
          When the same is done again soon after, Discord only raises the count of its own entry and tells nobody: the
          count here is that of the first time.
        </p>
      </Show>
      <AuditChanges row={props.row} />
      <p class="text-sm">{only({ type: props.row.type }, 'All rows of this kind')}</p>
      <AuditProof row={props.row} />
    </div>
  )
}

type Target = NonNullable<AuditRow['target']>
/** Where there is a page for what it was done to. */
const places: Partial<Record<Target['type'], string>> = { report: '/reports', sweep: '/sweeps' }

function TargetMark(props: { target: Target }) {
  const guild = useGuild()
  return (
    <Switch fallback={<bdi class="font-medium">{targetWords({ target: props.target, type: '' })}</bdi>}>
      <Match when={props.target.type === 'user'}>
        <PersonMark person={{ id: props.target.id, name: props.target.name ?? props.target.id }} />
      </Match>
      <Match when={places[props.target.type]}>
        {(place) => (
          <a class="link font-medium" href={guild.link(`${place()}/${props.target.id}`)}>
            {targetWords({ target: props.target, type: '' }) ?? 'The sweep'}
          </a>
        )}
      </Match>
      <Match when={props.target.type === 'case'}>
        <CaseMark number={Number(props.target.id)} />
      </Match>
    </Switch>
  )
}

const IdLine = (props: { id: string }) => (
  <span class="inline-flex max-w-full items-center gap-1 font-mono text-xs">
    <span class="min-w-0 break-all">{props.id}</span>
    <CopyButton bare text={props.id} label="Copy" />
  </span>
)
