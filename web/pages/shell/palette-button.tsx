import SearchIcon from '~icons/lucide/search'
import { openPalette } from '#web/pages/palette/open-palette.ts'

const keys = /Mac|iP(?:hone|ad)/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

/** Opens the palette, and says which keys do. */
export const PaletteButton = () => (
  <button
    type="button"
    aria-keyshortcuts="Control+K Meta+K"
    class="flex min-h-9 items-center gap-3 rounded-md border border-hull-line px-3 text-left text-hull-muted hover:bg-hull-2 hover:text-hull-ink coarse:min-h-11"
    onClick={openPalette}
  >
    <SearchIcon class="text-lg" aria-hidden="true" />
    <span class="flex-1">Search or act</span>
    <kbd class="font-sans text-xs coarse:hidden" aria-hidden="true">
      {keys}
    </kbd>
  </button>
)
