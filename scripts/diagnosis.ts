export interface Finding {
  ok: boolean
  what: string
  fix?: string
}
type Environment = Record<string, string | undefined>

const portal = 'discord.com/developers/applications → your application'
const random = `node -e "console.log(require('crypto').randomBytes(32).toString('hex'))"`

/** Each secret of wrangler.toml: what it must look like, and where to get it. */
const secrets: Record<string, { form: RegExp; from: string }> = {
  APP_ORIGIN: {
    form: /^https?:\/\/[^/]+$/,
    from: 'the address of the dashboard, such as https://wardroom.example.com',
  },
  DISCORD_APPLICATION_ID: { form: /^\d{17,20}$/, from: `${portal} → General Information → Application ID` },
  DISCORD_PUBLIC_KEY: { form: /^[0-9a-f]{64}$/, from: `${portal} → General Information → Public Key` },
  DISCORD_CLIENT_SECRET: { form: /^.{16,}$/, from: `${portal} → OAuth2 → Client Secret` },
  DISCORD_BOT_TOKEN: { form: /^[\w-]+\.[\w-]+\.[\w-]+$/, from: `${portal} → Bot → Reset Token` },
  SESSION_SECRET: { form: /^.{32,}$/, from: random },
  ACTION_KEYS: { form: /^[\w-]+:[^:,]{32,}(,[\w-]+:[^:,]{32,})?$/, from: `"k1:" and the output of ${random}` },
  RELAY_KEYS: { form: /^[\w-]+:[^:,]{32,}(,[\w-]+:[^:,]{32,})?$/, from: `"k1:" and the output of ${random}` },
  DEVELOPER_USER_ID: {
    form: /^\d{17,20}$/,
    from: 'your own Discord user id (Discord → Settings → Advanced → Developer Mode, then Copy User ID)',
  },
}

/** Which secrets are missing or malformed; never shows a value. */
export const diagnoseVariables = (environment: Environment): Finding[] =>
  Object.entries(secrets).map(([name, { form, from }]) => {
    const value = environment[name]
    if (!value)
      return {
        ok: false,
        what: name,
        fix: `${from}; then npx wrangler secret put ${name} (and .dev.vars for local runs)`,
      }
    return form.test(value) ? { ok: true, what: name } : { ok: false, what: `${name} has the wrong form`, fix: from }
  })

interface Application {
  id: string
  verify_key: string
  flags: number
  interactions_endpoint_url: string | null
  redirect_uris?: string[]
}

/** What Discord itself says of the application: token, keys, intents, endpoint, redirect. */
export async function diagnoseDiscord(environment: Environment): Promise<Finding[]> {
  const {
    DISCORD_BOT_TOKEN: token,
    APP_ORIGIN: origin = '',
    DISCORD_API: api = 'https://discord.com/api',
  } = environment
  if (!token) return []
  const response = await fetch(`${api}/v10/applications/@me`, {
    headers: {
      authorization: `Bot ${token}`,
      'user-agent': 'DiscordBot (https://github.com/wardroom/wardroom, 0.1.0)',
    },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  if (!response) return [{ ok: false, what: 'Discord does not answer', fix: `see whether this machine reaches ${api}` }]
  if (response.status === 401)
    return [{ ok: false, what: 'the bot token is refused', fix: secrets.DISCORD_BOT_TOKEN?.from ?? '' }]
  if (!response.ok) return [{ ok: false, what: `Discord answers ${response.status}`, fix: 'try again in a minute' }]
  const application = (await response.json()) as Application
  const endpoint = `${origin}/interactions`
  const redirect = `${origin}/auth/callback`
  const members = (application.flags & ((1 << 14) | (1 << 15))) !== 0
  const findings: Finding[] = [
    { ok: true, what: 'the bot token is valid' },
    {
      ok: application.id === environment.DISCORD_APPLICATION_ID,
      what: 'DISCORD_APPLICATION_ID is that of the token',
      fix: `set it to ${application.id}`,
    },
    {
      ok: application.verify_key === environment.DISCORD_PUBLIC_KEY,
      what: 'DISCORD_PUBLIC_KEY is that of the application',
      fix: `set it to ${application.verify_key}`,
    },
    {
      ok: application.interactions_endpoint_url === endpoint,
      what: 'Interactions Endpoint URL',
      fix: `npm run deploy sets it to ${endpoint}, or do so in ${portal} → General Information`,
    },
    {
      ok: members,
      what: 'Server Members Intent (joins, leaves and the member list)',
      fix: `${portal} → Bot → Privileged Gateway Intents`,
    },
  ]
  if (application.redirect_uris)
    findings.push({
      ok: application.redirect_uris.includes(redirect),
      what: 'OAuth2 redirect',
      fix: `add ${redirect} in ${portal} → OAuth2 → Redirects`,
    })
  return findings
}
