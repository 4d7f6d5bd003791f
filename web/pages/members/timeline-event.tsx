import { For, Match, Show, Switch, type JSX } from 'solid-js'
import type { TimelineEntry } from '#schema/contract/timeline.ts'
import { useGuild } from '#web/data/guild.ts'
import { Chip } from '#web/ui/chip.tsx'
import { Time } from '#web/ui/time.tsx'

type Event = Extract<TimelineEntry, { type: 'event' }>
const nameWords = { username: 'Username', display_name: 'Display name', nick: 'Nickname' } as const

/** What Discord told of someone, in words, and who did it where that is known. */
export function TimelineEvent(props: { entry: Event }) {
  const detail = () => props.entry.detail
  const named = () => {
    const { event } = props.entry
    return event === 'username' || event === 'display_name' || event === 'nick' ? nameWords[event] : undefined
  }
  return (
    <div class="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <Switch>
        <Match when={named()}>
          {(word) => (
            <span>
              <Switch
                fallback={
                  <>
                    {word()} removed, it was <Name>{detail().from}</Name>
                  </>
                }
              >
                <Match when={detail().to && detail().from}>
                  {word()} changed from <Name>{detail().from}</Name> to <Name>{detail().to}</Name>
                </Match>
                <Match when={detail().to}>
                  {word()} set to <Name>{detail().to}</Name>
                </Match>
              </Switch>
            </span>
          )}
        </Match>
        <Match when={props.entry.event === 'roles'}>
          <Roles label="Given" ids={detail().added ?? []} />
          <Roles label="Taken" ids={detail().removed ?? []} />
        </Match>
        <Match when={props.entry.event === 'timeout'}>
          <Show when={detail().until} fallback="Timeout taken back">
            {(until) => (
              <span>
                Timed out until <Time exact at={until()} />
              </span>
            )}
          </Show>
        </Match>
        <Match when={props.entry.event === 'joined'}>Joined the server</Match>
        <Match when={props.entry.event === 'left'}>{detail().kicked ? 'Was kicked' : 'Left the server'}</Match>
        <Match when={props.entry.event === 'banned'}>Banned in Discord</Match>
        <Match when={props.entry.event === 'unbanned'}>Unbanned in Discord</Match>
      </Switch>
      <By entry={props.entry} />
    </div>
  )
}

const Name = (props: { children: JSX.Element }) => <bdi class="font-semibold text-ink">{props.children}</bdi>

function By(props: { entry: Event }) {
  const guild = useGuild()
  return (
    <span class="text-sm text-ink-3 empty:hidden">
      <Show when={props.entry.by}>
        {(by) => (
          <>
            by <bdi>{by().name}</bdi>
          </>
        )}
      </Show>
      <Show when={props.entry.detail.case}>
        {(number) => (
          <>
            {' · '}
            <a class="link inline-flex min-h-6 items-center" href={guild.link(`/cases/${number()}`)}>
              case #{number()}
            </a>
          </>
        )}
      </Show>
    </span>
  )
}

function Roles(props: { label: string; ids: readonly string[] }) {
  const guild = useGuild()
  return (
    <Show when={props.ids.length > 0}>
      <span>{props.label}</span>
      <For each={props.ids}>
        {(id) => (
          <Chip>
            <bdi>{guild.role(id)?.name ?? 'a deleted role'}</bdi>
          </Chip>
        )}
      </For>
    </Show>
  )
}
