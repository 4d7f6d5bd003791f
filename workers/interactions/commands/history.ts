import { fail } from '#schema/contract/failure.ts'
import { caseListMessage } from '#workers/interactions/messages/case-list.ts'
import type { ReadingCommand } from './command.ts'
import { inServers, needs, user } from './options.ts'

export const history = {
  definition: {
    name: 'history',
    description: 'What was done to someone here',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [user('Who')],
  },
  read: ({ guildId, options }, records) => caseListMessage(records, { guildId, targetId: String(options.user) }),
} satisfies ReadingCommand

/** The same, from a person's context menu. */
export const historyMenu = {
  definition: {
    type: 2,
    name: 'History',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
  },
  read: async ({ guildId, target }, records) =>
    target ? caseListMessage(records, { guildId, targetId: target.id }) : fail('unknown_user'),
} satisfies ReadingCommand
