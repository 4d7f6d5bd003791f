import * as z from 'zod/mini'
import { commands } from './commands/index.ts'

const Environment = z.object({
  DISCORD_API: z._default(z.string(), 'https://discord.com/api'),
  DISCORD_APPLICATION_ID: z.string().check(z.minLength(17)),
  DISCORD_BOT_TOKEN: z.string().check(z.minLength(8)),
})
const Registered = z.array(z.object({ id: z.string(), name: z.string(), type: z.int() }))
const RateLimited = z.object({ retry_after: z.number() })

type Call = { method: 'GET' | 'PUT'; url: string; token: string; body?: string }

/**
 * Overwrites the application's global commands with ours, in one call; unchanged names keep their ids and use up none of
 * the 200 creations a day. Gives a sentence that says what was done.
 */
export async function registerCommands(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ ok: boolean; message: string }> {
  const env = Environment.safeParse(environment)
  if (!env.success)
    return {
      ok: false,
      message: `Missing in the environment: ${env.error.issues.map((i) => i.path.join('.')).join(', ')}`,
    }
  const { DISCORD_API, DISCORD_APPLICATION_ID, DISCORD_BOT_TOKEN: token } = env.data
  const url = `${DISCORD_API}/v10/applications/${DISCORD_APPLICATION_ID}/commands`
  const before = await callDiscord({ method: 'GET', url, token })
  if (!before.ok) return before
  const body = JSON.stringify(commands.map(({ definition }) => definition))
  const after = await callDiscord({ method: 'PUT', url, token, body })
  if (!after.ok) return after
  const kept = new Set(before.list.map((c) => c.id))
  const left = new Set(after.list.map((c) => c.id))
  const added = after.list.filter((c) => !kept.has(c.id)).map((c) => c.name)
  const removed = before.list.filter((c) => !left.has(c.id)).map((c) => c.name)
  const parts = [`${after.list.length} commands registered`, `${added.length} new${listed(added)}`]
  if (removed.length > 0) parts.push(`${removed.length} removed${listed(removed)}`)
  return { ok: true, message: `${parts.join(', ')}.` }
}

const listed = (names: readonly string[]): string => (names.length > 0 ? ` (${names.join(', ')})` : '')

type Answered = { ok: true; list: z.infer<typeof Registered> } | { ok: false; message: string }

async function callDiscord({ method, url, token, body }: Call, attempt = 0): Promise<Answered> {
  const headers = {
    authorization: `Bot ${token}`,
    'content-type': 'application/json',
    'user-agent': 'DiscordBot (https://github.com/wardroom/wardroom, 0.1.0)',
  }
  const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(30_000) }).catch(() => null)
  if (!response) return { ok: false, message: `Discord does not answer at ${new URL(url).origin}.` }
  const answer: unknown = await response.json().catch(() => null)
  if (response.status === 429 && attempt < 3) {
    const limited = RateLimited.safeParse(answer)
    await new Promise((resolve) => setTimeout(resolve, (limited.data?.retry_after ?? 5) * 1000))
    return callDiscord({ method, url, token, body }, attempt + 1)
  }
  const list = Registered.safeParse(answer)
  if (response.ok && list.success) return { ok: true, list: list.data }
  return { ok: false, message: `Discord refused the commands (${response.status}): ${JSON.stringify(answer)}` }
}
