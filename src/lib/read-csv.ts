import { type OpenRow, readCsvLine } from './csv-row.ts'
import type { Line } from './split-lines.ts'

/** A row of a CSV file. */
export type CsvRow = {
  /** Number of the line in which the row begins. */
  readonly line: number
  readonly values: readonly string[]
  /** Whether an unquoted value contains quotes, which RFC 4180 does not allow. */
  readonly isLoose: boolean
}

/** A line that is not part of any row, and why. */
export type CsvFault = {
  readonly line: number
  /** `width`: the row has fewer values than the header, or values beyond its last column. */
  readonly fault: 'tooLong' | 'quoteNotClosed' | 'width'
  /** The number of values that were read, if `fault` is `width`. */
  readonly width: number
}

/** How a CSV file is read. */
export type CsvOptions = {
  /** A row may have several lines, of at most this many bytes in all. */
  readonly maxRowBytes: number
  readonly decode: (bytes: Buffer) => string
  /** Whether a row may have fewer values than the header. */
  readonly allowsShortRows?: boolean
}

const DELIMITERS = [',', ';', '\t', '|']

/** The line that spreadsheets write above the header to declare the delimiter: "sep=;". */
const DECLARATION = /^"?sep=(.)"?[,;\t]*$/i

/** Returns the most likely delimiter: the one that occurs most often in the header. */
export function delimiterOf(header: string): string {
  const countOf = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!
}

/**
 * Reads the rows of a CSV file (RFC 4180), the header first; rows without any value are left out. The delimiter is
 * detected in the first line. An error costs the line in which its row begins and no other: if a quote is never closed,
 * or is closed in the middle of a value, it was a stray one, and the lines after it are read again as rows of their own.
 */
export async function* readCsvRows(
  lines: AsyncIterable<readonly Line[]>,
  options: CsvOptions,
): AsyncGenerator<readonly (CsvRow | CsvFault)[]> {
  const reader = new RowReader(options)
  for await (const some of lines) {
    for (const line of some) reader.read(line)
    yield reader.take()
  }
  reader.end()
  yield reader.take()
}

class RowReader {
  readonly #options: CsvOptions
  #delimiter: string | null = null
  #columns: number | null = null
  #rows: (CsvRow | CsvFault)[] = []
  /** The row that is not closed yet, and the lines that it has so far. */
  #open: OpenRow | null = null
  #lines: Line[] = []
  #bytes = 0

  constructor(options: CsvOptions) {
    this.#options = options
  }

  /** Returns the rows that were completed since the last call. */
  take(): readonly (CsvRow | CsvFault)[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  read(line: Line): void {
    if (this.#open === null && line.bytes?.length === 0) return
    this.#lines.push(line)
    this.#bytes += line.bytes?.length ?? Number.POSITIVE_INFINITY
    if (line.bytes === null || this.#bytes > this.#options.maxRowBytes) {
      this.#refuse(this.#open ? 'quoteNotClosed' : 'tooLong')
      return
    }
    const text = this.#options.decode(line.bytes)
    if (this.#delimiter === null) {
      const declared = DECLARATION.exec(text)
      this.#delimiter = declared?.[1] ?? delimiterOf(text)
      if (declared) return void this.#close()
    }
    const read = readCsvLine(text, this.#delimiter, this.#open)
    if (read.is === 'broken') this.#refuse('quoteNotClosed')
    else if (read.is === 'open') this.#open = read
    else this.#add(read.values, read.isLoose)
  }

  /** Refuses the line whose row is still open at the end of the file, and reads the lines after it again. */
  end(): void {
    while (this.#open) this.#refuse('quoteNotClosed')
  }

  #add(values: readonly string[], isLoose: boolean): void {
    if (values.every((value) => value.trim() === '')) return void this.#close()
    this.#columns ??= values.length
    if (!this.#fits(values, this.#columns)) return void this.#refuse('width', values.length)
    const [first] = this.#close()
    this.#rows.push({ line: first!.number, values, isLoose })
  }

  /** Values beyond the last column count only if they are not empty. */
  #fits(values: readonly string[], columns: number): boolean {
    if (values.length < columns) return this.#options.allowsShortRows ?? false
    return values.length === columns || values.slice(columns).every((value) => value === '')
  }

  #refuse(fault: CsvFault['fault'], width = 0): void {
    const [first, ...others] = this.#close()
    this.#rows.push({ line: first!.number, fault, width })
    for (const line of others) this.read(line)
  }

  #close(): readonly Line[] {
    const lines = this.#lines
    this.#lines = []
    this.#open = null
    this.#bytes = 0
    return lines
  }
}
