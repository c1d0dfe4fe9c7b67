import type { KeywordType } from '../catalogue/keywords.ts'
import { readCsvLine } from '../lib/csv-row.ts'
import { DEFAULT_LANGUAGE, type Language, textLanguageOf } from '../lib/languages.ts'
import { Problem } from '../lib/problem.ts'
import { linesOf } from './read-text.ts'
import { isRefusal, type Refusal, refuse, type Term } from './term.ts'
import { cleanWord, faultOfWord, idOf, splitCell, typeOf } from './words.ts'

const MAX_LINE_CHARACTERS = 100_000
const DELIMITERS = [',', ';', '\t']
const MEMBERS = ['id', 'type', 'broader'] as const
/** Indonesian is called "id" as the column of the ids is, so a file calls it by its whole tag. */
const INDONESIAN = 'id-ID'

type Column = 'id' | 'type' | 'broader' | { readonly language: Language } | null

/**
 * The keywords of a CSV file (RFC 4180, but a record is one line: so a quote that nobody closed costs that line and
 * not the file). The first line names the columns: id, type, broader, and languages such as en-US or de. Commas,
 * semicolons and tabs are told apart by it.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<Term | Refusal> {
  let layout: { columns: readonly Column[]; delimiter: string } | null = null
  for await (const { line, text: content } of linesOf(text, MAX_LINE_CHARACTERS)) {
    if (content.trim() === '') continue
    const delimiter: string = layout?.delimiter ?? delimiterOf(content)
    const cells = cellsOf(content, { line, delimiter })
    if (layout && isRefusal(cells)) yield cells
    else if (layout) yield toTerm(cells as string[], layout.columns, line)
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
    const lower = cleanWord(name).toLowerCase()
    if (lower === '') return null
    const member = MEMBERS.find((it) => it === lower)
    const language = member ? null : textLanguageOf(lower)
    const known = member ?? (language && columnOf(language))
    if (known === null || seen.has(known)) {
      const reason = known ? 'stands there twice; the first one counts' : 'is not a column that is known'
      refusals.push(refuse({ line }, cleanWord(name), reason))
      return null
    }
    seen.add(known)
    return member ?? { language: language! }
  })
  if (!seen.has(DEFAULT_LANGUAGE) && !seen.has('id'))
    throw new Problem('InvalidVocabulary', 'The first line must name the columns, among them en-US or id.')
  return { columns, refusals }
}

function toTerm(cells: readonly string[], columns: readonly Column[], line: number): Term | Refusal {
  const words = new Map<Language, string[]>()
  const members: { id?: number; type?: KeywordType; broader?: string[] } = {}
  for (const [index, column] of columns.entries()) {
    if (column === null) continue
    const cell = cells[index] ?? ''
    const fault = typeof column === 'string' ? readMember(cell, column, members) : null
    if (fault) return refuse({ line }, String(column), fault)
    if (typeof column === 'string') continue
    const all = splitCell(cell)
    const bad = all.map(faultOfWord).find((it) => it !== null)
    if (bad !== undefined) return refuse({ line }, columnOf(column.language), bad)
    words.set(column.language, all)
  }
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    return refuse({ line }, 'line', 'has more cells than there are columns')
  const { id = null, type = null, broader = null } = members
  return { place: { line }, name: id === null ? null : String(id), id, type, words, broader }
}

/** What the column of a language is called. */
export function columnOf(language: Language): string {
  return language === 'id' ? INDONESIAN : language
}

/** Reads a cell into `said`; answers what is wrong with it. */
function readMember(
  cell: string,
  column: 'id' | 'type' | 'broader',
  members: { id?: number; type?: KeywordType; broader?: string[] },
): string | null {
  const text = cleanWord(cell)
  if (column === 'broader') members.broader = splitCell(cell)
  if (text === '' || column === 'broader') return null
  if (column === 'id') {
    const id = idOf(text)
    if (id === null) return `"${text}" is not an id: an integer up to 1999999999`
    members.id = id
    return null
  }
  const type = typeOf(text)
  if (type === null) return `"${text}" is not a type of keywords`
  members.type = type
  return null
}
