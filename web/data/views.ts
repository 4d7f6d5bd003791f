import type { Snowflake } from '#schema/contract/ids.ts'
import type { ViewChange, ViewInput, ViewPage } from '#schema/contract/view.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useQuery } from './query.ts'

const viewsKey = (guild: Snowflake) => [...guildKey(guild), 'views'] as const
const changed = (guild: Snowflake) => queryClient.invalidateQueries({ queryKey: viewsKey(guild) })

/** One's own views of a page, or of all, and those that are shared here; read anew when somebody changes one. */
export const useViews = (guild: () => Snowflake, page: () => ViewPage | undefined) =>
  useQuery(() => ({
    queryKey: [...viewsKey(guild()), page() ?? 'all'] as const,
    queryFn: async () =>
      (await read(api.guilds[':guild'].views.$get({ param: { guild: guild() }, query: { page: page() } }))).views,
  }))

export async function saveView(guild: Snowflake, view: ViewInput) {
  const saved = await read(api.guilds[':guild'].views.$post({ param: { guild }, json: view }))
  await changed(guild)
  return saved
}

export async function changeView(guild: Snowflake, id: string, change: ViewChange) {
  const saved = await read(api.guilds[':guild'].views[':id'].$patch({ param: { guild, id }, json: change }))
  await changed(guild)
  return saved
}

export async function deleteView(guild: Snowflake, id: string): Promise<void> {
  await read(api.guilds[':guild'].views[':id'].$delete({ param: { guild, id } }))
  await changed(guild)
}
