import { delimiterOf } from '../../lib/read-csv.ts'
import { likelyField } from './column-fields.ts'

/** The header of a table is looked for down to this line. */
export const MAX_HEADER_LINE = 10
/** A line with this many names of columns is the header; a single one may be a word in a title. */
const MIN_NAMES = 2

/**
 * Returns how many of the first lines of a table are above its header, such as a title or a date in a spreadsheet. A
 * line counts as one of them only if it contains no known name of a column, and the header with known names follows.
 */
export function countTitleLines(lines: readonly string[]): number {
  const names = lines.map(countNames)
  const header = names.findIndex((count) => count >= MIN_NAMES)
  return header > 0 && names.slice(0, header).every((count) => count === 0) ? header : 0
}

const countNames = (line: string): number =>
  line
    .split(delimiterOf(line))
    .map((cell) => cell.replaceAll('"', '').trim())
    .filter((cell) => likelyField(cell) !== null).length
