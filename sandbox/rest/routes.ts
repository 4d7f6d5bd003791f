import type { Route } from './route.ts'
import { applications } from './routes/applications.ts'
import { bans } from './routes/bans.ts'
import { channels } from './routes/channels.ts'
import { followers } from './routes/followers.ts'
import { guilds } from './routes/guilds.ts'
import { members } from './routes/members.ts'
import { messages } from './routes/messages.ts'
import { users } from './routes/users.ts'
import { webhooks } from './routes/webhooks.ts'

const paramsOf = (path: string): string[] => path.split('/').filter((part) => part.startsWith(':'))

/** Fixed words win over parameters. */
const table = [
  ...users,
  ...guilds,
  ...members,
  ...bans,
  ...channels,
  ...followers,
  ...messages,
  ...webhooks,
  ...applications,
]
  .map((route) => ({ route, parts: route.path.split('/') }))
  .sort((a, b) => paramsOf(a.route.path).length - paramsOf(b.route.path).length)

/** The route of a path with the values of its parameters. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  const given = path.split('/')
  for (const { route, parts } of table) {
    if (route.method !== method || parts.length !== given.length) continue
    const params: Record<string, string> = {}
    const fits = parts.every((part, i) => {
      if (!part.startsWith(':')) return part === given[i]
      params[part.slice(1)] = decode(given[i] ?? '')
      return given[i] !== ''
    })
    if (fits) return { route, params }
  }
  return null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
