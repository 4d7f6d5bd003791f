import { MAX_REASON } from '#schema/contract/action.ts'
import type { ActingCommand } from './command.ts'
import { inServers, needs, OptionType, user } from './options.ts'

export const note = {
  definition: {
    name: 'note',
    description: 'Write down something about someone; only staff see it',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [
      user('About whom'),
      { type: OptionType.string, name: 'text', description: 'What to note', required: true, max_length: MAX_REASON },
    ],
  },
  draft: ({ options }) => ({ kind: 'note', targetId: options.user, reason: options.text }),
} satisfies ActingCommand
