import * as z from 'zod/mini'
import { parseKeys, type SigningKey } from '#schema/contract/signature.ts'
import { intentsOf, PRIVILEGED } from './intents.ts'

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })
const ms = (fallback: number) => z._default(z.coerce.number().check(z.int(), z.minimum(100)), fallback)

const Environment = z.object({
  DISCORD_API: z._default(address, 'https://discord.com/api'),
  DISCORD_BOT_TOKEN: z.string().check(z.minLength(8, 'is missing')),
  WARDROOM_URL: address,
  RELAY_KEYS: z.string(),
  RELAY_STATE: z._default(z.string().check(z.minLength(1)), '.data/relay'),
  RELAY_INTENTS: z._default(z.string(), Object.keys(PRIVILEGED).join(',')),
  RELAY_COUNTERS_MS: ms(300_000),
})

export interface Environment {
  /** REST base with its version */
  discordApi: string
  token: string
  wardroom: string
  keys: readonly SigningKey[]
  /** folder for resume state and unsent events */
  state: string
  intents: number
  /** how often message counts of guilds without viewers are reported, ms */
  countersMs: number
}

/** The relay's environment; throws one sentence that names what is wrong, never a value. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = Environment.safeParse(variables)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '))
  const e = parsed.data
  return {
    discordApi: `${e.DISCORD_API}/v10`,
    token: e.DISCORD_BOT_TOKEN,
    wardroom: e.WARDROOM_URL.replace(/\/$/, ''),
    keys: parseKeys(e.RELAY_KEYS),
    state: e.RELAY_STATE,
    intents: intentsOf(e.RELAY_INTENTS),
    countersMs: e.RELAY_COUNTERS_MS,
  }
}
