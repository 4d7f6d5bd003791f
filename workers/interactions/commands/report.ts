import { fail } from '#schema/contract/failure.ts'
import { MAX_REPORT, ReportSaid, reportTopics } from '#schema/contract/report.ts'
import type { ReportingCommand } from './command.ts'
import { inServers, OptionType, user } from './options.ts'

/** Any member reports someone to the staff. */
export const report = {
  definition: {
    name: 'report',
    description: 'Report someone to the staff of this server; only they can see it',
    ...inServers,
    options: [
      user('Who'),
      {
        type: OptionType.string,
        name: 'reason',
        description: 'What they did',
        required: true,
        max_length: MAX_REPORT,
      },
      {
        type: OptionType.string,
        name: 'topic',
        description: 'What it is about',
        choices: Object.entries(reportTopics).map(([value, name]) => ({ value, name })),
      },
    ],
  },
  report({ target, options }) {
    if (!target) return fail('unknown_user')
    const said = ReportSaid.safeParse({ topic: options.topic ?? 'other', text: options.reason })
    if (!said.success || said.data.text === '') return fail('bad_request', { issue: 'say what they did' })
    return { target, message: null, said: said.data }
  },
} satisfies ReportingCommand

/** The same from a message's context menu, with the message. */
export const reportMessageMenu = {
  definition: { type: 3, name: 'Report message', ...inServers },
  report: ({ message }) =>
    message ? { target: message.author, message } : fail('bad_request', { issue: 'that message is gone' }),
} satisfies ReportingCommand

/** The same from a person's context menu. */
export const reportUserMenu = {
  definition: { type: 2, name: 'Report user', ...inServers },
  report: ({ target }) => (target ? { target, message: null } : fail('unknown_user')),
} satisfies ReportingCommand
