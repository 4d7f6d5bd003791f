import { reportStates, reportTopics, type Report, type ReportState } from '#schema/contract/report.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { cut, plain, plainName } from '#durable-objects/guild/plain.ts'
import type { Embed } from '#durable-objects/guild/wording.ts'

const colors: Record<ReportState, number> = {
  open: 0xd9902f,
  taken: 0x3f7fd6,
  resolved: 0x3f9d63,
  dismissed: 0x6b7686,
}

/** The way to a message in Discord. */
const messageLink = (guildId: string, { channelId, messageId }: NonNullable<Report['message']>): string =>
  `https://discord.com/channels/${guildId}/${channelId}/${messageId}`

/** The report as it stands, for the channel where reports are announced. */
export function reportEmbed(r: Report, origin: string): Embed {
  const [first] = r.reporters
  const fields: NonNullable<Embed['fields']> = [
    { name: 'About', value: `**${plainName(r.target.name)}** <@${r.target.id}>\n\`${r.target.id}\``, inline: true },
  ]
  if (first)
    fields.push({
      name: r.count === 1 ? 'Reported by' : `Reported by ${r.count}`,
      value: `${plainName(first.person.name)}${r.count > 1 ? ' first' : ''}\n${reportTopics[first.topic]}`,
      inline: true,
    })
  if (first?.text) fields.push({ name: 'They say', value: plain(first.text, 500) })
  if (r.message)
    fields.push({
      name: `The message in <#${r.message.channelId}>`.slice(0, 256),
      value: `${plain(r.message.text, 500) || '*no text*'}\n[Go to it](${messageLink(r.guildId, r.message)})`,
    })
  if (r.state === 'taken' && r.assignee) fields.push({ name: 'Taken by', value: plainName(r.assignee.name) })
  if (r.cases.length > 0) fields.push({ name: 'Cases', value: r.cases.map((number) => `#${number}`).join(', ') })
  if (r.endedBy) fields.push({ name: `${reportStates[r.state]} by`, value: plainName(r.endedBy.name), inline: true })
  if (r.why) fields.push({ name: 'Why', value: plain(r.why, 500) })
  return {
    title: `Report ${r.number} · ${reportStates[r.state].toLowerCase()}`,
    url: `${origin}/dashboard/${r.guildId}/reports/${r.number}`,
    color: colors[r.state],
    fields,
    timestamp: new Date(r.createdAt).toISOString(),
  }
}

/** What a reporter is told. */
export const answerEmbed = (r: Report, guildName: string, { embedColor }: Pick<Settings, 'embedColor'>): Embed => ({
  title: cut(`Your report in ${plainName(guildName)}`, 256),
  description: plain(r.answer ?? '', 1000),
  color: embedColor ?? colors[r.state],
  footer: { text: `Report ${r.number}` },
})
