import type { SeatLevel } from '#schema/contract/seat.ts'
import type { Option } from '#web/ui/select.tsx'

/** What each seat lets one do. */
export const seatWords: Record<SeatLevel, { label: string; can: string }> = {
  viewer: { label: 'Viewer', can: 'sees everything, changes nothing' },
  moderator: { label: 'Moderator', can: 'acts, as far as their Discord permissions go' },
  admin: { label: 'Admin', can: 'also gives seats and changes settings' },
}
export const levels = Object.keys(seatWords) as SeatLevel[]
export const levelOptions: Option[] = levels.map((value) => ({ value, label: seatWords[value].label }))
export const isLevel = (text: string): text is SeatLevel => text in seatWords

/** A Discord colour as CSS; none for the default colour. */
export const roleColor = (color: number): string | undefined =>
  color === 0 ? undefined : `#${color.toString(16).padStart(6, '0')}`
