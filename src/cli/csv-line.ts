import { toCsvLine } from '../lib/csv-row.ts'

/** A value in a table for spreadsheets; null is an empty cell. */
export type Cell = string | number | boolean | null

/**
 * Formats a line of CSV. Customers write some of the texts, and spreadsheets would run a text that looks like a formula, so
 * such a text gets an apostrophe.
 */
export const csvLine = (cells: readonly Cell[]): string => toCsvLine(cells.map(safeText))

const safeText = (cell: Cell): string => {
  const text = String(cell ?? '')
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
