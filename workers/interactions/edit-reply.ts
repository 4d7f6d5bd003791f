import { readConfig } from '#workers/config.ts'
import { NO_MENTIONS, type Message } from './answer.ts'

/** Discord may not have taken in the deferred answer yet (404), or be busy. */
const WAITS = [100, 400, 1_000, 3_000]
const TIMEOUT = 5_000

/** Puts `message` where the deferred answer stands. Never throws: the asker's reply is a courtesy, a failure is logged. */
export async function editReply(
  env: Env,
  { applicationId, token }: { applicationId: string; token: string },
  message: Message,
): Promise<void> {
  const url = `${readConfig(env).discordApi}/webhooks/${applicationId}/${token}/messages/@original`
  const body = JSON.stringify({ content: '', embeds: [], components: [], ...message, allowed_mentions: NO_MENTIONS })
  const headers = { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://wardroom.dev, 0.1.0)' }
  for (let attempt = 0; ; attempt++) {
    const status = await fetch(url, { method: 'PATCH', headers, body, signal: AbortSignal.timeout(TIMEOUT) }).then(
      async (response) => {
        await response.body?.cancel()
        return response.status
      },
      () => 0,
    )
    if (status >= 200 && status < 300) return
    const wait = WAITS[attempt]
    if (wait === undefined || ![0, 404, 429].includes(status) === status < 500) {
      console.error({ event: 'reply.lost', status })
      return
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
