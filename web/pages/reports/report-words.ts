import { reportStates, reportTopics, type ReportState } from '#schema/contract/report-kinds.ts'
import type { Report } from '#schema/contract/report.ts'
import type { Tone } from '#web/ui/badge.tsx'

const tones: Record<ReportState, Tone> = { open: 'warn', taken: 'info', resolved: 'ok', dismissed: 'neutral' }

export const stateWords = (state: ReportState): { tone: Tone; text: string } => ({
  tone: tones[state],
  text: reportStates[state],
})

/** What a report is about, in a line: the message, or what its first reporter says. */
export const gist = ({ message, reporters }: Report): string =>
  message?.text || reporters[0]?.text || (message ? 'A message without text' : 'No words given')

/** The topics its reporters chose, each once. */
export const topicsOf = ({ reporters }: Report): string[] => [
  ...new Set(reporters.map(({ topic }) => reportTopics[topic])),
]

/** The reason an action begins with, as the case will say it. */
export const reasonOf = (report: Report): string => `${topicsOf(report).join(', ')} (report ${report.number})`

/** The way to the message in Discord. */
export const messageLink = (guildId: string, message: NonNullable<Report['message']>): string =>
  `https://discord.com/channels/${guildId}/${message.channelId}/${message.messageId}`
