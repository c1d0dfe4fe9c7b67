import type { Db } from '../../db/database.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { askedWords } from '../analysis.ts'
import { fold, unifySpelling } from '../fold.ts'
import { labelsOf } from './labels.ts'
import { shippedLabels } from './lexicon.ts'
import { ownerConcepts } from './owner-concepts.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/**
 * Whether a word is one that a vocabulary knows, whatever the library has of it: in any of its forms in the caller's
 * language and in English, as it stands in the languages of the shipped concepts.
 */
export async function isLabel(db: Db, word: string, language: Language): Promise<boolean> {
  if (allShipped().has(fold(unifySpelling(word).toLowerCase()))) return true
  const readIn = (of: Language) => askedWords(word, [of])
  for (const of of new Set([language, DEFAULT_LANGUAGE])) {
    const owners = labelsOf(await ownerConcepts(db, word, of), of)
    if (owners.longest(readIn(of)) || shippedLabels(of).longest(readIn(of))) return true
  }
  return false
}

let known: ReadonlySet<string> | null = null

/** The shipped labels of all languages, folded. */
function allShipped(): ReadonlySet<string> {
  known ??= new Set(
    shippedConcepts().flatMap((concept) => concept.map(({ text }) => fold(unifySpelling(text)))),
  )
  return known
}
