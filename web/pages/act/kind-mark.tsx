import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import BanIcon from '~icons/lucide/gavel'
import TempbanIcon from '~icons/lucide/calendar-clock'
import SoftbanIcon from '~icons/lucide/eraser'
import UnbanIcon from '~icons/lucide/user-check'
import KickIcon from '~icons/lucide/door-open'
import TimeoutIcon from '~icons/lucide/timer'
import UntimeoutIcon from '~icons/lucide/timer-off'
import WarnIcon from '~icons/lucide/triangle-alert'
import NoteIcon from '~icons/lucide/sticky-note'
import PurgeIcon from '~icons/lucide/trash'
import SlowmodeIcon from '~icons/lucide/snail'
import LockIcon from '~icons/lucide/lock'
import UnlockIcon from '~icons/lucide/lock-open'
import UnwarnIcon from '~icons/lucide/undo-2'
import ContainIcon from '~icons/lucide/shield-alert'
import ReleaseIcon from '~icons/lucide/shield-check'
import { type ActionKind, actionKinds } from '#schema/contract/action.ts'

const icons: Record<ActionKind, (props: { class?: string }) => JSX.Element> = {
  ban: BanIcon,
  tempban: TempbanIcon,
  softban: SoftbanIcon,
  unban: UnbanIcon,
  kick: KickIcon,
  timeout: TimeoutIcon,
  untimeout: UntimeoutIcon,
  warn: WarnIcon,
  note: NoteIcon,
  purge: PurgeIcon,
  slowmode: SlowmodeIcon,
  lock: LockIcon,
  unlock: UnlockIcon,
  unwarn: UnwarnIcon,
  contain: ContainIcon,
  release: ReleaseIcon,
}

const inks: Record<ActionKind, string> = {
  ban: 'text-danger',
  tempban: 'text-danger',
  softban: 'text-danger',
  kick: 'text-warn',
  timeout: 'text-warn',
  warn: 'text-warn',
  purge: 'text-violet',
  slowmode: 'text-violet',
  lock: 'text-violet',
  unlock: 'text-violet',
  unwarn: 'text-ok',
  contain: 'text-danger',
  release: 'text-ok',
  unban: 'text-ok',
  untimeout: 'text-ok',
  note: 'text-info',
}

/** A kind's icon alone, decorative: put its word beside it. */
export function KindIcon(props: { kind: ActionKind; plain?: boolean }) {
  return (
    <span class={`inline-grid flex-none place-items-center text-lg ${props.plain ? '' : inks[props.kind]}`}>
      <Dynamic component={icons[props.kind]} aria-hidden="true" />
    </span>
  )
}

/** What was done, as icon and word. */
export function KindMark(props: { kind: ActionKind }) {
  return (
    <span class="inline-flex items-center gap-2 align-middle font-medium whitespace-nowrap">
      <Dynamic component={icons[props.kind]} class={`flex-none text-lg ${inks[props.kind]}`} aria-hidden="true" />
      {actionKinds[props.kind].label}
    </span>
  )
}
