import { createSignal } from 'solid-js'

export type PaletteMode = 'palette' | 'keys'

const [mode, setMode] = createSignal<PaletteMode | null>(null)

/** What is open over the page: the command palette, the list of keys, or nothing. */
export const paletteMode = mode
export const openPalette = (): void => void setMode('palette')
export const openKeys = (): void => void setMode('keys')
export const closePalette = (): void => void setMode(null)
