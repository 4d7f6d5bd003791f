import * as z from 'zod/mini'
import type { DmStatus } from '#schema/contract/action.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Report, Reporter } from '#schema/contract/report.ts'
import { saveReport } from '#schema/queries/reports.ts'
import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import type { Surroundings } from '#durable-objects/guild/action-path.ts'
import { nonceOf } from '#durable-objects/guild/nonce.ts'
import { answerEmbed, reportEmbed } from './words.ts'

const DmChannel = z.object({ id: z.string() })
const UNKNOWN_MESSAGE = 10008
type Outside = Pick<Surroundings, 'discord' | 'db' | 'know' | 'env'>

/** `later`: try the same again. */
type Done<T> = { ok: true; value: T } | { ok: false; later: true }
const later = { ok: false, later: true } as const

/** Brings D1 up to date; throws when it could not. */
export async function carry(report: Report, { db }: Outside): Promise<void> {
  await saveReport(await db(), report)
}

/** Posts the report to the channel for reports, or rewrites what was posted; gives where it stands. */
export async function post(report: Report, { discord, know, env }: Outside): Promise<Done<Report['post']>> {
  const body = { embeds: [reportEmbed(report, env.APP_ORIGIN)], allowed_mentions: { parse: [] } }
  if (report.post && 'messageId' in report.post) {
    const { channelId, messageId } = report.post
    const edited = await discord.call({ method: 'PATCH', route: `/channels/${channelId}/messages/${messageId}`, body })
    if (edited.ok) return { ok: true, value: report.post }
    if (edited.retry) return later
    const gone = edited.discordCode === UNKNOWN_MESSAGE
    return { ok: true, value: { error: gone ? 'The message was deleted.' : edited.failure.message } }
  }
  const { channelId } = (await know.settingsOf()).reports
  // what nobody posted when it was new is not posted when it changes
  if (!channelId || report.post) return { ok: true, value: report.post }
  const sent = await discord.call({
    method: 'POST',
    route: `/channels/${channelId}/messages`,
    body: { ...body, nonce: await nonceOf(`report-${report.guildId}-${report.number}`, 'log'), enforce_nonce: true },
    read: DiscordMessage,
    permission: 'sendMessages',
  })
  if (sent.ok) return { ok: true, value: { channelId, messageId: sent.value.id } }
  return sent.retry ? later : { ok: true, value: { error: sent.failure.message } }
}

/** Tells one reporter what became of it; gives how that went. */
export async function tell(
  report: Report,
  { person, filingId }: Reporter,
  { discord, know }: Outside,
): Promise<Done<DmStatus>> {
  const skipped = await whyNot(report, person.id, know)
  if (skipped) return { ok: true, value: skipped }
  const body = { recipient_id: person.id }
  const channel = await discord.call({ method: 'POST', route: '/users/@me/channels', body, read: DmChannel })
  const guildName = (await know.guildState().catch(() => null))?.name ?? 'the server'
  const sent = channel.ok
    ? await discord.call({
        method: 'POST',
        route: `/channels/${channel.value.id}/messages`,
        body: {
          embeds: [answerEmbed(report, guildName, await know.settingsOf())],
          allowed_mentions: { parse: [] },
          nonce: await nonceOf(`report-${filingId}-${report.turn}`, 'dm'),
          enforce_nonce: true,
        },
        read: DiscordMessage,
      })
    : channel
  if (sent.ok) return { ok: true, value: { status: 'sent' } }
  if (sent.retry) return later
  const message = sent.discordMessage ?? sent.failure.message
  return { ok: true, value: { status: 'failed', code: sent.discordCode ?? 0, message } }
}

async function whyNot(report: Report, userId: Snowflake, know: Outside['know']): Promise<DmStatus | null> {
  if (!report.answer) return { status: 'skipped', why: 'switched_off' }
  const member = await know.memberOf(userId, { fresh: false }).catch(() => undefined)
  return member === null ? { status: 'skipped', why: 'not_a_member' } : null
}
