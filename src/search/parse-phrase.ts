import { analyse } from './analysis.ts'
import type { TextQuery } from './query.ts'

/** More clauses than any real search has; the rest of a longer phrase is left unread. */
const MAX_CLAUSES = 64

/**
 * Reads what a person typed. Words between double quotes must stand side by side in that order; of all others
 * each is a clause of its own. `null` when nothing is left to search for ("", "!?").
 */
export function parsePhrase(phrase: string): TextQuery | null {
  const clauses: string[][] = []
  for (const [index, part] of phrase
    .replace(/[“”„«»]/g, '"')
    .split('"')
    .entries()) {
    const terms = analyse(part)
    if (index % 2 === 1) clauses.push(terms)
    else for (const term of terms) clauses.push([term])
  }
  const seen = new Map(clauses.filter((terms) => terms.length > 0).map((terms) => [terms.join(' '), terms]))
  return seen.size === 0 ? null : { match: 'all', clauses: [...seen.values()].slice(0, MAX_CLAUSES) }
}
