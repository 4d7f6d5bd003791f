import { For } from 'solid-js'
import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import { type Member, memberName } from '#schema/contract/guild.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { useStanding } from '#web/data/standing.ts'
import { blockedBy } from '#web/pages/act/blocked.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { openAct } from '#web/pages/act/open-act.ts'

const kinds: readonly ActionKind[] = [
  'note',
  'warn',
  'unwarn',
  'timeout',
  'untimeout',
  'kick',
  'softban',
  'tempban',
  'ban',
  'unban',
  'purge',
]

/** Everything that can be done to a person, mildest first. What cannot be done now stays and says why. */
export function MemberActions(props: { person: Person; member: Member | null; banned: boolean | null }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const target = (): Person => ({
    ...props.person,
    name: props.member ? memberName(props.member) : props.person.name,
  })
  const standing = useStanding(guild.id, () => props.person.id)
  /** the latest warning that was not taken back */
  const warning = () => standing.data?.warnings.find(({ voidedBy }) => voidedBy === null)
  const ask = (kind: ActionKind) => {
    if (kind === 'purge') return openAct({ guildId: guild.id, kind, fromId: props.person.id })
    const about = kind === 'unwarn' ? warning()?.number : undefined
    openAct({ guildId: guild.id, kind, target: target(), ...(about === undefined ? {} : { about }) })
  }
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
        warned: standing.data && warning() !== undefined,
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
              <Button class="justify-start! text-left!" reason={reason(kind)} onClick={() => ask(kind)}>
                <KindIcon kind={kind} plain={reason(kind) !== undefined} />
                {kind === 'purge' ? 'Purge messages' : actionKinds[kind].label}…
              </Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
