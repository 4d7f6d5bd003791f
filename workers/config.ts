import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'
import { parseKeys, type SigningKey } from '#schema/contract/signature.ts'

const MIN_SECRET = 32
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })
const secret = z.string().check(
  z.minLength(MIN_SECRET, { error: `must be at least ${MIN_SECRET} characters`, abort: true }),
  z.refine((text) => !isPlaceholder(text), 'is a placeholder'),
)
const keys = z.pipe(
  z.string().check(
    z.minLength(1, { error: 'is missing', abort: true }),
    z.refine((text) => !isPlaceholder(text), 'is a placeholder'),
  ),
  z.transform((text, context): SigningKey[] => {
    try {
      return parseKeys(text)
    } catch (error) {
      context.issues.push({ code: 'custom', input: text, message: `is not right: ${(error as Error).message}` })
      return z.NEVER
    }
  }),
)

/** The Worker's environment. The bot token is only looked at for being there: objects alone use it. */
const Environment = z.object({
  DISCORD_API: url,
  DISCORD_AUTHORIZE: url,
  DISCORD_CDN: url,
  APP_ORIGIN: url.check(
    z.refine((text) => URL.canParse(text) && new URL(text).origin === text, 'must be an origin, without a path'),
  ),
  DISCORD_APPLICATION_ID: Snowflake,
  DISCORD_PUBLIC_KEY: z.string().check(z.regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')),
  DISCORD_CLIENT_SECRET: z.string().check(z.minLength(8, 'is missing')),
  DISCORD_BOT_TOKEN: z.string().check(z.minLength(8, 'is missing')),
  SESSION_SECRET: secret,
  ACTION_KEYS: keys,
  RELAY_KEYS: keys,
  DEVELOPER_USER_ID: Snowflake,
})

export interface Config {
  /** REST base with its version, such as https://discord.com/api/v10 */
  discordApi: string
  discordAuthorize: string
  discordToken: string
  discordRevoke: string
  discordCdn: string
  origin: string
  applicationId: string
  publicKey: string
  clientSecret: string
  sessionSecret: string
  actionKeys: readonly SigningKey[]
  relayKeys: readonly SigningKey[]
  developerUserId: string
}

const seen = new WeakMap<Env, { config: Config } | { problems: string[] }>()

function parse(env: Env): { config: Config } | { problems: string[] } {
  const parsed = Environment.safeParse(env)
  if (!parsed.success)
    return { problems: [...new Set(parsed.error.issues.map((i) => `${i.path.join('.')} ${sentence(i)}`))] }
  const e = parsed.data
  return {
    config: {
      discordApi: `${e.DISCORD_API}/v10`,
      discordAuthorize: e.DISCORD_AUTHORIZE,
      discordToken: `${e.DISCORD_API}/oauth2/token`,
      discordRevoke: `${e.DISCORD_API}/oauth2/token/revoke`,
      discordCdn: e.DISCORD_CDN,
      origin: e.APP_ORIGIN,
      applicationId: e.DISCORD_APPLICATION_ID,
      publicKey: e.DISCORD_PUBLIC_KEY,
      clientSecret: e.DISCORD_CLIENT_SECRET,
      sessionSecret: e.SESSION_SECRET,
      actionKeys: e.ACTION_KEYS,
      relayKeys: e.RELAY_KEYS,
      developerUserId: e.DEVELOPER_USER_ID,
    },
  }
}

function read(env: Env): { config: Config } | { problems: string[] } {
  const known = seen.get(env)
  if (known) return known
  const result = parse(env)
  seen.set(env, result)
  return result
}

/** What is wrong with the environment, one phrase a variable and never a value; empty when it is fit to run. */
export function configProblems(env: Env): string[] {
  const result = read(env)
  return 'problems' in result ? result.problems : []
}

/** The parsed environment, once per isolate. Throws where `configProblems` is not empty; the Worker's entry asks that first. */
export function readConfig(env: Env): Config {
  const result = read(env)
  if ('problems' in result) throw new Error(`not configured: ${result.problems.join('; ')}`)
  return result.config
}

const sentence = ({ code, message }: { code?: string; message: string }): string =>
  code === 'invalid_type' ? 'is missing' : /^(?:is|must) /.test(message) ? message : `is ${message}`

/** Text that stands where a secret should: what templates write, one unit over and over, or hardly any variety. */
function isPlaceholder(text: string): boolean {
  return (
    /change.?me|placeholder|example|your[-_ ]|replace.?(me|this|with)|<.*>|insert.?here/i.test(text) ||
    /^(.{1,16}?)\1+.{0,15}$/.test(text) ||
    new Set(text).size < 10
  )
}
