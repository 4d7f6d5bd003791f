import { For, Show } from 'solid-js'
import type { Person } from '#schema/contract/action.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { avatarUrl } from '#web/data/images.ts'

/** Who else looks at the same now, as faces and a sentence; nothing while nobody does. */
export function Lookers(props: { people: readonly Person[]; class?: string }) {
  const names = () => props.people.map(({ name }) => name)
  const rest = () => names().length - 2
  return (
    <div role="status" class={props.class}>
      <Show when={props.people.length > 0}>
        <p class="flex min-w-0 items-center gap-2 rounded-md bg-info-soft px-2.5 py-1.5 text-sm">
          <span class="flex flex-none -space-x-1.5">
            <For each={props.people.slice(0, 3)}>
              {(person) => <Avatar name={person.name} src={avatarUrl(person)} size={20} />}
            </For>
          </span>
          <span class="min-w-0">
            <For each={names().slice(0, 2)}>
              {(name, index) => (
                <>
                  {index() > 0 ? (rest() > 0 ? ', ' : ' and ') : ''}
                  <bdi class="font-semibold">{name}</bdi>
                </>
              )}
            </For>
            {rest() > 0 ? ` and ${rest()} more` : ''} {names().length === 1 ? 'is' : 'are'} looking at this
          </span>
        </p>
      </Show>
    </div>
  )
}
