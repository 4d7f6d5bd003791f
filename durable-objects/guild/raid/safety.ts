import * as z from 'zod/mini'
import type { Safety } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Answer, Discord } from '#durable-objects/discord/discord.ts'

const moment = z.optional(z.nullable(z.string()))
/** Discord's guild, as far as it says who is kept out. */
const DiscordSafety = z.object({
  verification_level: z.int(),
  incidents_data: z.optional(z.nullable(z.object({ invites_disabled_until: moment, dms_disabled_until: moment }))),
})

const time = (iso: string | null | undefined): number | null => {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

interface Place {
  discord: Discord
  guildId: Snowflake
}

/** How the server keeps people out, as Discord has it now. */
export async function readSafety({ discord, guildId }: Place): Promise<Answer<Safety>> {
  const answer = await discord.call({ method: 'GET', route: `/guilds/${guildId}`, read: DiscordSafety })
  if (!answer.ok) return answer
  const { verification_level: verification, incidents_data: data } = answer.value
  const invitesUntil = time(data?.invites_disabled_until)
  return { ok: true, value: { invitesUntil, dmsUntil: time(data?.dms_disabled_until), verification } }
}

/** Pauses invites and DMs until then, null opens them; Discord sets both by one call. */
export const putPauses = (
  { discord, guildId }: Place,
  { invitesUntil, dmsUntil }: Pick<Safety, 'invitesUntil' | 'dmsUntil'>,
  reason: string,
): Promise<Answer<undefined>> =>
  discord.call({
    method: 'PUT',
    route: `/guilds/${guildId}/incident-actions`,
    body: { invites_disabled_until: iso(invitesUntil), dms_disabled_until: iso(dmsUntil) },
    reason,
    permission: 'manageGuild',
  })

export const putVerification = (
  { discord, guildId }: Place,
  verification: number,
  reason: string,
): Promise<Answer<undefined>> =>
  discord.call({
    method: 'PATCH',
    route: `/guilds/${guildId}`,
    body: { verification_level: verification },
    reason,
    permission: 'manageGuild',
  })
