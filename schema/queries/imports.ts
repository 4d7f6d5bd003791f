import { and, desc, eq } from 'drizzle-orm'
import type { Import } from '#schema/contract/import.ts'
import { imports, type ImportRow } from '#schema/tables/imports.ts'
import type { Db } from './guild-db.ts'

const LATEST = 20
const toImport = ({ guildId: _g, ...row }: ImportRow): Import => row

/** Writes an import as it stands. */
export async function saveImport(db: Db, guildId: string, { id, ...import_ }: Import): Promise<void> {
  const { state, counts, endedAt } = import_
  await db
    .insert(imports)
    .values({ guildId, id, ...import_ })
    .onConflictDoUpdate({ target: [imports.guildId, imports.id], set: { state, counts, endedAt } })
}

/** The latest ones, newest first: their ids rise with time. */
export async function listImports(db: Db, guildId: string): Promise<Import[]> {
  const rows = await db
    .select()
    .from(imports)
    .where(eq(imports.guildId, guildId))
    .orderBy(desc(imports.id))
    .limit(LATEST)
  return rows.map(toImport)
}

export async function getImport(db: Db, guildId: string, id: string): Promise<Import | undefined> {
  const row = await db
    .select()
    .from(imports)
    .where(and(eq(imports.guildId, guildId), eq(imports.id, id)))
    .get()
  return row && toImport(row)
}
