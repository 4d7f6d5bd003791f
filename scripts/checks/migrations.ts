import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const forbidden: readonly [RegExp, string][] = [
  [/drop\s+table/i, 'drops a table'],
  [/__new_/i, 'rebuilds a table'],
  [/pragma\s+foreign_keys/i, 'turns foreign keys off, which D1 ignores inside a migration'],
  [/on\s+delete\s+(cascade|set\s+null)/i, 'cascades deletes'],
  [/using\s+fts5/i, 'puts full text into D1, which then cannot be exported'],
]

/** What is wrong with these migrations: lost data, a text key that pays twice per row, or tables that moved on without one. */
export function checkMigrations(): string[] {
  const problems: string[] = []
  for (const file of globSync('migrations/*/*.sql')) {
    const sql = readFileSync(file, 'utf8')
    for (const [pattern, what] of forbidden) if (pattern.test(sql)) problems.push(`${file} ${what}`)
    for (const [, table = '', body = ''] of sql.matchAll(/create table `(\w+)` \(([\s\S]*?)\n\)(?! without rowid)/gi))
      if (!/integer primary key/i.test(body))
        problems.push(`${file}: table ${table} has a text key and needs WITHOUT ROWID`)
  }
  for (const database of ['registry', 'guilds'])
    if (hasDrifted(database)) problems.push(`migrations/${database} is behind schema/tables: npm run db:generate`)
  return problems
}

/** Lets drizzle-kit generate into a copy, and sees whether anything came. */
function hasDrifted(database: string): boolean {
  const copy = mkdtempSync('.data/drift-')
  try {
    cpSync(join('migrations', database), copy, { recursive: true })
    const before = globSync(join(copy, '*.sql')).length
    spawnSync('drizzle-kit', ['generate', '--name=drift'], {
      env: { ...process.env, DATABASE: database, MIGRATIONS_OUT: copy },
    })
    return globSync(join(copy, '*.sql')).length !== before
  } finally {
    rmSync(copy, { recursive: true })
  }
}
