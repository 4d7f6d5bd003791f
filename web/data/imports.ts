import { type Accessor, createMemo } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Import, ImportFile } from '#schema/contract/import.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useLive } from './live.ts'
import { makeOverlay } from './overlay.ts'
import { useQuery } from './query.ts'

const importsKey = (guild: Snowflake) => [...guildKey(guild), 'imports'] as const

const heardImports = makeOverlay<Import>((frame) =>
  frame.type === 'import.changed' ? { id: frame.data.id, row: frame.data } : null,
)

/** The latest imports, newest first, each as the stream last told it. */
export function useImports(guild: Accessor<Snowflake>) {
  const heard = heardImports(useLive())
  const query = useQuery(() => ({
    queryKey: importsKey(guild()),
    queryFn: async () => (await read(api.guilds[':guild'].imports.$get({ param: { guild: guild() } }))).imports,
  }))
  const rows = createMemo(() => query.data?.map((one) => latest(one, heard().get(one.id)?.row)))
  return { query, rows }
}

/** Of two tellings the one that is further on: what the record has may be a moment older than what was heard. */
const order: Import['state'][] = ['running', 'done', 'failed', 'rolling_back', 'rolled_back']
const latest = (known: Import, heard: Import | undefined): Import =>
  heard && order.indexOf(heard.state) >= order.indexOf(known.state) ? heard : known

const changed = (guild: Snowflake) => queryClient.invalidateQueries({ queryKey: importsKey(guild) })

/** What would become of a file; nothing is changed by looking. */
export const previewFile = (guild: Snowflake, file: ImportFile) =>
  read(api.guilds[':guild'].imports.preview.$post({ param: { guild }, json: file }))

export const previewBans = (guild: Snowflake) => read(api.guilds[':guild'].imports.bans.$get({ param: { guild } }))

/** Begins an import of a file, or of Discord's bans. */
export async function beginImport(guild: Snowflake, file: ImportFile | null): Promise<Import> {
  const json = file ? ({ source: 'file', file } as const) : ({ source: 'discord_bans' } as const)
  const begun = await read(api.guilds[':guild'].imports.$post({ param: { guild }, json }))
  await changed(guild)
  return begun
}

export async function rollBackImport(guild: Snowflake, id: string): Promise<void> {
  await read(api.guilds[':guild'].imports[':id']['roll-back'].$post({ param: { guild, id } }))
  await changed(guild)
}
