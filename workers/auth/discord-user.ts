import * as z from 'zod/mini'
import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { memberName } from '#schema/contract/member-name.ts'
import type { Config } from '#workers/config.ts'

const USER_AGENT = 'DiscordBot (https://github.com/wardroom, 0.1)'
const PATIENCE = 8_000
/** A pause asked for by Discord that is worth waiting for, ms. */
const LONGEST_WAIT = 5_000

const User = z.object({
  id: Snowflake,
  username: z.string(),
  global_name: z.optional(z.nullable(z.string())),
  avatar: z.optional(z.nullable(z.string())),
})

/** A server of the person who is signed in, with their server-wide permission bits there as a decimal string. */
export const OwnGuild = z.object({
  id: Snowflake,
  name: z.string(),
  icon: z.nullable(z.string()),
  owner: z.boolean(),
  permissions: z.string().check(z.regex(/^\d{1,20}$/)),
})
export type OwnGuild = z.infer<typeof OwnGuild>

/** Who the token belongs to. */
export async function readOwnUser(config: Config, token: string): Promise<{ ok: true; user: Person } | Failure> {
  const read = await readDiscord(config, token, '/users/@me', User)
  if (!read.ok) return read
  const { id, username, global_name, avatar } = read.data
  const name = memberName({ nick: null, globalName: global_name ?? null, username })
  return { ok: true, user: { id, name, avatar: avatar ?? null } }
}

/** The servers of whom the token belongs to, at most 200. */
export async function readOwnGuilds(
  config: Config,
  token: string,
): Promise<{ ok: true; guilds: OwnGuild[] } | Failure> {
  const read = await readDiscord(config, token, '/users/@me/guilds', z.array(OwnGuild))
  return read.ok ? { ok: true, guilds: read.data } : read
}

/** Reads with a person's own token. Refusals: session_ended (the token is dead), discord_rate_limited, discord_down. */
async function readDiscord<T>(
  config: Config,
  token: string,
  path: string,
  shape: z.ZodMiniType<T>,
): Promise<{ ok: true; data: T } | Failure> {
  try {
    const response = await getPatiently(`${config.discordApi}${path}`, {
      authorization: `Bearer ${token}`,
      'user-agent': USER_AGENT,
    })
    if (response.ok) {
      const parsed = shape.safeParse(await response.json())
      if (parsed.success) return { ok: true, data: parsed.data }
      console.error({ event: 'discord.unreadable', path, issues: z.prettifyError(parsed.error) })
      return fail('discord_down')
    }
    await response.body?.cancel()
    if (response.status === 401) return fail('session_ended')
    return fail(response.status === 429 ? 'discord_rate_limited' : 'discord_down')
  } catch (error) {
    console.warn({ event: 'discord.unreachable', path, message: String(error) })
    return fail('discord_down')
  }
}

/** Asks once more when Discord says that it is worth it within seconds: somebody is waiting at a sign-in. */
async function getPatiently(url: string, headers: Record<string, string>): Promise<Response> {
  const ask = () => fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE) })
  const response = await ask()
  const wait = Number(response.headers.get('retry-after') ?? Infinity) * 1000
  if (response.status !== 429 || wait > LONGEST_WAIT) return response
  await response.body?.cancel()
  await new Promise((resolve) => setTimeout(resolve, wait + 50))
  return ask()
}
