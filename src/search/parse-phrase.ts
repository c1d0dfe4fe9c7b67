import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { analyse } from './analysis.ts'
import type { Clause, TextQuery } from './query.ts'

/** More clauses than any real search has; the rest of a longer phrase is left unread. */
const MAX_CLAUSES = 64

/**
 * Reads what a person typed. Words between double quotes must stand side by side in that order; of all others each is
 * a clause of its own. A word may be of the person's language or of the library's, so where their stems differ, either
 * will do. `null` when nothing is left to search for ("", "!?").
 */
export function parsePhrase(phrase: string, language: Language = DEFAULT_LANGUAGE): TextQuery | null {
  const languages = [...new Set([DEFAULT_LANGUAGE, language])]
  const clauses = phrase
    .replace(/[“”„«»]/g, '"')
    .split('"')
    .flatMap((part, index) => {
      const readings = languages.map((one) => analyse(part, one))
      return index % 2 === 1 ? [distinct(readings)] : wordByWord(readings)
    })
  const seen = new Map(
    clauses.filter((clause) => clause.length > 0).map((clause) => [clause.join('|'), clause]),
  )
  return seen.size === 0 ? null : { match: 'all', clauses: [...seen.values()].slice(0, MAX_CLAUSES) }
}

/** All readings of a text have the same words, for only their stems depend on the language. */
function wordByWord([first = [], ...others]: readonly string[][]): Clause[] {
  return first.map((term, index) => distinct([[term], ...others.map((other) => [other[index] ?? term])]))
}

function distinct(readings: readonly (readonly string[])[]): Clause {
  const known = new Map(readings.map((terms) => [terms.filter((term) => term !== '').join(' '), terms]))
  known.delete('')
  return [...known.values()]
}
