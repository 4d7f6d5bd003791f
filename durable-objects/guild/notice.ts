import * as z from 'zod/mini'
import type { Settings } from '#schema/contract/settings.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import { performerOf } from './actions/index.ts'
import { nonceOf } from './nonce.ts'
import type { Run } from './run.ts'
import { noticeEmbed } from './wording.ts'

const DmChannel = z.object({ id: z.string() })

/** Tells the person by DM what is about to happen; fills `run.dm` whatever comes of it. */
export async function notify(
  run: Run,
  {
    discord,
    settings,
    guildName,
  }: {
    discord: Discord
    settings: Settings
    guildName: string
  },
): Promise<void> {
  run.dmAgain = false
  run.dm = skip(run, settings)
  const { deed } = run.action
  if (run.dm || !('targetId' in deed)) return
  const body = { recipient_id: deed.targetId }
  const channel = await discord.call({ method: 'POST', route: '/users/@me/channels', body, read: DmChannel })
  const sent = channel.ok
    ? await discord.call({
        method: 'POST',
        route: `/channels/${channel.value.id}/messages`,
        body: {
          embeds: [noticeEmbed(run, { guildName, settings })],
          allowed_mentions: { parse: [] },
          nonce: await nonceOf(run.action.id, 'dm'),
          enforce_nonce: true,
        },
        read: DiscordMessage,
      })
    : channel
  if (sent.ok) {
    run.dm = { status: 'sent' }
    run.dmMessage = { channelId: sent.value.channel_id, messageId: sent.value.id }
    return
  }
  run.dmAgain = sent.retry
  run.dm = { status: 'failed', code: sent.discordCode ?? 0, message: sent.discordMessage ?? sent.failure.message }
}

function skip({ action: { deed }, target, isMember }: Run, settings: Settings): Run['dm'] {
  if (!performerOf(deed.kind).notice || !('targetId' in deed)) return { status: 'skipped', why: 'not_for_this_kind' }
  if (!settings.dm) return { status: 'skipped', why: 'switched_off' }
  if (target?.bot) return { status: 'skipped', why: 'bot' }
  return isMember ? null : { status: 'skipped', why: 'not_a_member' }
}

/** Takes the DM back, as Discord refused the action; when that fails too, the record goes on saying that it was sent. */
export async function withdraw(run: Run, discord: Discord): Promise<void> {
  if (!run.dmMessage) return
  const { channelId, messageId } = run.dmMessage
  const taken = await discord.call({ method: 'DELETE', route: `/channels/${channelId}/messages/${messageId}` })
  if (taken.ok) run.dm = { status: 'withdrawn' }
}
