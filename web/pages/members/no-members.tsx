import { Match, Show, Switch } from 'solid-js'
import NobodyIcon from '~icons/lucide/user-search'
import UsersIcon from '~icons/lucide/users'
import { Snowflake } from '#schema/contract/ids.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { useGuild } from '#web/data/guild.ts'

/** Nobody to show; someone who was never here still has a page, by id. */
export function NoMembers(props: {
  q: string | undefined
  narrowed: boolean
  /** so many were looked through, and there are more */
  searched: number | undefined
  onSearchOn: () => void
  onClear: () => void
}) {
  const guild = useGuild()
  const id = () => (Snowflake.safeParse(props.q).success ? props.q : undefined)
  return (
    <Switch
      fallback={
        <EmptyState icon={<UsersIcon />} title="No members known yet">
          The list is read from Discord when the bot joins. It needs the Server Members intent.
        </EmptyState>
      }
    >
      <Match when={props.searched}>
        {(searched) => (
          <EmptyState
            icon={<NobodyIcon />}
            title={`None among the ${formatNumber(searched())} who joined last`}
            action={<Button onClick={() => props.onSearchOn()}>Search on</Button>}
          >
            This server has too many members to be searched at once; it is looked through from the newest on.
          </EmptyState>
        )}
      </Match>
      <Match when={props.narrowed}>
        <EmptyState
          icon={<NobodyIcon />}
          title={id() ? 'Not among the members' : 'Nobody matches'}
          action={
            <>
              <Button onClick={() => props.onClear()}>Clear filters</Button>
              <Show when={id()}>
                {(user) => (
                  <LinkButton variant="primary" href={guild.link(`/members/${user()}`)}>
                    Open this person's page
                  </LinkButton>
                )}
              </Show>
            </>
          }
        >
          {id()
            ? 'Someone with this id may be banned, or was never here. Their page and history can be opened all the same.'
            : 'Names are found by any part of them, look-alike letters included; a * stands for anything.'}
        </EmptyState>
      </Match>
    </Switch>
  )
}
