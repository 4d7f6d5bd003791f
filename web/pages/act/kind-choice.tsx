import { createUniqueId, For } from 'solid-js'
import { ActionKind, actionKinds } from '#schema/contract/action.ts'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { KindIcon } from './kind-mark.tsx'

const onUser = ActionKind.options.filter((kind) => actionKinds[kind].on === 'user')
const onChannel = ActionKind.options.filter((kind) => actionKinds[kind].on === 'channel')
const order: readonly ActionKind[] = [
  'note',
  'warn',
  'unwarn',
  'timeout',
  'untimeout',
  'kick',
  'softban',
  'tempban',
  'ban',
  'unban',
]
const groups = [
  { on: 'user', title: 'A person', kinds: order.filter((kind) => onUser.includes(kind)) },
  { on: 'channel', title: 'A channel', kinds: onChannel },
] as const

/** What to do, mildest first. What one may not do stays in view and says why. */
export function KindChoice(props: {
  kind: ActionKind | null
  /** where the target is settled, only what can be done to it */
  only?: 'user' | 'channel' | undefined
  /** done to many alike: a warning is taken back one by one */
  many?: boolean
  blocked: (kind: ActionKind) => string | null
  error?: string | undefined
  onChoose: (kind: ActionKind) => void
}) {
  const name = createUniqueId()
  return (
    <fieldset class="grid gap-3" aria-describedby={props.error ? `${name}-error` : undefined}>
      <legend class="sr-only">What to do</legend>
      <For each={groups.filter((group) => !props.only || group.on === props.only)}>
        {(group) => (
          <div role="radiogroup" aria-label={group.title} class="grid gap-1.5">
            <p class="overline" aria-hidden="true">
              {group.title}
            </p>
            <div class="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
              <For each={group.kinds.filter((kind) => !props.many || kind !== 'unwarn')}>
                {(kind) => (
                  <Choice
                    name={name}
                    kind={kind}
                    checked={props.kind === kind}
                    blocked={props.blocked(kind)}
                    onChoose={() => props.onChoose(kind)}
                  />
                )}
              </For>
            </div>
          </div>
        )}
      </For>
      {props.error ? (
        <p id={`${name}-error`} class="text-sm font-medium text-danger">
          {props.error}
        </p>
      ) : null}
    </fieldset>
  )
}

function Choice(props: {
  name: string
  kind: ActionKind
  checked: boolean
  blocked: string | null
  onChoose: () => void
}) {
  return (
    <Tooltip text={props.blocked ?? undefined}>
      {(described) => (
        <label
          onPointerEnter={described.onPointerEnter}
          onPointerLeave={described.onPointerLeave}
          class="flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 font-medium hover:bg-hover has-checked:border-primary has-checked:bg-accent-soft has-checked:outline-1 has-checked:outline-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-aria-disabled:border-line has-aria-disabled:bg-sunken has-aria-disabled:text-ink-3 coarse:min-h-11"
        >
          <input
            type="radio"
            class="sr-only"
            name={props.name}
            value={props.kind}
            checked={props.checked}
            aria-disabled={props.blocked ? 'true' : undefined}
            aria-describedby={described['aria-describedby']}
            onFocusIn={described.onFocusIn}
            onFocusOut={described.onFocusOut}
            onKeyDown={described.onKeyDown}
            onClick={(event) => props.blocked && event.preventDefault()}
            onChange={() => !props.blocked && props.onChoose()}
          />
          <KindIcon kind={props.kind} plain={props.blocked !== null} />
          <span class="min-w-0 leading-4.5">{actionKinds[props.kind].label}</span>
        </label>
      )}
    </Tooltip>
  )
}
