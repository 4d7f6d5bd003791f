import { For } from 'solid-js'
import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import { type Member, memberName } from '#schema/contract/guild.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { blockedBy } from '#web/pages/act/blocked.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { openAct } from '#web/pages/act/open-act.ts'

const kinds: readonly ActionKind[] = [
  'note',
  'warn',
  'timeout',
  'untimeout',
  'kick',
  'softban',
  'tempban',
  'ban',
  'unban',
]

/** Everything that can be done to a person, mildest first. What cannot be done now stays and says why. */
export function MemberActions(props: { person: Person; member: Member | null; banned: boolean | null }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const target = (): Person => ({
    ...props.person,
    name: props.member ? memberName(props.member) : props.person.name,
  })
  const reason = (kind: ActionKind): string | undefined =>
    deeds(kind)?.message ??
    blockedBy(
      kind,
      {
        targetId: props.person.id,
        selfId: guild.access().userId,
        ownerId: guild.ownerId(),
        member: props.member,
        banned: props.banned,
      },
      now(),
    ) ??
    undefined
  return (
    <section aria-labelledby="actions" class="card p-4 max-lg:-order-1">
      <h2 id="actions" class="mb-3 font-semibold">
        Actions
      </h2>
      <ul class="grid grid-cols-2 gap-1.5 sm:grid-cols-3 lg:grid-cols-1">
        <For each={kinds}>
          {(kind) => (
            <li class="grid">
              <Button
                class="justify-start! text-left!"
                reason={reason(kind)}
                onClick={() => openAct({ guildId: guild.id, kind, target: target() })}
              >
                <KindIcon kind={kind} plain={reason(kind) !== undefined} />
                {actionKinds[kind].label}…
              </Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
