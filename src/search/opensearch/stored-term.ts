import { createHash } from 'node:crypto'

/** OpenSearch divides longer terms, and refuses much longer ones. */
const MAX_LENGTH = 200

/** Returns a term as OpenSearch stores it, in documents and queries alike. */
export function storedTerm(term: string): string {
  if (term.length <= MAX_LENGTH) return term
  return term.slice(0, MAX_LENGTH / 2) + createHash('sha256').update(term).digest('hex')
}

/** Returns terms as one text that OpenSearch divides at its spaces. */
export const storedText = (terms: readonly string[]): string => terms.map(storedTerm).join(' ')
