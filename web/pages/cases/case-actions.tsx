import { Show } from 'solid-js'
import UserIcon from '~icons/lucide/user-round'
import { actionKinds } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { openAct } from '#web/pages/act/open-act.ts'
import { endState, isChangeable } from './case-words.ts'

/** What can be done about a case: take it back, or look at the person. */
export function CaseActions(props: { case: Case; related: readonly Case[] }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const inverse = () => {
    const { inverse } = actionKinds[props.case.kind]
    const end = endState(props.case, now())
    // what a warning led to does not take it back
    const undone = props.related.some(
      (one) => one.about === props.case.number && one.status === 'done' && one.source !== 'escalation',
    )
    const isOver = end === 'ended' || undone || props.case.points?.voidedBy !== undefined
    // what runs is changed and ended where it says how long it runs yet
    return props.case.status === 'refused' || isOver || isChangeable(props.case, now()) ? null : inverse
  }
  const reverse = () => {
    const { target, channelId, number } = props.case
    const kind = inverse()
    if (kind)
      openAct({
        guildId: guild.id,
        kind,
        about: number,
        ...(target ? { target } : {}),
        ...(channelId ? { channelId } : {}),
      })
  }
  return (
    <>
      <Show when={inverse()}>
        {(kind) => (
          <Button reason={deeds(kind())?.message} onClick={reverse}>
            <KindIcon kind={kind()} plain />
            {actionKinds[kind()].label}
          </Button>
        )}
      </Show>
      <Show when={props.case.target}>
        {(target) => (
          <>
            <Button onClick={() => openAct({ guildId: guild.id, target: target() })}>Act…</Button>
            <LinkButton variant="ghost" href={guild.link(`/members/${target().id}`)}>
              <UserIcon /> Member page
            </LinkButton>
          </>
        )}
      </Show>
    </>
  )
}
