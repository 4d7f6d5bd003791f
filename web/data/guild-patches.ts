import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveFrame } from '#schema/contract/live.ts'
import { queryClient } from './client.ts'
import { guildKey, guildQuery, guildsQuery } from './guilds.ts'

const replace = <T extends { id: string }>(list: readonly T[], item: T): T[] =>
  list.some((one) => one.id === item.id) ? list.map((one) => (one.id === item.id ? item : one)) : [...list, item]

/** What a live event changes in the guild's own record: its name, roles, channels, and what we may do there. */
export function patchGuild(guild: Snowflake, frame: LiveFrame): void {
  const { queryKey } = guildQuery(guild)
  const invalidate = (...names: (string | number)[]) =>
    void queryClient.invalidateQueries({ queryKey: [...guildKey(guild), ...names] })
  const patch = (change: (home: Home) => Partial<Home['guild']>) =>
    queryClient.setQueryData(queryKey, (home) => home && { ...home, guild: { ...home.guild, ...change(home) } })
  switch (frame.type) {
    case 'guild.updated':
      patch(() => frame.data)
      return void queryClient.invalidateQueries({ queryKey: guildsQuery.queryKey })
    case 'role.saved':
      patch((home) => ({ roles: replace(home.guild.roles, frame.data.role) }))
      return invalidate('home')
    case 'role.deleted':
      patch((home) => ({ roles: home.guild.roles.filter((role) => role.id !== frame.data.roleId) }))
      return invalidate('home')
    case 'channel.saved':
      return void patch((home) => ({ channels: replace(home.guild.channels, frame.data.channel) }))
    case 'channel.deleted':
      return void patch((home) => ({
        channels: home.guild.channels.filter((channel) => channel.id !== frame.data.channelId),
      }))
    case 'member.updated': {
      const home = queryClient.getQueryData(queryKey)
      if (home?.access.userId === frame.data.member.id) invalidate('home')
      return
    }
    case 'seats.changed':
      invalidate('seats')
      invalidate('choices')
      return invalidate('home')
    case 'cases.opened':
      invalidate('cases', 'of')
      return invalidate('members', 'one')
    case 'cases.updated':
      for (const number of frame.data.numbers) invalidate('cases', 'one', number)
      // a list on screen reads what it shows anew by itself; the others when they are opened again
      void queryClient.invalidateQueries({ queryKey: [...guildKey(guild), 'cases', 'list'], refetchType: 'none' })
      invalidate('cases', 'of')
      return invalidate('members', 'one')
    case 'views.changed':
      return invalidate('views')
    case 'import.changed':
      return invalidate('imports')
    case 'settings.changed':
      invalidate('reports', 'desk')
      invalidate('choices')
      return invalidate('settings')
  }
}

type Home = NonNullable<ReturnType<typeof readHome>>
const readHome = (guild: Snowflake) => queryClient.getQueryData(guildQuery(guild).queryKey)
