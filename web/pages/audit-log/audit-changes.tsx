import { For, Show } from 'solid-js'
import type { AuditRow } from '#schema/contract/audit.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { Fact } from '#web/pages/cases/fact.tsx'
import { keyWords } from './audit-words.ts'
import { type Change, changesOf } from './changes-of.ts'
import { ShownValue } from './shown-value.tsx'

const tones: Record<Change['how'], Tone> = { added: 'ok', removed: 'danger', changed: 'info' }
const words: Record<Change['how'], string> = { added: 'Added', removed: 'Removed', changed: 'Changed' }

/** What was different afterwards; of an action, what was asked. */
export function AuditChanges(props: { row: AuditRow }) {
  const isAction = () => props.row.category === 'action' && props.row.before === null
  const changes = () => changesOf(props.row)
  return (
    <Show
      when={!isAction()}
      fallback={
        <section aria-labelledby="asked" class="grid gap-2.5 border-t border-line pt-4">
          <h3 id="asked" class="overline">
            Action
          </h3>
          <dl class="grid gap-2.5">
            <For each={Object.entries(props.row.after ?? {}).filter(([, value]) => value !== null && value !== '')}>
              {([key, value]) => (
                <Fact label={keyWords(key)}>
                  <ShownValue name={key} value={value} />
                </Fact>
              )}
            </For>
          </dl>
        </section>
      }
    >
      <Show when={changes().length > 0}>
        <section aria-labelledby="changes" class="grid gap-2.5 border-t border-line pt-4">
          <h3 id="changes" class="overline">
            Before and after
          </h3>
          <ul class="grid gap-2">
            <For each={changes()}>
              {(change) => (
                <li class="grid gap-1.5 rounded-md border border-line px-3.5 py-2.5">
                  <span class="flex items-center justify-between gap-3">
                    <span class="min-w-0 font-medium break-words">{keyWords(change.key)}</span>
                    <Badge tone={tones[change.how]}>{words[change.how]}</Badge>
                  </span>
                  <Show when={lists(change)} fallback={<Sides change={change} />}>
                    {(both) => <ListSides name={change.key} {...both()} />}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </Show>
  )
}

type Items = readonly (string | number)[]
const listOf = (value: Change['before']): Items | null => (value == null ? [] : Array.isArray(value) ? value : null)

/** Both sides as lists, when at least one is. */
function lists({ before, after }: Change): { before: Items; after: Items } | null {
  const [was, is] = [listOf(before), listOf(after)]
  return was && is && (Array.isArray(before) || Array.isArray(after)) ? { before: was, after: is } : null
}

function Sides(props: { change: Change }) {
  return (
    <span class="grid gap-1 text-sm">
      <Show when={props.change.how !== 'added'}>
        <Side word="Before" value={props.change.before} name={props.change.key} />
      </Show>
      <Show when={props.change.how !== 'removed'}>
        <Side word="After" value={props.change.after} name={props.change.key} />
      </Show>
    </span>
  )
}

const Side = (props: { word: 'Before' | 'After'; value: Change['before']; name: string }) => (
  <span class="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-2">
    <span class="text-ink-3">{props.word}</span>
    <span class={props.word === 'Before' ? 'text-ink-2 line-through decoration-ink-3' : 'text-ink'}>
      <ShownValue name={props.name} value={props.value ?? null} />
    </span>
  </span>
)

/** Of a list, what came and what went. */
function ListSides(props: { name: string; before: Items; after: Items }) {
  const gone = () => props.before.filter((one) => !props.after.includes(one))
  const come = () => props.after.filter((one) => !props.before.includes(one))
  return (
    <ul class="grid gap-1 text-sm">
      <For each={gone()}>
        {(one) => (
          <li class="flex gap-2">
            <span class="w-16 flex-none text-danger">Removed</span>
            <ShownValue name={props.name} value={one} />
          </li>
        )}
      </For>
      <For each={come()}>
        {(one) => (
          <li class="flex gap-2">
            <span class="w-16 flex-none text-ok">Added</span>
            <ShownValue name={props.name} value={one} />
          </li>
        )}
      </For>
      <Show when={gone().length === 0 && come().length === 0}>
        <li class="text-ink-3">The order was changed.</li>
      </Show>
    </ul>
  )
}
