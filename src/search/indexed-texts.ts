import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { Recent } from '../lib/recent.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { termsInLanguage } from './concepts/homographs.ts'
import { indexedNames } from './indexed-names.ts'
import { NO_PART, toPart } from './indexed-parts.ts'
import type { IndexedName, IndexedPart } from './search-index.ts'

const CACHED_PARTS = 5000
const MAX_CACHED_CHARACTERS = 200
const cache = new Recent<IndexedPart>(CACHED_PARTS)

/** Analyses a name that many documents share, as an asset spells it. Results are cached. */
export const writtenPart = (name: string): IndexedPart =>
  cached(`written ${name}`, () => toPart(indexText(name)))

/** Analyses the name of an artist or a collection, by which typed texts are completed. Results are cached. */
export const namedPart = (kind: 'artist' | 'collection', id: number, name: string): IndexedPart =>
  cached(`${kind} ${id} ${name}`, () => ({
    ...toPart(indexText(name)),
    names: indexedNames(kind, id, [name]),
  }))

/** Returns names by which typed texts are completed, and which are found by their tag alone. */
export const namesOnly = (names: readonly IndexedName[]): IndexedPart => ({ ...NO_PART, names })

/**
 * The terms of a keyword as a word of the asset's language, since a keyword itself has no language; null if it has none.
 * Results are cached.
 */
export function partInLanguage(keyword: string, language: Language): IndexedPart | null {
  if (language === DEFAULT_LANGUAGE) return null
  const part = cached(`${language} ${keyword}`, () => ({
    ...NO_PART,
    terms: termsInLanguage(keyword, language),
  }))
  return part.terms.length === 0 ? null : part
}

function cached(key: string, analyse: () => IndexedPart): IndexedPart {
  const found = cache.get(key)
  if (found) return found
  const part = analyse()
  if (key.length > MAX_CACHED_CHARACTERS) return part
  const common = { ...part, isCommon: true }
  cache.set(key, common)
  return common
}

/** Shorter titles are names rather than sentences. */
const MIN_SENTENCE_TERMS = 4

/**
 * Returns a title, or no terms if it is a sentence that its caption repeats literally. Its words would otherwise weigh
 * more than those of other captions. The caption keeps the sentence, so that quoted phrases that overlap it are found.
 */
export function dropIfRepeated(title: IndexedText, caption: IndexedText): IndexedText {
  const isRepeated = title.readings.every(
    (terms, index) => terms.length >= MIN_SENTENCE_TERMS && isRun(terms, caption.readings[index] ?? []),
  )
  return isRepeated ? { ...title, readings: [], others: [], written: [] } : title
}

const isRun = (terms: readonly string[], whole: readonly string[]): boolean =>
  ` ${whole.join(' ')} `.includes(` ${terms.join(' ')} `)
