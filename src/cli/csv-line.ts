import { toCsvLine } from '../lib/csv-row.ts'
import { printable } from './printable.ts'

/** A value in a table for spreadsheets; null is an empty cell. */
export type Cell = string | number | boolean | null

/**
 * Formats a line of CSV. Customers write some of the texts, and spreadsheets would run a text that looks like a formula, so
 * such a text gets an apostrophe; terminals would obey control characters, so these are escaped.
 */
export const csvLine = (cells: readonly Cell[]): string => toCsvLine(cells.map(safeText))

const safeText = (cell: Cell): string => {
  const text = String(cell ?? '')
    .split('\n')
    .map(printable)
    .join('\n')
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
