type Cell = string | number | null | undefined

/** A cell that no spreadsheet takes for a formula. */
function cell(value: Cell): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of a CSV file. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`

/** What stands before a text for spreadsheets to take it as UTF-8. */
export const CSV_MARK = '\u{feff}'

/** A line of a file: where it begins (from 1), and its cells. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** The text that is separated by whichever of comma, semicolon or tab its first line has most of. */
const separatorOf = (text: string): string => {
  const [first = ''] = text.split(/\r?\n/, 1)
  const count = (sign: string) => first.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Reads RFC 4180 as it is found in the wild; null when a quote is never closed. Stops after `most` rows. */
export function readCsv(text: string, most: number): CsvRow[] | null {
  const clean = text.startsWith(CSV_MARK) ? text.slice(1) : text
  const separator = separatorOf(clean)
  const rows: CsvRow[] = []
  let [cells, value, line, start]: [string[], string, number, number] = [[], '', 1, 1]
  let quoted = false
  const endCell = () => {
    // what was guarded against formulas is as it was
    cells.push(/^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value)
    value = ''
  }
  const endRow = () => {
    endCell()
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: start, cells })
    cells = []
  }
  for (let i = 0; i < clean.length && rows.length < most; i++) {
    const sign = clean[i] ?? ''
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') value += sign
      else if (clean[i + 1] === '"') value += clean[++i]
      else quoted = false
    } else if (sign === '"' && value === '') quoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n') {
      endRow()
      start = line
    } else if (sign !== '\r') value += sign
  }
  if (quoted) return null
  if (rows.length < most && (value !== '' || cells.length > 0)) endRow()
  return rows
}
