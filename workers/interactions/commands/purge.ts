import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, messageChannels, needs, OptionType, reason, user } from './options.ts'

export const purge = {
  definition: {
    name: 'purge',
    description: 'Delete the latest messages of a channel, at most 14 days old',
    ...inServers,
    default_member_permissions: needs('manageMessages'),
    options: [
      {
        type: OptionType.integer,
        name: 'count',
        description: 'How many',
        required: true,
        min_value: 1,
        max_value: 500,
      },
      user('Only those of this person', false),
      {
        type: OptionType.channel,
        name: 'channel',
        description: 'Where; here when left empty',
        channel_types: messageChannels,
      },
      reason(),
    ],
  },
  draft: ({ options, channelId }) => ({
    kind: 'purge',
    channelId: options.channel ?? channelId,
    count: options.count,
    fromId: options.user,
    reason: options.reason,
  }),
  complete: completeAction,
} satisfies ActingCommand
