import { fail, type Failure } from '#schema/contract/failure.ts'
import { MAX_REPORT, ReportSaid, reportTopics } from '#schema/contract/report.ts'
import type { Modal } from '#workers/interactions/answer.ts'
import type { Asked } from '#workers/interactions/asked.ts'
import type { Reporting } from '#workers/interactions/commands/command.ts'
import { clipLine } from '#workers/interactions/escape.ts'
import { reportFormId } from './custom-id.ts'

/** Asks why; `readReportForm` takes what comes back. */
export const reportForm = (draftId: string, { target, message }: Reporting): Modal => ({
  title: clipLine(message ? `Report a message by ${target.name}` : `Report ${target.name}`, 45),
  custom_id: reportFormId(draftId),
  components: [
    {
      type: 18,
      label: 'What is wrong with it?',
      component: {
        type: 3,
        custom_id: 'topic',
        required: true,
        options: Object.entries(reportTopics).map(([value, label]) => ({ value, label })),
      },
    },
    {
      type: 18,
      label: 'Anything the staff should know',
      description: 'Only the staff of this server read it. They also see who reported.',
      component: { type: 4, custom_id: 'text', style: 2, max_length: MAX_REPORT, required: false },
    },
  ],
})

/** What the form says. */
export function readReportForm({ options }: Asked): ({ ok: true } & ReportSaid) | Failure {
  const said = ReportSaid.safeParse({ topic: options.topic, text: options.text ?? '' })
  return said.success ? { ok: true, ...said.data } : fail('bad_request', { issue: 'say what is wrong with it' })
}
