import { fail } from '#schema/contract/failure.ts'
import { has, permissionLabel } from '#schema/contract/permission.ts'
import type { ReadingCommand } from './command.ts'
import { inServers, needs, OptionType } from './options.ts'

/** Where news of the bot's developers go: the one setting that is worth a command, for it is asked for on the first day. */
export const news = {
  definition: {
    name: 'news',
    description: "News from the bot's developers",
    ...inServers,
    default_member_permissions: needs('manageGuild'),
    options: [
      {
        type: OptionType.subcommand,
        name: 'post',
        description: 'Post them to a channel of this server',
        options: [
          {
            type: OptionType.channel,
            name: 'channel',
            description: 'Where; here when left empty',
            channel_types: [0, 5],
          },
        ],
      },
      { type: OptionType.subcommand, name: 'stop', description: 'Post them nowhere' },
    ],
  },
  mayAnyone: true,
  read: async ({ subcommand, options, channelId, permissions }, { postNews }) => {
    if (!has(permissions, 'manageGuild')) return fail('missing_permission', { permission: permissionLabel.manageGuild })
    const to = subcommand === 'stop' ? null : String(options.channel ?? channelId)
    const refusal = await postNews(to)
    if (refusal) return refusal
    return { content: to === null ? 'News are posted nowhere now.' : `News are posted to <#${to}> from now on.` }
  },
} satisfies ReadingCommand
