import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { proveExport } from '#scripts/audit-proof.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } })
const [file] = positionals
if (!file || !existsSync(file)) {
  console.error(
    file ? `There is no file ${file}.` : 'npm run verify-audit -- <export.json> [--head <hash noted earlier>]',
  )
  process.exit(2)
}

const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
const { problems, first, rows, notedAt } = await proveExport(lines, values.head)

if (first) {
  const { guild, exportedAt, exportedBy, anchor, head } = first
  console.log(`Audit log of ${guild.name} (${guild.id})`)
  console.log(`Exported ${new Date(exportedAt).toISOString()} by ${exportedBy.name} (${exportedBy.id})`)
  console.log(`${rows} rows; the log began after row ${anchor.seq} and ended with row ${head.seq}, ${head.hash}`)
}
if (problems.length > 0) {
  for (const problem of problems) console.error(`WRONG: ${problem}.`)
  process.exit(1)
}
console.log(
  first?.filter
    ? 'Each row is as it was written. This export was filtered, so it cannot show that no row is missing.'
    : 'The export is whole, and every row is as it was written and where it was written.',
)
if (notedAt !== null) console.log(`The noted hash is that of row ${notedAt}: nothing up to there was changed since.`)
else if (!first?.filter)
  console.log('Compare the last hash with one noted earlier (--head) to rule out a whole new chain.')
