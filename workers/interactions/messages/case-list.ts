import type { Message } from '#workers/interactions/answer.ts'
import { casesPageId } from '#workers/interactions/components/custom-id.ts'
import type { Records } from '#workers/interactions/commands/command.ts'
import { caseLine } from './case-words.ts'
import { buttonRow, link } from './link-row.ts'

const A_PAGE = 8

/** One page of a server's cases, or of one person's, newest first below `before`. */
export async function caseListMessage(
  records: Pick<Records, 'cases' | 'origin'>,
  { guildId, targetId, before }: { guildId: string; targetId?: string | undefined; before?: number | undefined },
): Promise<Message> {
  const found = await records.cases({ before, targetId, limit: A_PAGE + 1 })
  const page = found.slice(0, A_PAGE)
  const last = page.at(-1)
  const older = found.length > A_PAGE && last ? last.number : undefined
  const nothing = before ? 'Nothing further back.' : targetId ? 'Nothing on record.' : 'No cases yet.'
  const lines = page.map((c) => caseLine(c, { withTarget: targetId === undefined }))
  const filter = targetId ? `?target=${targetId}` : ''
  return {
    embeds: [
      {
        title: targetId ? 'History' : 'Cases',
        description: (targetId ? `<@${targetId}> (${targetId})\n\n` : '') + (lines.join('\n') || nothing),
        color: 0x3f_7f_d6,
      },
    ],
    components: [
      buttonRow(
        { type: 2, style: 2, label: 'Newest', custom_id: casesPageId(targetId, undefined), disabled: !before },
        { type: 2, style: 2, label: 'Older', custom_id: casesPageId(targetId, older ?? 1), disabled: !older },
        link('Dashboard', `${records.origin}/dashboard/${guildId}/cases${filter}`),
      ),
    ],
  }
}
