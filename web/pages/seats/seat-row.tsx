import { Show } from 'solid-js'
import RoleIcon from '~icons/lucide/shield'
import TrashIcon from '~icons/lucide/trash-2'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { Time } from '#web/ui/time.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import type { GivenSeat } from '#web/data/seats.ts'
import { isLevel, levelOptions, roleColor, seatWords } from './seat-words.ts'

/** One given seat. One's own is shown but locked. */
export function SeatRow(props: { seat: GivenSeat; onLevel: (level: SeatLevel) => void; onRemove: () => void }) {
  const guild = useGuild()
  const isRole = () => props.seat.subjectType === 'role'
  const name = () => props.seat.name ?? `${isRole() ? 'Role' : 'Person'} ${props.seat.subjectId}`
  const mine = () => props.seat.subjectId === guild.access().userId
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div class="flex min-w-0 flex-1 basis-72 items-center gap-3">
        <Show
          when={isRole()}
          fallback={<Avatar name={name()} src={avatarUrl({ id: props.seat.subjectId, avatar: props.seat.avatar })} />}
        >
          <span class="grid size-8 flex-none place-items-center rounded-full bg-sunken text-ink-2" aria-hidden="true">
            <RoleIcon ref={(icon: SVGElement) => tint(icon, props.seat.color)} />
          </span>
        </Show>
        <div class="min-w-0">
          <p class="truncate font-semibold">
            <Show when={!isRole()} fallback={name()}>
              <a href={guild.link(`/members/${props.seat.subjectId}`)} class="hover:underline">
                {name()}
              </a>
            </Show>
          </p>
          <p class="text-sm text-ink-3">
            {isRole() ? 'Role' : 'Person'} · given <Time long at={props.seat.givenAt} /> by{' '}
            <a href={guild.link(`/members/${props.seat.givenBy}`)} class="link">
              {props.seat.givenBy === guild.access().userId ? 'you' : (props.seat.giver ?? 'someone who left')}
            </a>
          </p>
        </div>
      </div>
      <Show
        when={!mine()}
        fallback={
          <p class="flex flex-wrap items-center gap-2 pl-11 text-sm text-ink-3 sm:pl-0">
            <Badge tone="accent">{seatWords[props.seat.level].label}</Badge>
            Your own seat: another admin has to change it.
          </p>
        }
      >
        <div class="flex w-full items-center gap-1.5 pl-11 sm:w-auto sm:pl-0">
          <Select
            class="sm:w-36!"
            aria-label={`Seat of ${name()}`}
            value={props.seat.level}
            options={levelOptions}
            onChoose={(value) => isLevel(value) && props.onLevel(value)}
          />
          <IconButton label={`Take the seat of ${name()}`} onClick={() => props.onRemove()}>
            <TrashIcon />
          </IconButton>
        </div>
      </Show>
    </li>
  )
}

const tint = (icon: SVGElement, color: number) => {
  const css = roleColor(color)
  if (css) icon.style.setProperty('color', css)
}
