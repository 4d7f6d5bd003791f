const MOST = 6

export interface Recent {
  label: string
  path: string
}

const nameOf = (guild: string): string => `palette-recents:${guild}`

/** What was last chosen in this server's palette, newest first. */
export function listRecents(guild: string): Recent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(nameOf(guild)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : []
  } catch {
    return []
  }
}

export function noteRecent(guild: string, recent: Recent): void {
  const others = listRecents(guild).filter(({ path }) => path !== recent.path)
  localStorage.setItem(nameOf(guild), JSON.stringify([recent, ...others].slice(0, MOST)))
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'label') === 'string' &&
  String(Reflect.get(value, 'path')).startsWith('/')
