import { formatDuration } from '#schema/contract/duration.ts'
import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, messageChannels, needs, OptionType, reason } from './options.ts'

/** The steps Discord's own client offers, seconds. */
const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600]

export const slowmode = {
  definition: {
    name: 'slowmode',
    description: 'Set how often people may write in a channel',
    ...inServers,
    default_member_permissions: needs('manageChannels'),
    options: [
      {
        type: OptionType.integer,
        name: 'interval',
        description: 'One message each …',
        required: true,
        choices: [{ name: 'Off', value: 0 }, ...steps.map((value) => ({ name: formatDuration(value * 1000), value }))],
      },
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
    kind: 'slowmode',
    channelId: options.channel ?? channelId,
    seconds: options.interval,
    reason: options.reason,
  }),
  complete: completeAction,
} satisfies ActingCommand
