import { lowerCase } from '../../lib/fold.ts'
import type { Language } from '../../lib/languages.ts'
import { baseOf } from '../concepts/concept.ts'
import { countOfWord, type WordServices } from '../count-of-word.ts'
import { isSpelt } from '../is-spelt.ts'
import { type PhraseWord, replaceableWords, withReplacements } from '../phrase-words.ts'
import { divisionsOf, type LibraryWords } from './divide-word.ts'
import { hasCompounds, linked } from './linking-elements.ts'

/** Only this many words are considered, because each look-up takes time. */
const MAX_WORDS = 4
/** So many ways to divide the words of a phrase are returned at most. */
const MAX_DIVISIONS = 3

/**
 * Returns other phrases for one in a language with compounds: with the compounds that occur nowhere divided into words that do
 * ("Hochzeitstorte" to "Hochzeit Torte"), the most likely division first; and with words joined to a compound that
 * occurs.
 */
export async function compoundPhrases(
  services: WordServices,
  phrase: string,
  language: Language,
): Promise<string[]> {
  const base = baseOf(language)
  if (!hasCompounds(base)) return []
  const counts = new Map<string, number>()
  const countOf = async (word: string) => {
    const count = counts.get(word) ?? (await countOfWord(services, word, language))
    counts.set(word, count)
    return count
  }
  const library = { countOf, isSpelt: (word: string) => isSpelt(services.index, word) }
  const words = replaceableWords(phrase).slice(0, MAX_WORDS)
  const lower = (word: string) => lowerCase(word, language)
  const divided = await withDivided(phrase, words, (word) => divisions(lower(word), base, library))
  return [...divided, ...(await withJoined(phrase, words, { base, countOf, lower }))]
}

const divisions = async (word: string, base: string, library: LibraryWords) =>
  (await library.countOf(word)) > 0 ? [] : divisionsOf(word, base, library)

async function withDivided(
  phrase: string,
  words: readonly PhraseWord[],
  divisionsOfWord: (word: string) => Promise<(readonly string[])[]>,
): Promise<string[]> {
  const phrases = new Set<string>()
  const found = await Promise.all(words.map(async (it) => ({ ...it, ways: await divisionsOfWord(it.word) })))
  const compounds = found.filter(({ ways }) => ways.length > 0)
  if (compounds.length === 0) return []
  for (let way = 0; way < MAX_DIVISIONS; way++) {
    const replacements = compounds.map(({ word, start, end, ways }) => {
      const parts = ways[Math.min(way, ways.length - 1)]!
      return { start, end, by: parts.map((part) => withCaseOf(word, part)).join(' ') }
    })
    phrases.add(withReplacements(phrase, replacements))
  }
  return [...phrases]
}

/** The phrase with two adjacent words as the compound of them that most assets have. */
async function withJoined(
  phrase: string,
  words: readonly PhraseWord[],
  {
    base,
    countOf,
    lower,
  }: { base: string; countOf: LibraryWords['countOf']; lower: (word: string) => string },
): Promise<string[]> {
  let best: { compound: string; count: number; start: number; end: number } | null = null
  for (const [index, first] of words.entries()) {
    const second = words[index + 1]
    if (second?.token !== first.token + 1 || phrase.slice(first.end, second.start).trim() !== '') continue
    for (const beginning of linked(lower(first.word), base)) {
      const compound = beginning + lower(second.word)
      const count = await countOf(compound)
      if (count > (best?.count ?? 0))
        best = { compound: withCaseOf(first.word, compound), count, start: first.start, end: second.end }
    }
  }
  return best ? [withReplacements(phrase, [{ ...best, by: best.compound }])] : []
}

/** Begins a part with a capital letter if the word does. */
function withCaseOf(word: string, part: string): string {
  const [first = ''] = word
  return first === first.toUpperCase() ? part.replace(/^./u, (letter) => letter.toUpperCase()) : part
}
