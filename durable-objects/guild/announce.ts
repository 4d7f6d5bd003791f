import type { Case } from '#schema/contract/case.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import type { Knowledge } from './check.ts'
import { nonceOf } from './nonce.ts'
import { caseOf, type Run } from './run.ts'
import { logEmbed } from './wording.ts'

/** An interaction's token is good for 15 minutes; a mod-log message is tried for a day. */
const TOKEN_LASTS = 15 * 60_000
/** Discord may take in our deferred answer after we already edit it; later, an absent one was dismissed. */
const ANSWER_ARRIVES = 10_000
const LOG_TRIED_FOR = 24 * 3_600_000

/** Posts the mod-log message and answers the interaction; false when either is to be tried again. */
export async function announce(
  run: Run,
  { discord, settings, env, now }: { discord: Discord; settings: Settings; env: Env; now: number },
): Promise<boolean> {
  await Promise.all([
    run.replied ? undefined : reply(run, { discord, now }),
    run.logged ? undefined : log(run, { discord, settings, env, now }),
  ])
  return run.replied && run.logged
}

async function reply(run: Run, { discord, now }: { discord: Discord; now: number }): Promise<void> {
  const { reply: to, at } = run.action
  if (!to || !run.outcome || now - at > TOKEN_LASTS) run.replied = true
  else {
    const edited = await discord.editReply(to, run.outcome.message)
    run.replied = edited === 'done' || (edited === 'absent' && now - at > ANSWER_ARRIVES)
  }
}

async function log(
  run: Run,
  { discord, settings, env, now }: { discord: Discord; settings: Settings; env: Env; now: number },
): Promise<void> {
  const channelId = settings.logChannelId
  if (run.number === null || !channelId) {
    run.logged = true
    return
  }
  const answer = await discord.call({
    method: 'POST',
    route: `/channels/${channelId}/messages`,
    body: {
      embeds: [logEmbed(caseOf(run), env.APP_ORIGIN, settings)],
      allowed_mentions: { parse: [] },
      nonce: await nonceOf(run.action.id, 'log'),
      enforce_nonce: true,
    },
    read: DiscordMessage,
    permission: 'sendMessages',
  })
  const givenUp = now - (run.openedAt ?? run.action.at) > LOG_TRIED_FOR
  if (!answer.ok && answer.retry && !givenUp) return
  run.logged = true
  run.log = answer.ok ? { channelId, messageId: answer.value.id } : { error: answer.failure.message }
}

/** Rewrites the mod-log message of a case that changed. Best effort: the record is what counts. */
export async function relog(
  c: Case,
  { discord, env, know }: { discord: Discord; env: Env; know: Pick<Knowledge, 'settingsOf'> },
): Promise<void> {
  if (!c.log || 'error' in c.log) return
  const settings = await know.settingsOf()
  await discord.call({
    method: 'PATCH',
    route: `/channels/${c.log.channelId}/messages/${c.log.messageId}`,
    body: { embeds: [logEmbed(c, env.APP_ORIGIN, settings)], allowed_mentions: { parse: [] } },
  })
}
