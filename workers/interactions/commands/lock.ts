import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, lockableChannels, needs, OptionType, reason } from './options.ts'

export const lock = {
  definition: {
    name: 'lock',
    description: 'Keep everyone from writing in a channel',
    ...inServers,
    default_member_permissions: needs('manageRoles'),
    options: [
      {
        type: OptionType.channel,
        name: 'channel',
        description: 'Which; this one when left empty',
        channel_types: lockableChannels,
      },
      reason(),
    ],
  },
  draft: ({ options, channelId }) => ({
    kind: 'lock',
    channelId: options.channel ?? channelId,
    reason: options.reason,
  }),
  complete: completeAction,
} satisfies ActingCommand
