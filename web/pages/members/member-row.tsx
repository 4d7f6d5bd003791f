import { Show } from 'solid-js'
import ActIcon from '~icons/lucide/gavel'
import { type ListedMember, memberName } from '#schema/contract/guild.ts'
import { snowflakeTime } from '#schema/contract/ids.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { openAct } from '#web/pages/act/open-act.ts'
import { RowPick } from '#web/pages/list/row-pick.tsx'
import type { Selection } from '#web/pages/list/selection.ts'
import { area, rowGrid } from './member-columns.ts'
import { MemberBadges } from './member-badges.tsx'
import { RoleList } from './role-list.tsx'

/** One member in the list: the whole row leads to their page. */
export function MemberRow(props: {
  member: ListedMember
  /** they changed and no longer belong under the filter */
  isGone: boolean
  selection: Selection
}) {
  const guild = useGuild()
  const name = () => memberName(props.member)
  return (
    <div
      class={`relative border-b border-line hover:bg-hover has-focus-visible:bg-hover @3xl:min-h-14 ${rowGrid} ${
        props.selection.has(props.member.id) ? 'bg-accent-soft' : props.isGone ? 'bg-sunken' : ''
      } ${props.member.leftAt === null ? '' : 'text-ink-3'}`}
    >
      <div role="cell" class={area.pick}>
        <RowPick id={props.member.id} label={`Pick ${name()}`} selection={props.selection} />
      </div>
      <div role="cell" class={area.name}>
        <div class="flex min-w-0 items-center gap-3">
          <Avatar name={name()} src={avatarUrl(props.member)} size={32} />
          <div class="min-w-0">
            <p class="flex min-w-0">
              <a
                href={guild.link(`/members/${props.member.id}`)}
                data-row={props.member.id}
                class="max-w-full truncate font-semibold text-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
              >
                <bdi>{name()}</bdi>
              </a>
            </p>
            <p class="flex min-w-0 items-center gap-2 overflow-hidden text-sm text-ink-3">
              <bdi class="min-w-12 truncate">@{props.member.username}</bdi>
              <MemberBadges short member={props.member} />
              <Show when={props.isGone}>
                <span class="whitespace-nowrap">no longer matches</span>
              </Show>
            </p>
          </div>
        </div>
      </div>
      <div role="cell" class={area.roles}>
        <RoleList roleIds={props.member.roleIds} most={2} />
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.joined}`}>
        <Show when={props.member.cases > 0}>
          <span class="font-semibold whitespace-nowrap @3xl:hidden">
            {props.member.cases} {props.member.cases === 1 ? 'case' : 'cases'}
            <span class="text-ink-3"> · </span>
          </span>
        </Show>
        <Show when={props.member.joinedAt} fallback="unknown">
          {(at) => (
            <>
              <span class="text-ink-3 @3xl:hidden">joined </span>
              <Time long at={at()} />
            </>
          )}
        </Show>
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.age}`}>
        <Time long at={snowflakeTime(props.member.id)} />
      </div>
      <div role="cell" class={`text-sm ${area.cases}`}>
        <Show when={props.member.cases > 0} fallback={<span class="text-ink-3">0</span>}>
          <a
            class="link relative z-[1] inline-flex min-h-6 min-w-6 items-center font-semibold"
            href={guild.link(`/cases?target=${props.member.id}`)}
          >
            {props.member.cases}
            <span class="sr-only">
              {props.member.cases === 1 ? ' case' : ' cases'} about {name()}
            </span>
          </a>
        </Show>
      </div>
      <div role="cell" class={area.act}>
        <Button
          size="sm"
          class="relative z-[1]"
          aria-label={`Act on ${name()}`}
          onClick={() =>
            openAct({
              guildId: guild.id,
              target: { id: props.member.id, name: name(), avatar: props.member.avatar, bot: props.member.bot },
            })
          }
        >
          <ActIcon /> Act…
        </Button>
      </div>
    </div>
  )
}
