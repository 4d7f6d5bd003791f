import { For, Show } from 'solid-js'
import ChevronIcon from '~icons/lucide/chevron-right'
import PlusIcon from '~icons/lucide/plus'
import ServersIcon from '~icons/lucide/server'
import type { PickerGuild } from '#schema/contract/session.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FlagMark } from '#web/ui/flag-mark.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuilds } from '#web/data/guilds.ts'
import { iconUrl } from '#web/data/images.ts'
import { useSession } from '#web/data/session.ts'
import { AccountMenu } from '#web/pages/shell/account-menu.tsx'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { seatWords } from '#web/pages/seats/seat-words.ts'

/** The servers one can work in, and those the bot could be added to. */
export function Picker() {
  const guilds = useGuilds()
  const session = useSession()
  const invite = () => session.data?.invite ?? ''
  return (
    <div class="min-h-dvh">
      <header class="border-b border-line bg-surface">
        <div class="mx-auto flex h-16 max-w-3xl items-center justify-between gap-4 px-4">
          <span class="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
            <FlagMark class="size-6" />
            Wardroom
          </span>
          <div class="max-w-56">
            <AccountMenu tone="page" />
          </div>
        </div>
      </header>
      <main id="main" class="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8">
        <PageHeader title="Your servers" />
        <Show when={session.data}>
          <Loaded query={guilds} what="Your servers">
            {(data) => {
              const seated = () => data().filter((guild) => guild.access !== null)
              const invitable = () => data().filter((guild) => guild.access === null)
              return (
                <>
                  <Show when={seated().length > 0} fallback={<NoServers />}>
                    <ul class="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2 [&>*]:min-w-0">
                      <For each={seated()}>{(guild) => <Card guild={guild} />}</For>
                    </ul>
                  </Show>
                  <Show when={invitable().length > 0}>
                    <section class="grid grid-cols-[minmax(0,1fr)] gap-3" aria-labelledby="invitable">
                      <h2 id="invitable" class="overline">
                        Wardroom is not here yet
                      </h2>
                      <ul class="card divide-y divide-line">
                        <For each={invitable()}>
                          {(guild) => (
                            <li class="flex items-center gap-3 px-4 py-2.5">
                              <Avatar name={guild.name} src={iconUrl(guild)} shape="square" />
                              <span class="min-w-0 flex-1 truncate font-medium">{guild.name}</span>
                              <LinkButton
                                size="sm"
                                external
                                href={`${invite()}&guild_id=${guild.id}`}
                                aria-label={`Add the bot to ${guild.name}`}
                              >
                                <PlusIcon />
                                Add the bot
                              </LinkButton>
                            </li>
                          )}
                        </For>
                      </ul>
                    </section>
                  </Show>
                </>
              )
            }}
          </Loaded>
        </Show>
      </main>
    </div>
  )
}

function Card(props: { guild: PickerGuild }) {
  return (
    <li>
      <a
        href={`/dashboard/${props.guild.id}`}
        class="card group flex h-full items-center gap-4 p-4 transition-colors hover:border-accent-mark hover:bg-hover"
      >
        <Avatar name={props.guild.name} src={iconUrl(props.guild, 128)} size={48} shape="square" />
        <span class="min-w-0 flex-1">
          <span class="block truncate text-lg font-semibold">{props.guild.name}</span>
          <span class="mt-0.5 flex items-center gap-2 text-sm text-ink-3">
            <Badge tone={props.guild.access === 'admin' ? 'accent' : 'info'}>
              {seatWords[props.guild.access ?? 'viewer'].label}
            </Badge>
            <Show when={props.guild.memberCount !== null}>{formatNumber(props.guild.memberCount!)} members</Show>
          </span>
        </span>
        <ChevronIcon class="flex-none text-lg text-ink-3" />
      </a>
    </li>
  )
}

const NoServers = () => (
  <div class="card">
    <EmptyState icon={<ServersIcon />} title="No server yet">
      Wardroom shows servers you own or administer, and those where someone gave you a seat. Ask an administrator of
      your server for one.
    </EmptyState>
  </div>
)
