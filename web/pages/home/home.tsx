import { Navigate, useParams } from '@solidjs/router'
import { lastGuild } from '#web/data/last-guild.ts'

/** Without a server in the address: to the same place in the server used last, or to the choice of servers. */
export function Home() {
  const params = useParams<{ rest?: string }>()
  const rest = () => (params.rest && !/^\d/.test(params.rest) ? `/${params.rest}` : '')
  const guild = lastGuild()
  return <Navigate href={guild ? `/dashboard/${guild}${rest()}` : '/servers'} />
}
