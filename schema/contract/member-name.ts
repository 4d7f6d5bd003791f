import type { Member } from './guild.ts'

/** Whether there is anything to see: Discord allows names of nothing but zero-width and blank characters. */
const isVisible = (name: string): boolean => /[^\p{C}\p{Z}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(name)

/** What Discord shows in the server: the nickname, else the display name, else (or when those cannot be seen) the username. */
export const memberName = (m: Pick<Member, 'nick' | 'globalName' | 'username'>): string =>
  [m.nick, m.globalName].find((name) => name && isVisible(name)) ?? m.username
