import { queryOptions } from '@tanstack/solid-query'
import { api, read } from './client.ts'
import { useQuery } from './query.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => read(api.session.$get()),
  staleTime: 30 * 60_000,
})

/** Who is signed in. */
export const useSession = () => useQuery(() => sessionQuery)

/** The bot's own user id: it is its application's, which the invitation names. */
export const botId = (session: { invite: string }): string | null =>
  new URL(session.invite).searchParams.get('client_id')

/** Ends the session on the server, and leaves for the login page. */
export async function signOut(): Promise<void> {
  await fetch('/auth/logout', { method: 'POST' })
  location.assign('/login')
}
