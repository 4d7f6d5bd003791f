/** Spreadsheets take a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** What readers of such files stop at, or choke on. */
const CONTROL = /(?![\n\r\t])\p{Cc}/gu

/** One line of a CSV file, every cell quoted; nothing in it is taken for a formula. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells
    .map((cell) => {
      const text = cell === null ? '' : String(cell).replace(CONTROL, '')
      const safe = typeof cell === 'string' && FORMULA.test(text) ? `'${text}` : text
      return `"${safe.replaceAll('"', '""')}"`
    })
    .join(',')}\r\n`
