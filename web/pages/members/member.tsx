import { Match, Switch } from 'solid-js'
import BackIcon from '~icons/lucide/arrow-left'
import NobodyIcon from '~icons/lucide/user-x'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useLooking } from '#web/data/presence.ts'
import { usePerson } from '#web/data/members.ts'
import { Lookers } from '#web/pages/marks/lookers.tsx'
import { MemberActions } from './member-actions.tsx'
import { MemberIdentity } from './member-identity.tsx'
import { MemberMessages } from './member-messages.tsx'
import { MemberPoints } from './member-points.tsx'
import { MemberTimeline } from './member-timeline.tsx'
import { QuickNote } from './quick-note.tsx'

/** One person: who they are now, what can be done, and what was done. Also of people who are not in the server. */
export function MemberPage(props: { user: string }) {
  const guild = useGuild()
  const { query, person } = usePerson(
    () => guild.id,
    () => props.user,
  )
  const others = useLooking(() => `member:${props.user}`)
  return (
    <div class="page">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <LinkButton variant="ghost" size="sm" class="-ml-2.5" href={guild.link('/members')}>
          <BackIcon /> Members
        </LinkButton>
        <Lookers people={others()} />
      </div>
      <Switch fallback={<Skeleton lines={6} class="h-14" label="Loading this person" />}>
        <Match when={person()}>
          {(known) => (
            <>
              <MemberIdentity {...known()} />
              <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
                <div class="grid min-w-0 gap-5">
                  <QuickNote user={props.user} />
                  <MemberTimeline user={props.user} counts={known().counts} countsOf={known().countsOf} />
                </div>
                <div class="contents lg:grid lg:gap-5">
                  <MemberPoints person={known().person} />
                  <MemberActions {...known()} />
                  <MemberMessages messages={known().messages} />
                </div>
              </div>
            </>
          )}
        </Match>
        <Match when={query.isError && isFailure(query.error, 'unknown_user', 'bad_request')}>
          <div class="card">
            <h1 class="sr-only">Nobody</h1>
            <EmptyState
              icon={<NobodyIcon />}
              title="Discord knows no such person"
              action={<LinkButton href={guild.link('/members')}>All members</LinkButton>}
            >
              {failureMessage(query.error)} Check that the id was copied whole.
            </EmptyState>
          </div>
        </Match>
        <Match when={query.isError}>
          <h1 class="sr-only">Member</h1>
          <ErrorPanel
            title="This person could not be loaded"
            message={failureMessage(query.error)}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        </Match>
      </Switch>
    </div>
  )
}
