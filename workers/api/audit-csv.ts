import type { AuditRow } from '#schema/contract/audit.ts'

const titles = [
  'row',
  'at',
  'category',
  'type',
  'actor',
  'actor_id',
  'surface',
  'target_type',
  'target',
  'target_id',
  'before',
  'after',
  'request_id',
  'prev',
  'hash',
]

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
const line = (cells: readonly (string | number | null | undefined)[]): string => `${cells.map(cell).join(',')}\r\n`

export const auditCsvTitles = line(titles)

/** One row; what changed as JSON. */
export const auditCsvLine = (row: AuditRow): string =>
  line([
    row.seq,
    new Date(row.at).toISOString(),
    row.category,
    row.type,
    row.actor?.name,
    row.actor?.id,
    row.surface,
    row.target?.type,
    row.target?.name,
    row.target?.id,
    row.before && JSON.stringify(row.before),
    row.after && JSON.stringify(row.after),
    row.requestId,
    row.prev,
    row.hash,
  ])
