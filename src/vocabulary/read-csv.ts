import type { KeywordType } from '../catalogue/keywords.ts'
import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../lib/languages.ts'
import { Problem } from '../lib/problem.ts'
import { type CsvFault, type CsvRow, readCsvRows } from '../lib/read-csv.ts'
import { splitLines } from '../lib/split-lines.ts'
import { isRefusal, type KeywordEntry, type Refusal, refuse } from './keyword-entry.ts'
import {
  cleanLabel,
  findLabelFault,
  MAX_CHOSEN_ID,
  parseKeywordId,
  parseKeywordType,
  splitCell,
  unknownType,
} from './parse-values.ts'

const MAX_ROW_BYTES = 100_000
const MEMBERS = ['id', 'type', 'broader'] as const
/** The column for Indonesian, whose language tag "id" is the name of the column of ids. */
const INDONESIAN = 'id-ID'

type Column = 'id' | 'type' | 'broader' | { readonly language: Language } | null

/**
 * Reads the keywords of a CSV file. The header names the columns: id, type, broader, and languages such as en-US or de.
 *
 * @throws Problem InvalidVocabulary if the header cannot be read, or names neither ids nor English words.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<KeywordEntry | Refusal> {
  const lines = splitLines(encoded(text), MAX_ROW_BYTES)
  const options = {
    maxRowBytes: MAX_ROW_BYTES,
    decode: (bytes: Buffer) => bytes.toString(),
    allowsShortRows: true,
  }
  let columns: readonly Column[] | null = null
  for await (const rows of readCsvRows(lines, options))
    for (const row of rows) {
      const { line } = row
      const values = valuesOf(row)
      if (columns && isRefusal(values)) yield values
      else if (columns) yield toEntry(values as readonly string[], columns, line)
      else {
        if (isRefusal(values))
          throw new Problem('InvalidVocabulary', `The first line, which names the columns, ${values.reason}.`)
        const header = toColumns(values, line)
        yield* header.refusals
        columns = header.columns
      }
    }
}

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of text) yield Buffer.from(piece)
}

function valuesOf(row: CsvRow | CsvFault): readonly string[] | Refusal {
  const { line } = row
  if ('fault' in row) return refuse({ line }, 'line', FAULTS[row.fault])
  return row.isLoose ? refuse({ line }, 'line', 'has a quote inside a cell') : row.values
}

const FAULTS = {
  tooLong: `is longer than ${MAX_ROW_BYTES} bytes`,
  quoteNotClosed: 'has a quote that is not closed where a cell ends',
  width: 'has more cells than the first line has columns',
} as const

function toColumns(names: readonly string[], line: number): { columns: Column[]; refusals: Refusal[] } {
  const refusals: Refusal[] = []
  const seen = new Set<string>()
  const columns = names.map((name): Column => {
    const lower = cleanLabel(name).toLowerCase()
    if (lower === '') return null
    const member = MEMBERS.find((it) => it === lower)
    const language = member ? null : textLanguageOf(lower)
    const column = member ?? (language && columnOf(language))
    if (column === null || seen.has(column)) {
      const reason = column ? 'is named twice; the first column is used' : 'is not a known column'
      refusals.push(refuse({ line }, cleanLabel(name), reason))
      return null
    }
    seen.add(column)
    return member ?? { language: language! }
  })
  if (!seen.has(DEFAULT_LANGUAGE) && !seen.has('id'))
    throw new Problem('InvalidVocabulary', 'The first line must name the columns, among them en-US or id.')
  return { columns, refusals }
}

function toEntry(cells: readonly string[], columns: readonly Column[], line: number): KeywordEntry | Refusal {
  const labels = new Map<Language, string[]>()
  const members: { id?: number; type?: KeywordType; broader?: string[] } = {}
  for (const [index, column] of columns.entries()) {
    if (column === null) continue
    const cell = cells[index] ?? ''
    const fault = typeof column === 'string' ? readMember(cell, column, members) : null
    if (fault) return refuse({ line }, String(column), fault)
    if (typeof column === 'string') continue
    const texts = splitCell(cell)
    const labelFault = texts.map(findLabelFault).find((it) => it !== null)
    if (labelFault !== undefined) return refuse({ line }, columnOf(column.language), labelFault)
    labels.set(column.language, texts)
  }
  const { id = null, type = null, broader = null } = members
  return { location: { line }, name: id === null ? null : String(id), id, type, labels, broader }
}

/** Returns the name of the column of a language. */
export function columnOf(language: Language): string {
  return language === 'id' ? INDONESIAN : language
}

/** Reads a cell into `members`. Returns what is wrong with it, else null. */
function readMember(
  cell: string,
  column: 'id' | 'type' | 'broader',
  members: { id?: number; type?: KeywordType; broader?: string[] },
): string | null {
  const text = cleanLabel(cell)
  if (column === 'broader') members.broader = splitCell(cell)
  if (text === '' || column === 'broader') return null
  if (column === 'id') {
    const id = parseKeywordId(text)
    if (id === null) return `"${text}" is not a keyword id, which is an integer from 1 to ${MAX_CHOSEN_ID}`
    members.id = id
    return null
  }
  const type = parseKeywordType(text)
  if (type === null) return unknownType(text)
  members.type = type
  return null
}
