/** What separates the values of a table; the one that its header has most often is the table's. */
const DELIMITERS = [',', ';', '\t', '|']

/** What most likely separates the names of the columns in a table's header. */
export function delimiterOf(header: string): string {
  const countOf = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!
}
