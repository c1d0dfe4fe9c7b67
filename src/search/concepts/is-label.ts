import type { Db } from '../../db/database.ts'
import { foldText } from '../../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { askedWords } from '../analysis.ts'
import type { Concept } from './concept.ts'
import { labelsOf } from './labels.ts'
import { shippedLabels } from './lexicon.ts'
import { ownerConcepts } from './owner-concepts.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/** Returns whether a vocabulary knows a word, in any of its forms, in the caller's language or in English. */
export async function isLabel(db: Db, word: string, language: Language): Promise<boolean> {
  for (const of of new Set([language, DEFAULT_LANGUAGE])) {
    const words = askedWords(word, [of])
    const owners = labelsOf(await ownerConcepts(db, word, of), of)
    if (owners.longest(words) || shippedLabels(of).longest(words)) return true
  }
  return false
}

let known: ReadonlyMap<string, readonly (readonly string[])[]> | null = null

/**
 * What is called so in any language: for each shipped concept its words in all languages, folded. The word has to stand
 * as it is in the vocabulary.
 */
export function namesakes(word: string): readonly (readonly string[])[] {
  known ??= byName(shippedConcepts())
  return known.get(foldText(word)) ?? []
}

function byName(concepts: readonly Concept[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, string[][]>()
  for (const concept of concepts) {
    const names = [...new Set(concept.map(({ text }) => foldText(text)))]
    for (const name of names) found.set(name, [...(found.get(name) ?? []), names])
  }
  return found
}
