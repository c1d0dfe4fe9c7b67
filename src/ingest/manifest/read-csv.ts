import { type CsvError, type Info, Parser } from 'csv-parse'
import { decodeText } from '../../media/metadata/text.ts'
import { type Fields, type ManifestLine, ManifestProblem } from './manifest-line.ts'
import { type Line, splitLines } from './split-lines.ts'

type Row = { readonly info: Info; readonly record: readonly string[] }

/** What separates the values of a table; the one that its header has most often is the table's. */
const DELIMITERS = [',', ';', '\t', '|']

/**
 * Records of a table (RFC 4180) whose first line names the fields; values are texts, and one that is empty says
 * nothing. Lines that are not UTF-8 are read as windows-1252, which is what spreadsheets write.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly ManifestLine[]> {
  let table: Table | null = null
  for await (const lines of splitLines(chunks, maxLineBytes)) {
    const [first, ...others] = lines
    const rest: readonly Line[] = table === null ? others : lines
    table ??= openTable(headerOf(first!), maxLineBytes)
    yield await table.read(rest)
  }
  if (table) yield await table.end()
}

function headerOf({ bytes }: Line): string {
  const header = decodeText(bytes ?? Buffer.alloc(0))
  if (header.trim() !== '') return header
  throw new ManifestProblem('The table does not begin with the names of its columns.')
}

type Table = {
  read(lines: readonly Line[]): Promise<ManifestLine[]>
  end(): Promise<ManifestLine[]>
}

function openTable(header: string, maxLineBytes: number): Table {
  let found: ManifestLine[] = []
  let names: readonly string[] | null = null
  const tooLong = (line: number) => {
    found.push({ line, field: null, reason: `The line is longer than ${maxLineBytes} bytes.` })
  }
  const parser = new Parser({
    delimiter: delimiterOf(header),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: maxLineBytes,
    on_skip: (error) => {
      if (error) found.push({ line: Number(error.lines), field: null, reason: reasonOf(error) })
      return undefined
    },
  })
  parser.on('data', ({ info, record }: Row) => {
    names ??= record.map((name) => name.trim())
    if (info.records > 1) found.push(toLine(names, record, info.lines))
  })
  const failed = new Promise<never>((_, reject) => {
    parser.once('error', (error) =>
      reject(new ManifestProblem(`The table cannot be read on: ${error.message}.`)),
    )
  })
  failed.catch(() => {})
  const taken = () => {
    const lines = found
    found = []
    return lines
  }
  const write = (text: string) => new Promise<void>((done) => parser.write(text, () => done()))
  const started = write(`${header}\n`)
  return {
    async read(lines) {
      await started
      for (const { number, bytes } of lines) if (bytes === null) tooLong(number)
      // A line that was let go leaves its place empty, so that the others keep their numbers.
      const text = lines.map(({ bytes }) => (bytes === null ? '' : decodeText(bytes))).join('\n')
      if (lines.length > 0) await Promise.race([write(`${text}\n`), failed])
      return taken()
    },
    async end() {
      await Promise.race([new Promise<void>((done) => parser.once('end', done).end()), failed])
      return taken()
    },
  }
}

function toLine(names: readonly string[], record: readonly string[], lastLine: number): ManifestLine {
  const line = lastLine - record.reduce((breaks, value) => breaks + value.split('\n').length - 1, 0)
  if (record.length !== names.length)
    return { line, field: null, reason: `The line has ${record.length} values, the header ${names.length}.` }
  const said = record.flatMap((value, index) => (value === '' ? [] : [[names[index]!, value] as const]))
  return { line, fields: Object.fromEntries(said) as Fields }
}

function reasonOf(error: CsvError): string {
  return `The line is not a line of a table (${error.message}).`
}

function delimiterOf(header: string): string {
  const countOf = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!
}
