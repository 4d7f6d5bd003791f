import { createRoot, createSignal } from 'solid-js'

export type Theme = 'system' | 'light' | 'dark'

/** The chosen theme; index.html applies the same key before first paint. */
export const { theme, setTheme } = createRoot(() => {
  const stored = localStorage.getItem('theme')
  const [theme, set] = createSignal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system')
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const dark = theme() === 'dark' || (theme() === 'system' && prefersDark.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
  prefersDark.addEventListener('change', apply)
  return {
    theme,
    setTheme(next: Theme) {
      set(next)
      if (next === 'system') localStorage.removeItem('theme')
      else localStorage.setItem('theme', next)
      apply()
    },
  }
})
