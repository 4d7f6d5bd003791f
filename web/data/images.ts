import type { Snowflake } from '#schema/contract/ids.ts'
import { queryClient } from './client.ts'
import { sessionQuery } from './session.ts'

/** Told with the session, which pages with pictures wait for; null before. */
const cdn = (): string | null => queryClient.getQueryData(sessionQuery.queryKey)?.cdn ?? null

const image = (path: string, size: number): string | null => cdn() && `${cdn()}/${path}.webp?size=${size}`

/** A person's picture; null when they have none of their own. */
export const avatarUrl = (person: { id: Snowflake; avatar?: string | null | undefined }, size = 64): string | null =>
  person.avatar ? image(`avatars/${person.id}/${encodeURIComponent(person.avatar)}`, size) : null

/** A server's emblem; null when it has none. */
export const iconUrl = (guild: { id: Snowflake; icon: string | null }, size = 64): string | null =>
  guild.icon ? image(`icons/${guild.id}/${encodeURIComponent(guild.icon)}`, size) : null
