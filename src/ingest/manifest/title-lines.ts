import { delimiterOf } from './delimiter.ts'
import { likelyField } from './usual-columns.ts'

/** How many lines are looked at for the names of the columns. */
const MOST_LINES = 10
/** A line with so many names of columns is the header; a single one may be a word in a title. */
const LEAST_NAMES = 2

/**
 * How many lines of a table stand above the names of its columns, as a title or a date does in spreadsheets. Only lines
 * without any known name of a column are taken for such, and only where known names follow.
 */
export function countTitleLines(lines: readonly string[]): number {
  const names = lines.slice(0, MOST_LINES).map(countNames)
  const header = names.findIndex((count) => count >= LEAST_NAMES)
  return header > 0 && names.slice(0, header).every((count) => count === 0) ? header : 0
}

const countNames = (line: string): number =>
  line
    .split(delimiterOf(line))
    .map((cell) => cell.replaceAll('"', '').trim())
    .filter((cell) => likelyField(cell) !== null).length
