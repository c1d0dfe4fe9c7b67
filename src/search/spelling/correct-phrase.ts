import { fold, foldText } from '../../lib/fold.ts'
import type { Language } from '../../lib/languages.ts'
import { isLabel, namesakes } from '../concepts/is-label.ts'
import { shippedLabels } from '../concepts/lexicon.ts'
import { countOfWord, type WordServices } from '../count-of-word.ts'
import { isSpelt } from '../is-spelt.ts'
import { replaceableWords, withReplacements } from '../phrase-words.ts'
import { editsAllowed, editsBetween, isSpellable } from './edits.ts'

/** Only this many words are checked, because each look-up takes time. */
const MAX_WORDS = 8

/**
 * Corrects words of a phrase that occur nowhere in the library although a similar word does; returns null if there are
 * none. Quoted and excluded words, operators, numbers, file names and labels are never changed.
 */
export async function correctPhrase(
  services: WordServices,
  phrase: string,
  language: Language,
): Promise<string | null> {
  const words = replaceableWords(phrase).slice(0, MAX_WORDS)
  const corrections: { start: number; end: number; by: string }[] = []
  for (const { word, start, end } of words) {
    const by = await correctWord(services, word, language)
    if (by !== null) corrections.push({ start, end, by })
  }
  if (corrections.length === 0) return null
  for (const { word, start, end } of words) {
    if (corrections.some((it) => it.start === start)) continue
    const by = await withoutRepeatedEnd(services, word)
    if (by !== null) corrections.push({ start, end, by })
  }
  return withReplacements(phrase, corrections)
}

/**
 * A word with its last letter once, if texts have that word and not the one with the repeated letter; else null. The
 * stem hides such a mistake: "lakee" finds what "lake" finds.
 */
async function withoutRepeatedEnd({ index }: WordServices, word: string): Promise<string | null> {
  const by = word.replace(/(.)\1$/iu, '$1')
  if (by === word) return null
  return !(await isSpelt(index, word)) && (await isSpelt(index, by)) ? by : null
}

async function correctWord(services: WordServices, word: string, language: Language): Promise<string | null> {
  const folded = foldText(word)
  const edits = editsAllowed(folded)
  if (edits === 0 || !isSpellable(folded)) return null
  const countOf = (text: string) => countOfWord(services, text, language)
  if ((await countOf(word)) > 0 || (await isLabel(services.db, word, language))) return null
  // A word of another language is no misspelling, so it is corrected only to a word for the same: "banan" to "banana".
  const concepts = namesakes(word)
  const candidates = (await nearWords(services, folded, { edits, language }))
    .filter(isSpellable)
    .filter((text) => concepts.length === 0 || concepts.some((names) => names.includes(fold(text))))
    .map((text) => ({ text, distance: editsBetween(folded, fold(text)) }))
  const nearest = Math.min(...candidates.map(({ distance }) => distance))
  let best: { text: string; count: number } | null = null
  for (const { text } of candidates.filter(({ distance }) => distance === nearest)) {
    const count = await countOf(text)
    if (count > (best?.count ?? 0)) best = { text, count }
  }
  return best && withCaseOf(word, best.text)
}

/**
 * Similar words of the library, and similar shipped labels in the caller's language. The index returns words in any order, so
 * they are sorted: of equally good corrections the first is taken.
 */
async function nearWords(
  { index, conceptWords }: WordServices,
  word: string,
  { edits, language }: { edits: number; language: Language },
): Promise<string[]> {
  const labels = conceptWords ? shippedLabels(language).near(word, edits) : []
  return [...new Set([...(await index.nearWords(word, edits)).sort(), ...labels])]
}

/** Gives the correction the case of the word: "Moutain" becomes "Mountain", and "MOUTAIN" "MOUNTAIN". */
function withCaseOf(word: string, text: string): string {
  if (word === word.toUpperCase()) return text.toUpperCase()
  const [first = ''] = word
  return first === first.toUpperCase() ? text.replace(/^./u, (letter) => letter.toUpperCase()) : text
}
