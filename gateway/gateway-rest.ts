import type { REST } from '@discordjs/rest'
import type { APIGatewayBotInfo } from 'discord-api-types/v10'
import * as z from 'zod/mini'

const USER_AGENT = 'DiscordBot (https://github.com/wardroom/wardroom, 0.1.0)'
const TIMEOUT = 15_000
const GatewayBot = z.object({
  url: z.url({ protocol: /^wss?$/ }),
  shards: z.int(),
  session_start_limit: z.object({
    total: z.int(),
    remaining: z.int(),
    reset_after: z.int(),
    max_concurrency: z.int(),
  }),
})

/** Discord does not know this bot token. */
export class TokenRefused extends Error {
  override name = 'TokenRefused'
}

/** Asks where the gateway is and how many shards to run. Throws when Discord does not say. */
async function fetchGateway(discordApi: string, token: string): Promise<APIGatewayBotInfo> {
  const response = await fetch(`${discordApi}/gateway/bot`, {
    headers: { authorization: `Bot ${token}`, 'user-agent': USER_AGENT },
    signal: AbortSignal.timeout(TIMEOUT),
  })
  if (response.status === 401) throw new TokenRefused('Discord refused the bot token')
  if (!response.ok) throw new Error(`GET /gateway/bot answered ${response.status}`)
  return GatewayBot.parse(await response.json())
}

/** The one thing the gateway library asks of a REST client, so that the relay needs none. */
export const gatewayRest = (discordApi: string, token: string): REST =>
  ({ get: () => fetchGateway(discordApi, token) }) satisfies Pick<REST, 'get'> as Pick<REST, 'get'> as REST
