import { Show } from 'solid-js'
import BotIcon from '~icons/lucide/bot'
import TimerIcon from '~icons/lucide/timer'
import type { Member } from '#schema/contract/guild.ts'
import { now } from '#web/primitives/clock.ts'
import { formatRelative } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'

/** What is out of the ordinary about someone: a bot, gone, banned, timed out. */
export function MemberBadges(props: { member: Member; banned?: boolean | null; short?: boolean }) {
  const until = () => {
    const at = props.member.timeoutUntil ?? 0
    return at > now() ? at : undefined
  }
  return (
    <>
      <Show when={props.member.bot}>
        <Badge icon={<BotIcon />}>Bot</Badge>
      </Show>
      <Show when={props.banned}>
        <Badge tone="danger">Banned</Badge>
      </Show>
      <Show when={props.member.leftAt !== null && !props.banned}>
        <Badge>Left</Badge>
      </Show>
      <Show when={until()}>
        {(at) => (
          <Badge tone="warn" icon={<TimerIcon />}>
            Timed out{props.short ? '' : `, ends ${formatRelative(at(), now())}`}
          </Badge>
        )}
      </Show>
    </>
  )
}
