import type { Snowflake } from '#schema/contract/ids.ts'

const LAST = 'guild'

/** The server used last in this browser; addresses without one lead to it. */
export const lastGuild = (): Snowflake | null => localStorage.getItem(LAST)
export const rememberGuild = (guild: Snowflake): void => localStorage.setItem(LAST, guild)
