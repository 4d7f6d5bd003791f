import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Filing, ReportDraft, ReportSaid } from '#schema/contract/report.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import type { Asked } from './asked.ts'
import { editReply } from './edit-reply.ts'
import { filedMessage } from './messages/filed.ts'
import { refusalMessage } from './messages/refusal.ts'

/** What is wrong with reporting this person, as far as it shows before the form; the guild's object asks the rest. */
export function refuseReporting({ person }: Asked, target: Person): Failure | null {
  if (target.id === person.id) return fail('report_of_self')
  return target.bot ? fail('report_of_bot') : null
}

/** Keeps what the form is about until it comes back. */
export async function keepDraft(env: Env, { id, guildId, person }: Asked, draft: ReportDraft): Promise<void> {
  try {
    await callGuild(env, guildId, (guild) => guild.keepReportDraft(person.id, draft))
  } catch (error) {
    // the form says so when it comes back
    console.error({ event: 'report.draft_lost', interactionId: id, guildId, error: String(error) })
  }
}

/** Files a report and edits in its number, or why it was not taken. */
export async function fileReport(
  env: Env,
  { id, guildId, person, reply }: Asked,
  { topic, text, of }: ReportSaid & Pick<Filing, 'of'>,
): Promise<void> {
  const surface = 'draftId' in of ? ('context_menu' as const) : ('slash' as const)
  const filing: Filing = { id, reporter: person, surface, topic, text, of }
  const filed = await callGuild(env, guildId, (guild) => guild.fileReport(filing))
  await editReply(env, reply, filed.ok ? filedMessage(filed) : refusalMessage(filed))
}
