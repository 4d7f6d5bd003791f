import type { Names } from '#schema/contract/server-view.ts'

/** The name of a channel, role or person; what is not known is its id, which may be of something deleted. */
export const nameIn =
  (names: Names) =>
  (id: string): string => {
    const known = names[id]
    if (!known) return `${id} (deleted or unknown)`
    return known.type === 'channel' ? `#${known.name}` : known.type === 'role' ? `@${known.name}` : known.name
  }
