import type { APIEmbedField } from 'discord-api-types/v10'
import type { Case } from '#schema/contract/case.ts'
import type { Message } from '#workers/interactions/answer.ts'
import { clipLine, escapeText } from '#workers/interactions/escape.ts'
import { aimOf, caseTitle, kindColor, moment, sourceOf } from './case-words.ts'
import { linkRow } from './link-row.ts'

const dmWords = {
  sent: 'Told by DM',
  failed: 'The DM could not be delivered',
  skipped: 'Not told by DM',
  withdrawn: 'The DM was taken back',
} as const

/** One case whole, with the way to it in the dashboard. */
export function caseMessage(c: Case, origin: string): Message {
  const field = (name: string, value: string): APIEmbedField => ({ name, value, inline: true })
  const fields = [field(c.target ? 'Person' : 'Channel', aimOf(c))]
  fields.push(field('Moderator', c.moderator ? escapeText(clipLine(c.moderator.name, 60)) : 'Wardroom'))
  fields.push(field('When', moment(c.createdAt, 'f')))
  if (c.endsAt !== null) fields.push(field(c.endedAt === null ? 'Ends' : 'Ended', moment(c.endedAt ?? c.endsAt)))
  if (c.endedAt === null && c.endError) fields.push(field('Not ended because', escapeText(clipLine(c.endError, 200))))
  if (c.about !== null) fields.push(field('About', `case #${c.about}`))
  if (c.failure) fields.push(field('Refused', escapeText(clipLine(c.failure.message, 300))))
  if (c.labels.length > 0) fields.push(field('Labels', escapeText(clipLine(c.labels.join(', '), 300))))
  if (c.assignee) fields.push(field('Assigned to', escapeText(clipLine(c.assignee.name, 60))))
  const comments = c.comments > 0 && (c.comments === 1 ? '1 comment' : `${c.comments} comments`)
  const facts = [sourceOf(c), c.dm && dmWords[c.dm.status], c.confirmation && 'confirmed by Discord', comments]
  return {
    embeds: [
      {
        title: caseTitle(c),
        color: kindColor[c.kind],
        description: c.reason ? escapeText(c.reason).slice(0, 2000) : '*No reason given.*',
        fields,
        footer: { text: facts.filter(Boolean).join(' · ') },
      },
    ],
    components: [linkRow('Open in the dashboard', `${origin}/dashboard/${c.guildId}/cases/${c.number}`)],
  }
}
