import type { Db } from '../../db/database.ts'
import { foldText } from '../../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../lib/languages.ts'
import { queryWords } from '../analysis.ts'
import type { Concept } from './concept.ts'
import { labelsOf } from './labels.ts'
import { shippedLabels } from './lexicon.ts'
import { ownerConcepts } from './owner-concepts.ts'
import { shippedConcepts } from './shipped-concepts.ts'

/** Returns whether a word, in any of its forms, is a label in the caller's language or in English. */
export async function isLabel(db: Db, word: string, language: Language): Promise<boolean> {
  for (const of of new Set([language, DEFAULT_LANGUAGE])) {
    const words = queryWords(word, [of])
    const owners = labelsOf(await ownerConcepts(db, [word], of), of)
    if (owners.longest(words) || shippedLabels(of).longest(words)) return true
  }
  return false
}

let namesByName: ReadonlyMap<string, readonly (readonly string[])[]> | null = null

/**
 * Returns the folded names, in all languages, of each shipped concept that has this word as a name in any language. The
 * word must be in exactly this form.
 */
export function namesakes(word: string): readonly (readonly string[])[] {
  namesByName ??= byName(shippedConcepts())
  return namesByName.get(foldText(word)) ?? []
}

function byName(concepts: readonly Concept[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, string[][]>()
  for (const concept of concepts) {
    const names = [...new Set(concept.map(({ text }) => foldText(text)))]
    for (const name of names) found.set(name, [...(found.get(name) ?? []), names])
  }
  return found
}
