import { type OpenRow, readCsvLine } from '../../lib/csv-row.ts'
import { Problem } from '../../lib/problem.ts'
import { decodeText } from '../../media/metadata/text.ts'
import { delimiterOf } from './delimiter.ts'
import type { ManifestLine } from './manifest-line.ts'
import { type Line, splitLines } from './split-lines.ts'
import { countTitleLines } from './title-lines.ts'
import { usualFields } from './usual-columns.ts'

/**
 * Records of a table (RFC 4180) whose first line, but for a title above it, names the fields; values are texts, and one
 * that is empty says nothing. Lines that are not UTF-8 are read as windows-1252, which is what spreadsheets write. A
 * column may have the usual name of a field (`usualFields`); its value then stands under both names.
 *
 * @throws Problem InvalidManifest when the columns have no names that can be read, or there is no record below them.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly ManifestLine[]> {
  const table = new Table(maxLineBytes)
  let isEmpty = true
  let titleLines: number | null = null
  for await (const lines of splitLines(chunks, maxLineBytes)) {
    titleLines ??= table.leaveOutTitle(lines)
    const below = lines.slice(titleLines)
    titleLines = 0
    const read = below.flatMap((line) => [...table.read(line)])
    isEmpty &&= read.length === 0
    yield read
  }
  const last = [...table.end()]
  if (isEmpty && last.length === 0)
    throw new Problem('InvalidManifest', 'The table has no record below the names of its columns.')
  yield last
}

/**
 * Makes records of lines. What is wrong costs the line in which its record begins and no other: a quote that is never
 * closed, or closed where no value ends, was a stray one, and the lines that it took are read again as their own.
 */
class Table {
  readonly #maxBytes: number
  #delimiter: string | null = null
  #columns: Columns | null = null
  #open: OpenRow | null = null
  /** Those of the record that is open. */
  #lines: Line[] = []
  #bytes = 0
  #titles: readonly string[] = []

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Leaves out what stands above the names of the columns in the first lines; how many lines that are. */
  leaveOutTitle(first: readonly Line[]): number {
    const texts = first.map(textOf)
    const count = countTitleLines(texts)
    this.#titles = texts.slice(0, count).filter((text) => /[\p{L}\p{N}]/u.test(text))
    return count
  }

  *read(line: Line): Generator<ManifestLine> {
    if (this.#open === null && (line.bytes?.length === 0 || this.#isDeclaration(line))) return
    this.#lines.push(line)
    this.#bytes += line.bytes?.length ?? Number.POSITIVE_INFINITY
    if (this.#bytes > this.#maxBytes) {
      yield* this.#refuse(this.#open ? NOT_CLOSED : `The line is longer than ${this.#maxBytes} bytes.`)
      return
    }
    const text = textOf(line)
    this.#delimiter ??= delimiterOf(text)
    const read = readCsvLine(text, this.#delimiter, this.#open)
    if (read.is === 'broken') yield* this.#refuse(NOT_CLOSED)
    else if (read.is === 'open') this.#open = read
    else yield* this.#take(read.values)
  }

  /** Spreadsheets write "sep=;" before the names of the columns, and read the delimiter there. */
  #isDeclaration(line: Line): boolean {
    if (this.#delimiter !== null || this.#lines.length > 0) return false
    const declared = /^"?sep=(.)"?[,;\t]*$/i.exec(textOf(line))
    if (declared) this.#delimiter = declared[1]!
    return declared !== null
  }

  /** The lines of a record that the end of the table leaves open. */
  *end(): Generator<ManifestLine> {
    while (this.#open) yield* this.#refuse(NOT_CLOSED)
  }

  *#take(values: readonly string[]): Generator<ManifestLine> {
    if (values.every((value) => value.trim() === '')) return void this.#letGo()
    const columns = this.#columns
    if (columns !== null && !fits(values, columns.names.length)) {
      yield* this.#refuse(`The line has ${values.length} values, the header ${columns.names.length}.`)
      return
    }
    const [first] = this.#letGo()
    if (columns === null) this.#columns = columnsOf(values)
    else
      yield {
        line: first!.number,
        fields: fieldsOf(values, columns),
        aliases: columns.aliases,
        titles: this.#titles,
      }
  }

  *#refuse(reason: string): Generator<ManifestLine> {
    const [first, ...others] = this.#letGo()
    if (this.#columns === null)
      throw new Problem('InvalidManifest', `The names of the columns cannot be read: ${reason}`)
    yield { line: first!.number, field: null, reason }
    for (const line of others) yield* this.read(line)
  }

  #letGo(): Line[] {
    const lines = this.#lines
    this.#lines = []
    this.#open = null
    this.#bytes = 0
    return lines
  }
}

const NOT_CLOSED = 'A quote begins a value in this line and is not closed where a value ends.'

/** The names of a table's columns, and the field that each stands for besides. */
type Columns = {
  readonly names: readonly string[]
  readonly fields: readonly (string | null)[]
  readonly aliases: ReadonlyMap<string, string>
}

function columnsOf(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim())
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== undefined) throw new Problem('InvalidManifest', `The table has two columns '${twice}'.`)
  const fields = usualFields(names)
  const aliases = fields.flatMap((field, index) => (field === null ? [] : [[field, names[index]!] as const]))
  return { names, fields, aliases: new Map(aliases) }
}

/** Values beyond the last column count only when there is something in them. */
const fits = (values: readonly string[], columns: number): boolean =>
  values.length === columns ||
  (values.length > columns && values.slice(columns).every((value) => value === ''))

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

const textOf = ({ bytes }: Line): string => decodeText(bytes ?? Buffer.alloc(0))
