import type { KeywordType } from '../catalogue/keywords.ts'
import { readCsvLine } from '../lib/csv-row.ts'
import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../lib/languages.ts'
import { Problem } from '../lib/problem.ts'
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
import { linesOf } from './read-text.ts'

const MAX_LINE_CHARACTERS = 100_000
const DELIMITERS = [',', ';', '\t']
const MEMBERS = ['id', 'type', 'broader'] as const
/** The column for Indonesian, whose language tag "id" is the name of the column of ids. */
const INDONESIAN = 'id-ID'

type Column = 'id' | 'type' | 'broader' | { readonly language: Language } | null

/**
 * Reads the keywords of a CSV file. Unlike in RFC 4180 a record is always one line, so that an unclosed quote affects
 * only that line. The first line names the columns: id, type, broader, and languages such as en-US or de. The
 * delimiter, which may be a comma, semicolon or tab, is recognised by it.
 *
 * @throws Problem InvalidVocabulary if the first line does not name the columns.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<KeywordEntry | Refusal> {
  let layout: { columns: readonly Column[]; delimiter: string } | null = null
  for await (const { line, text: content } of linesOf(text, MAX_LINE_CHARACTERS)) {
    if (content.trim() === '') continue
    const delimiter: string = layout?.delimiter ?? delimiterOf(content)
    const cells = cellsOf(content, { line, delimiter })
    if (layout && isRefusal(cells)) yield cells
    else if (layout) yield toEntry(cells as string[], layout.columns, line)
    else {
      if (isRefusal(cells))
        throw new Problem('InvalidVocabulary', `The first line, which names the columns, ${cells.reason}.`)
      const { columns, refusals } = toColumns(cells, line)
      yield* refusals
      layout = { columns, delimiter }
    }
  }
}

function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!
}

function cellsOf(
  content: string,
  { line, delimiter }: { line: number; delimiter: string },
): string[] | Refusal {
  if (content.length >= MAX_LINE_CHARACTERS)
    return refuse({ line }, 'line', `is longer than ${MAX_LINE_CHARACTERS} characters`)
  const read = readCsvLine(content, delimiter)
  if (read.is !== 'row') return refuse({ line }, 'line', 'has a quote that is not closed on this line')
  if (read.isLoose) return refuse({ line }, 'line', 'has a quote inside a cell')
  return [...read.values]
}

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
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    return refuse({ line }, 'line', 'has more cells than the first line has columns')
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
