import { useNavigate } from '@solidjs/router'
import { onCleanup, onMount } from 'solid-js'
import { letterKeysOn } from '#web/primitives/letter-keys.ts'
import { isTyping } from '#web/primitives/list-keys.ts'
import { useGuild } from '#web/data/guild.ts'
import { navItems } from '#web/pages/shell/nav-items.ts'
import { openKeys, openPalette } from './open-palette.ts'

/** A letter after G counts for this long, ms. */
const AFTER_G = 1_500

/** Ctrl or Cmd with K opens the palette, `?` lists the keys, G and a letter go to a page; letters only while they are on. */
export function createPaletteKeys(): void {
  const guild = useGuild()
  const navigate = useNavigate()
  let pressedG = 0
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog:modal:not(.full)')) return
    const key = event.key.toLowerCase()
    if (key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) openPalette()
    else if (event.ctrlKey || event.metaKey || event.altKey || !letterKeysOn() || isTyping(event.target)) return
    else if (key === '?') openKeys()
    else if (key === 'g') return void (pressedG = event.timeStamp)
    else {
      const item = navItems.find((one) => one.key === key)
      if (!item || event.timeStamp - pressedG > AFTER_G || !guild.seated(item.needs)) return
      pressedG = 0
      navigate(guild.link(item.path))
      event.stopImmediatePropagation()
    }
    event.preventDefault()
  }
  // before the lists' own letters, of which some follow a G
  onMount(() => document.addEventListener('keydown', press, { capture: true }))
  onCleanup(() => document.removeEventListener('keydown', press, { capture: true }))
}
