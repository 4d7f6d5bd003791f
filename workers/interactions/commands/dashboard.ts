import { show } from '#workers/interactions/answer.ts'
import { linkRow } from '#workers/interactions/messages/link-row.ts'
import type { InstantCommand } from './command.ts'
import { inServers } from './options.ts'

export const dashboard = {
  definition: { name: 'dashboard', description: "Where this server's staff work", ...inServers },
  respond: ({ guildId }, { origin }) =>
    show({
      content: 'Cases, members and everything that happens, live:',
      components: [linkRow('Open the dashboard', `${origin}/dashboard/${guildId}`)],
    }),
} satisfies InstantCommand
