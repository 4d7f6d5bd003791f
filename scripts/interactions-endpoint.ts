/** Sets the application's Interactions Endpoint URL; Discord tests it at once with a good and a bad signature. Gives an exit code. */
export async function setInteractionsEndpoint(): Promise<number> {
  const { DISCORD_BOT_TOKEN, APP_ORIGIN, DISCORD_API = 'https://discord.com/api' } = process.env
  if (!DISCORD_BOT_TOKEN || !APP_ORIGIN) {
    console.error('DISCORD_BOT_TOKEN and APP_ORIGIN must be in the environment.')
    return 1
  }
  const response = await fetch(`${DISCORD_API}/v10/applications/@me`, {
    method: 'PATCH',
    headers: {
      authorization: `Bot ${DISCORD_BOT_TOKEN}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://github.com/wardroom/wardroom, 0.1.0)',
    },
    body: JSON.stringify({ interactions_endpoint_url: `${APP_ORIGIN}/interactions` }),
  })
  if (!response.ok) console.error(`Discord refused the endpoint (${response.status}): ${await response.text()}`)
  return response.ok ? 0 : 1
}
