import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { completeSeverity } from './complete-severity.ts'
import { inServers, needs, OptionType, reason, user } from './options.ts'

export const warn = {
  definition: {
    name: 'warn',
    description: 'Warn someone; they are told, and it stays on record',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [
      user('Who'),
      reason(true),
      {
        type: OptionType.string,
        name: 'severity',
        description: 'How much it weighs; the usual one when left empty',
        max_length: 40,
        autocomplete: true,
      },
    ],
  },
  draft: ({ options }) => ({
    kind: 'warn',
    targetId: options.user,
    reason: options.reason,
    severity: options.severity,
  }),
  complete: (asked, records) =>
    asked.focused?.name === 'severity' ? completeSeverity(asked, records) : completeAction(asked, records),
} satisfies ActingCommand
