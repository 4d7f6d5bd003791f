import { Show } from 'solid-js'
import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import { now } from '#web/primitives/clock.ts'
import { formatRelative } from '#web/primitives/format.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import type { usePerson } from '#web/data/members.ts'
import { avatarUrl } from '#web/data/images.ts'

type Known = ReturnType<ReturnType<typeof usePerson>['person']>

/** Whom the action is about, as they are now, with what was done to them before. */
export function TargetCard(props: { person: Person; known: Known; onChange?: (() => void) | undefined }) {
  const before = () =>
    Object.entries(props.known?.counts ?? {})
      .map(([kind, count]) => `${count} × ${actionKinds[kind as ActionKind].label.toLowerCase()}`)
      .join(', ')
  const timeoutUntil = () => {
    const until = props.known?.member?.timeoutUntil ?? 0
    return until > now() ? until : undefined
  }
  return (
    <div class="flex items-center gap-3 rounded-md bg-sunken py-2 pr-2 pl-3">
      <Avatar name={props.person.name} src={avatarUrl(props.person)} size={40} />
      <div class="min-w-0 flex-1">
        <p class="flex min-w-0 items-center gap-2">
          <bdi class="truncate font-semibold">{props.person.name}</bdi>
          <Show when={props.known?.banned}>
            <Badge tone="danger">Banned</Badge>
          </Show>
          <Show when={timeoutUntil()}>
            {(until) => <Badge tone="warn">Timed out, ends {formatRelative(until(), now())}</Badge>}
          </Show>
          <Show
            when={props.known && !props.known.banned && (!props.known.member || props.known.member.leftAt !== null)}
          >
            <Badge>Not in the server</Badge>
          </Show>
        </p>
        <Show when={props.known?.member}>
          {(member) => (
            <p class="truncate text-sm text-ink-3">
              <bdi>@{member().username}</bdi>
            </p>
          )}
        </Show>
        <p class="truncate text-sm text-ink-3">
          <Show when={props.known} fallback={<span class="font-mono text-xs">{props.person.id}</span>}>
            {before()
              ? `Before: ${before()}${props.known?.countsOf ? `, in their last ${props.known.countsOf} cases` : ''}`
              : 'Nothing on record'}
          </Show>
        </p>
      </div>
      <Show when={props.onChange}>
        {(change) => (
          <Button size="sm" variant="ghost" onClick={() => change()()}>
            Change
          </Button>
        )}
      </Show>
    </div>
  )
}
