import { Match, Show, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import BanIcon from '~icons/lucide/ban'
import RefusedIcon from '~icons/lucide/circle-alert'
import SweepIcon from '~icons/lucide/brush-cleaning'
import ChannelIcon from '~icons/lucide/hash'
import MessagesIcon from '~icons/lucide/message-square'
import ServerIcon from '~icons/lucide/server'
import RoleIcon from '~icons/lucide/shield'
import UnbanIcon from '~icons/lucide/undo-2'
import UpdatedIcon from '~icons/lucide/user'
import JoinedIcon from '~icons/lucide/user-plus'
import LeftIcon from '~icons/lucide/user-minus'
import VoiceIcon from '~icons/lucide/volume-2'
import { actionKinds, didTo } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { memberName, type Member } from '#schema/contract/guild.ts'
import type { LiveEventType, LiveFrame } from '#schema/contract/live.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'

const icons: Partial<Record<LiveEventType, [(props: { class?: string }) => JSX.Element, string]>> = {
  'cases.opened': [SweepIcon, 'text-warn'],
  'action.refused': [RefusedIcon, 'text-danger'],
  'member.joined': [JoinedIcon, 'text-ok'],
  'member.updated': [UpdatedIcon, 'text-info'],
  'member.left': [LeftIcon, 'text-ink-3'],
  'ban.added': [BanIcon, 'text-danger'],
  'ban.removed': [UnbanIcon, 'text-ok'],
  'voice.moved': [VoiceIcon, 'text-violet'],
  'role.saved': [RoleIcon, 'text-info'],
  'role.deleted': [RoleIcon, 'text-warn'],
  'channel.saved': [ChannelIcon, 'text-info'],
  'channel.deleted': [ChannelIcon, 'text-warn'],
  'guild.updated': [ServerIcon, 'text-info'],
  'messages.counted': [MessagesIcon, 'text-ink-3'],
}

/** One event in words, with links to who and what it is about. */
export function FeedLine(props: { frame: LiveFrame }) {
  const icon = () => icons[props.frame.type]
  return (
    <>
      <span class="grid size-6 flex-none place-items-center text-base">
        <Show when={icon()} fallback={<CaseIcon frame={props.frame} />}>
          {(look) => <Dynamic component={look()[0]} class={look()[1]} />}
        </Show>
      </span>
      <div class="min-w-0 flex-1 py-0.5 leading-5 text-ink-2">
        <Words frame={props.frame} />
      </div>
      <Time at={props.frame.at} class="flex-none py-0.5 text-xs leading-5 text-ink-3" />
    </>
  )
}

const CaseIcon = (props: { frame: LiveFrame }) => (
  <Show when={props.frame.type === 'case.opened' && props.frame.data}>{(c) => <KindIcon kind={c().kind} />}</Show>
)

/** The frame's data when it is of that type: how each line below narrows the union. */
const only = <T extends LiveEventType>(frame: LiveFrame, type: T) =>
  frame.type === type ? (frame.data as Extract<LiveFrame, { type: T }>['data']) : undefined

const Who = (props: { member: Member }) => (
  <PersonMark bare person={{ id: props.member.id, name: memberName(props.member) }} />
)
const Name = (props: { children: JSX.Element }) => <strong class="font-semibold text-ink">{props.children}</strong>

function Words(props: { frame: LiveFrame }) {
  const guild = useGuild()
  const channel = (id: string | null) => (id && guild.channel(id)?.name) ?? 'a channel'
  return (
    <Switch>
      <Match when={only(props.frame, 'case.opened')}>{(c) => <CaseWords case={c()} />}</Match>
      <Match when={only(props.frame, 'cases.opened')}>
        {(many) => (
          <>
            <Name>{formatNumber(many().to - many().from + 1)} cases</Name>, #{many().from} to #{many().to}
            <Show when={many().sweepId}>
              {(id) => (
                <>
                  , by{' '}
                  <a class="link" href={guild.link(`/sweeps/${id()}`)}>
                    a sweep
                  </a>
                </>
              )}
            </Show>
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'action.refused')}>
        {(refused) => (
          <>
            {actionKinds[refused().kind].label} refused
            <Show when={refused().target}>
              {(target) => (
                <>
                  {' '}
                  for <PersonMark bare person={target()} />
                </>
              )}
            </Show>
            : {refused().message}
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'member.joined')}>
        {(member) => (
          <>
            <Who member={member()} /> joined
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'member.left')}>
        {(person) => (
          <>
            <PersonMark bare person={person()} /> left
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'member.updated')}>
        {(updated) => (
          <>
            <Who member={updated().member} /> <Changes updated={updated()} />
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'ban.added')}>
        {(person) => (
          <>
            <PersonMark bare person={person()} /> is banned on Discord
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'ban.removed')}>
        {(person) => (
          <>
            <PersonMark bare person={person()} /> is no longer banned on Discord
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'voice.moved')}>
        {(voice) => (
          <>
            <PersonMark bare person={voice().person} />{' '}
            <Show when={voice().channelId} fallback="left voice">
              is in <Name>{channel(voice().channelId)}</Name>
            </Show>
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'role.saved')}>
        {(saved) => (
          <>
            Role <Name>{saved().role.name}</Name> {saved().created ? 'created' : 'changed'}
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'role.deleted')}>
        {(deleted) => (
          <>
            Role <Name>{deleted().name}</Name> deleted
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'channel.saved')}>
        {(saved) => (
          <>
            Channel <Name>#{saved().channel.name}</Name> {saved().created ? 'created' : 'changed'}
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'channel.deleted')}>
        {(deleted) => (
          <>
            Channel <Name>#{deleted().name}</Name> deleted
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'guild.updated')}>
        {(updated) => (
          <>
            The server is now called <Name>{updated().name}</Name>
          </>
        )}
      </Match>
      <Match when={only(props.frame, 'messages.counted')}>
        {(counted) => {
          const busiest = () =>
            Object.entries(counted().channels)
              .sort((a, b) => b[1] - a[1])
              .map(([id]) => `#${channel(id)}`)
          const more = () => busiest().length - 2
          return (
            <>
              <Name>{formatNumber(counted().total)}</Name> {counted().total === 1 ? 'message' : 'messages'} in{' '}
              {busiest().slice(0, 2).join(', ')}
              {more() > 0 ? ` and ${more()} more` : ''}
            </>
          )
        }}
      </Match>
    </Switch>
  )
}

function Changes(props: { updated: Extract<LiveFrame, { type: 'member.updated' }>['data'] }) {
  const guild = useGuild()
  const names = (ids: readonly string[]) => ids.map((id) => guild.role(id)?.name ?? 'a deleted role').join(', ')
  const parts = () =>
    [
      props.updated.rolesAdded.length > 0 ? `got ${names(props.updated.rolesAdded)}` : '',
      props.updated.rolesRemoved.length > 0 ? `lost ${names(props.updated.rolesRemoved)}` : '',
      props.updated.was ? `was called ${props.updated.was}` : '',
    ].filter(Boolean)
  return <>{parts().join(', ')}</>
}

export function CaseWords(props: { case: Case }) {
  return (
    <>
      <Show when={props.case.moderator} fallback={<Name>Wardroom</Name>}>
        {(moderator) => <PersonMark bare person={moderator()} />}
      </Show>{' '}
      {props.case.status === 'done' ? didTo(props.case.kind) : `tried: ${actionKinds[props.case.kind].label}`}{' '}
      <Show when={props.case.target} fallback={props.case.channelName && <Name>#{props.case.channelName}</Name>}>
        {(target) => <PersonMark bare person={target()} />}
      </Show>{' '}
      <CaseMark number={props.case.number} />
      <Show when={props.case.status !== 'done'}>
        {' '}
        <Badge tone={props.case.status === 'refused' ? 'danger' : 'warn'}>{props.case.status}</Badge>
      </Show>
    </>
  )
}
