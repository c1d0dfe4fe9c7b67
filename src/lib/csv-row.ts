/** A row whose last value has an open quote and continues on the next line. */
export type OpenRow = { readonly is: 'open'; readonly values: string[]; readonly value: string }

/** The result of reading one line of a CSV file. */
export type CsvLine =
  /** `isLoose`: there are quotes inside an unquoted value, which RFC 4180 does not allow; they are kept as they are. */
  | { readonly is: 'row'; readonly values: readonly string[]; readonly isLoose: boolean }
  | OpenRow
  /** A quote opened on an earlier line ends in the middle of a value, so it was not an opening quote. */
  | { readonly is: 'broken' }

/** Reads a line of CSV (RFC 4180), which starts a row or continues the row `open`, which is consumed. */
export function readCsvLine(line: string, delimiter: string, open: OpenRow | null = null): CsvLine {
  if (open === null && !line.includes('"'))
    return { is: 'row', values: line.split(delimiter), isLoose: false }
  const values = open?.values ?? []
  let isLoose = false
  let before = open && `${open.value}\n`
  for (let at = 0; ; ) {
    const quoted =
      before !== null || line[at] === '"' ? readQuoted(line, before === null ? at + 1 : at) : null
    if (quoted?.end === null) return { is: 'open', values, value: (before ?? '') + quoted.value }
    let end = quoted?.end ?? at
    if (quoted && (end === line.length || line[end] === delimiter)) values.push((before ?? '') + quoted.value)
    else if (before !== null) return { is: 'broken' }
    else {
      const next = line.indexOf(delimiter, end)
      end = next === -1 ? line.length : next
      const value = line.slice(at, end)
      isLoose ||= value.includes('"')
      values.push(value)
    }
    if (end === line.length) return { is: 'row', values, isLoose }
    before = null
    at = end + 1
  }
}

/** The quoted value that starts at `at`, and the position after its closing quote, null when there is none. */
function readQuoted(line: string, at: number): { value: string; end: number | null } {
  let value = ''
  for (;;) {
    const quote = line.indexOf('"', at)
    if (quote === -1) return { value: value + line.slice(at), end: null }
    value += line.slice(at, quote)
    if (line[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    at = quote + 2
  }
}

/** Writes a line of CSV (RFC 4180), with quotes around values that could be misread without. */
export const toCsvLine = (values: readonly string[]): string => `${values.map(quoted).join(',')}\n`

const quoted = (value: string) =>
  /[",;\t\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
