import { createSignal } from 'solid-js'

/** What the dialog is open for: to switch raid mode on or give it a new end, or to end it. */
export type RaidWish = 'hold' | 'end'

const [wish, setWish] = createSignal<RaidWish | null>(null)

/** What the raid dialog is open for; null while it is closed. */
export const raidWish = wish
export const openRaid = (wanted: RaidWish = 'hold'): void => void setWish(wanted)
export const closeRaid = (): void => void setWish(null)
