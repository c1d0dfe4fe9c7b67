import { type OpenRow, readCsvLine } from '../../lib/csv-row.ts'
import { decodeText } from '../../media/metadata/text.ts'
import { type ManifestLine, ManifestProblem } from './manifest-line.ts'
import { type Line, splitLines } from './split-lines.ts'

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
    table ??= new Table(lines[0]!, maxLineBytes)
    const read: ManifestLine[] = []
    for (const line of lines) read.push(...table.read(line))
    yield read
  }
  if (table) yield [...table.end()]
}

/**
 * Makes records of lines. What is wrong costs the line in which its record begins and no other: a quote that is never
 * closed, or closed where no value ends, was a stray one, and the lines that it took are read again as their own.
 */
class Table {
  readonly #delimiter: string
  readonly #maxBytes: number
  #names: readonly string[] | null = null
  #open: OpenRow | null = null
  /** Those of the record that is open. */
  #lines: Line[] = []
  #bytes = 0

  constructor(header: Line, maxBytes: number) {
    const text = textOf(header)
    if (text.trim() === '')
      throw new ManifestProblem('The table does not begin with the names of its columns.')
    this.#delimiter = delimiterOf(text)
    this.#maxBytes = maxBytes
  }

  *read(line: Line): Generator<ManifestLine> {
    if (this.#open === null && line.bytes?.length === 0) return
    this.#lines.push(line)
    this.#bytes += line.bytes?.length ?? Number.POSITIVE_INFINITY
    if (this.#bytes > this.#maxBytes) {
      yield* this.#refuse(this.#open ? NOT_CLOSED : `The line is longer than ${this.#maxBytes} bytes.`)
      return
    }
    const read = readCsvLine(textOf(line), this.#delimiter, this.#open)
    if (read.is === 'broken') yield* this.#refuse(NOT_CLOSED)
    else if (read.is === 'open') this.#open = read
    else yield* this.#take(read.values)
  }

  /** The lines of a record that the end of the table leaves open. */
  *end(): Generator<ManifestLine> {
    while (this.#open) yield* this.#refuse(NOT_CLOSED)
  }

  *#take(values: readonly string[]): Generator<ManifestLine> {
    const names = this.#names
    if (names !== null && values.length !== names.length) {
      yield* this.#refuse(`The line has ${values.length} values, the header ${names.length}.`)
      return
    }
    const [first] = this.#letGo()
    if (names === null) this.#names = namesOf(values)
    else {
      const said = values.flatMap((value, index) => (value === '' ? [] : [[names[index]!, value] as const]))
      yield { line: first!.number, fields: Object.fromEntries(said) }
    }
  }

  *#refuse(reason: string): Generator<ManifestLine> {
    const [first, ...others] = this.#letGo()
    if (this.#names === null) throw new ManifestProblem(`The names of the columns cannot be read: ${reason}`)
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

function namesOf(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim())
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice === undefined) return names
  throw new ManifestProblem(`The table has two columns '${twice}'.`)
}

const textOf = ({ bytes }: Line): string => decodeText(bytes ?? Buffer.alloc(0))

function delimiterOf(header: string): string {
  const countOf = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!
}
