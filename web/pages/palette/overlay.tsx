import { Show } from 'solid-js'
import { KeysHelp } from './keys-help.tsx'
import { paletteMode } from './open-palette.ts'
import { Palette } from './palette.tsx'

/** What the palette's keys open; fetched with its first use. */
export const PaletteOverlay = () => (
  <Show when={paletteMode() === 'palette'} fallback={<KeysHelp />}>
    <Palette />
  </Show>
)
