import { Show, type JSX } from 'solid-js'
import type { Person } from '#schema/contract/action.ts'
import { type Member, memberName } from '#schema/contract/guild.ts'
import { snowflakeTime } from '#schema/contract/ids.ts'
import { now } from '#web/primitives/clock.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Time } from '#web/ui/time.tsx'
import { avatarUrl } from '#web/data/images.ts'
import { CopyButton } from '#web/pages/list/copy-button.tsx'
import { MemberBadges } from './member-badges.tsx'
import { RoleList } from './role-list.tsx'

/** Who someone is, as Discord has it now. */
export function MemberIdentity(props: { person: Person; member: Member | null; banned: boolean | null }) {
  const name = () => (props.member ? memberName(props.member) : props.person.name)
  const timeout = () => {
    const until = props.member?.timeoutUntil ?? 0
    return until > now() ? until : undefined
  }
  return (
    <section class="card grid gap-4 p-4 md:p-5" aria-label="Who this is">
      <div class="flex min-w-0 items-center gap-4">
        <Avatar name={name()} src={avatarUrl(props.member ?? props.person, 128)} size={64} />
        <div class="min-w-0">
          <PageHeader title={name()} />
          <p class="mt-0.5 flex flex-wrap items-center gap-2 text-ink-3">
            <Show when={props.member}>{(member) => <bdi>@{member().username}</bdi>}</Show>
            <Show
              when={props.member}
              fallback={
                <Badge tone={props.banned ? 'danger' : 'neutral'}>
                  {props.banned ? 'Banned' : 'Not in the server'}
                </Badge>
              }
            >
              {(member) => <MemberBadges member={member()} banned={props.banned} />}
            </Show>
          </p>
        </div>
      </div>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 md:grid-cols-4">
        <Item label="Account made">
          <Time long at={snowflakeTime(props.person.id)} />
        </Item>
        <Item label="Joined">
          <Show when={props.member?.joinedAt} fallback={<span class="text-ink-3">Unknown</span>}>
            {(at) => <Time long at={at()} />}
          </Show>
        </Item>
        <Show when={props.member?.leftAt}>
          {(at) => (
            <Item label="Left">
              <Time long at={at()} />
            </Item>
          )}
        </Show>
        <Show when={timeout()}>
          {(until) => (
            <Item label="Timed out until">
              <Time exact at={until()} />
            </Item>
          )}
        </Show>
        <Show when={props.banned === null}>
          <Item label="Banned">
            <span class="text-ink-3">Discord did not say</span>
          </Item>
        </Show>
        <Item label="Id" wide>
          <span class="flex items-center gap-1 font-mono text-sm">
            {props.person.id}
            <CopyButton bare text={props.person.id} label="Copy id" />
          </span>
        </Item>
      </dl>
      <Show when={props.member}>
        {(member) => (
          <div class="border-t border-line pt-4">
            <RoleList roleIds={member().roleIds} />
          </div>
        )}
      </Show>
    </section>
  )
}

const Item = (props: { label: string; /** too long for half a phone */ wide?: boolean; children: JSX.Element }) => (
  <div class={`min-w-0 ${props.wide ? 'max-md:col-span-2' : ''}`}>
    <dt class="text-sm text-ink-3">{props.label}</dt>
    <dd class="mt-0.5 font-medium">{props.children}</dd>
  </div>
)
