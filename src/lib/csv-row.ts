/** A row whose last value has an open quote: it goes on in the next line. */
export type OpenRow = { readonly is: 'open'; readonly values: string[]; readonly value: string }

/** What a line of a table is, or ends. */
export type CsvLine =
  /** `isLoose`: quotes stand in the midst of a value, which RFC 4180 does not have; they are taken as they are. */
  | { readonly is: 'row'; readonly values: readonly string[]; readonly isLoose: boolean }
  | OpenRow
  /** The quote of a line before is closed in the midst of a value, so it was none. */
  | { readonly is: 'broken' }

/** Reads a line of a table (RFC 4180), which begins a row or goes on with the one that is `open`, which it uses up. */
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

/** What stands between quotes from `at` on, and where it ends: behind the closing quote, null when there is none. */
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
