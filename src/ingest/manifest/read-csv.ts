import { Problem } from '../../lib/problem.ts'
import { type CsvFault, type CsvRow, readCsvRows } from '../../lib/read-csv.ts'
import { type Line, splitLines } from '../../lib/split-lines.ts'
import { decodeText } from '../../media/metadata/text.ts'
import { understoodFields } from './column-fields.ts'
import type { ManifestLine } from './manifest-line.ts'
import { countTitleLines, MAX_HEADER_LINE } from './title-lines.ts'

/**
 * Reads the records of a table (RFC 4180). Its header names the fields; lines above the header are left out as a title.
 * Values are texts, and empty ones are left out. Lines that are not UTF-8 are read as windows-1252, which spreadsheets
 * write. The value of a column with a common name of a field (`understoodFields`) is given under both names.
 *
 * @throws Problem InvalidManifest if the header cannot be read, or there is no record below it.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly ManifestLine[]> {
  const titles: string[] = []
  const lines = withoutTitle(splitLines(chunks, maxLineBytes), titles)
  let columns: Columns | null = null
  let isEmpty = true
  for await (const rows of readCsvRows(lines, { maxRowBytes: maxLineBytes, decode: decodeText })) {
    const records: ManifestLine[] = []
    for (const row of rows) {
      if (columns === null) columns = toColumns(row, maxLineBytes)
      else if ('fault' in row)
        records.push({ line: row.line, field: null, reason: reasonOf(row, maxLineBytes, columns) })
      else {
        const { aliases } = columns
        records.push({ line: row.line, fields: fieldsOf(row.values, columns), aliases, titles })
      }
    }
    isEmpty &&= records.length === 0
    yield records
  }
  if (isEmpty) throw new Problem('InvalidManifest', 'The table has no record below the names of its columns.')
}

/** Leaves out the lines above the header, and adds those with words to `titles`. */
async function* withoutTitle(
  batches: AsyncIterable<readonly Line[]>,
  titles: string[],
): AsyncGenerator<readonly Line[]> {
  let isFirst = true
  for await (const lines of batches) {
    const texts = isFirst ? lines.slice(0, MAX_HEADER_LINE).map(textOf) : []
    const count = countTitleLines(texts)
    titles.push(...texts.slice(0, count).filter((text) => /[\p{L}\p{N}]/u.test(text)))
    yield lines.slice(count)
    isFirst = false
  }
}

const textOf = ({ bytes }: Line): string => decodeText(bytes ?? Buffer.alloc(0))

/** The names of a table's columns, and the field that each one means besides. */
type Columns = {
  readonly names: readonly string[]
  readonly fields: readonly (string | null)[]
  readonly aliases: ReadonlyMap<string, string>
}

function toColumns(header: CsvRow | CsvFault, maxLineBytes: number): Columns {
  if ('fault' in header) {
    const reason = reasonOf(header, maxLineBytes)
    throw new Problem('InvalidManifest', `The names of the columns cannot be read: ${reason}`)
  }
  const names = header.values.map((name) => name.trim())
  const repeated = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (repeated !== undefined) throw new Problem('InvalidManifest', `The table has two columns '${repeated}'.`)
  const fields = understoodFields(names)
  const aliases = fields.flatMap((field, index) => (field === null ? [] : [[field, names[index]!] as const]))
  return { names, fields, aliases: new Map(aliases) }
}

function reasonOf({ fault, width }: CsvFault, maxLineBytes: number, columns?: Columns): string {
  if (fault === 'tooLong') return `The line is longer than ${maxLineBytes} bytes.`
  if (fault === 'quoteNotClosed')
    return 'A quote begins a value in this line and is not closed where a value ends.'
  return `The line has ${width} values, the header ${columns?.names.length}.`
}

function fieldsOf(values: readonly string[], { names, fields }: Columns): Record<string, string> {
  const row: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const value = values[index]!
    if (value === '') continue
    row[name] = value
    if (fields[index]) row[fields[index]] = value
  }
  return row
}
