import type { Db } from '../../db/database.ts'
import { fold, foldText } from '../../lib/fold.ts'
import type { Language } from '../../lib/languages.ts'
import { queryWords } from '../analysis.ts'
import { isLabel, namesakes } from '../concepts/is-label.ts'
import { NO_LEXICON, openLexicon, shippedLabels } from '../concepts/lexicon.ts'
import type { SearchIndex } from '../search-index.ts'
import { editsAllowed, editsBetween, isSpellable } from './edits.ts'

type Services = { readonly db: Db; readonly index: SearchIndex; readonly conceptWords: boolean }

/** A quoted phrase, or text without spaces. */
const TOKEN = /["“”„‟«»＂][^"“”„‟«»＂]*["“”„‟«»＂]?|[^\s"“”„‟«»＂]+/g
/** A word with the brackets and punctuation around it. */
const WORD = /^(?<before>[([{¿¡]*)(?<word>\p{L}[\p{L}\p{M}]+)(?<after>[)\]},.;:!?]*)$/u
/** Only this many words are checked, because each look-up takes time. */
const MAX_WORDS = 8

/**
 * Corrects words of a phrase that occur nowhere in the library although a similar word does; returns null if there are
 * none. Quoted and excluded words, operators, numbers, file names and labels are never changed.
 */
export async function correctPhrase(
  services: Services,
  phrase: string,
  language: Language,
): Promise<string | null> {
  const corrections = new Map<number, string>()
  const tokens = [...phrase.matchAll(TOKEN)]
  const words = tokens.filter((token, index) => tokens[index - 1]?.[0] !== 'NOT' && WORD.test(token[0]))
  for (const { 0: token, index } of words.slice(0, MAX_WORDS)) {
    const { before, word, after } = WORD.exec(token)!.groups as Record<string, string>
    const corrected = await correctWord(services, word!, language)
    if (corrected !== null) corrections.set(index, before + corrected + after)
  }
  if (corrections.size === 0) return null
  return phrase.replace(TOKEN, (token, index: number) => corrections.get(index) ?? token)
}

async function correctWord(services: Services, word: string, language: Language): Promise<string | null> {
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

/** Counts the pictures with a word, or with a word of another language for the same. */
async function countOfWord({ db, index, conceptWords }: Services, word: string, language: Language) {
  const words = queryWords(word, [language])
  const lexicon = conceptWords ? await openLexicon(db, { phrase: word, language }) : NO_LEXICON
  return index.countOf([...(words[0]?.readings ?? []), ...(lexicon(words)?.readings ?? [])])
}

/** Similar words of the library, and similar shipped labels in the caller's language. */
async function nearWords(
  { index, conceptWords }: Services,
  word: string,
  { edits, language }: { edits: number; language: Language },
): Promise<string[]> {
  const labels = conceptWords ? shippedLabels(language).near(word, edits) : []
  return [...new Set([...(await index.nearWords(word, edits)), ...labels])]
}

/** Gives the correction the case of the word: "Moutain" becomes "Mountain", and "MOUTAIN" "MOUNTAIN". */
function withCaseOf(word: string, text: string): string {
  if (word === word.toUpperCase()) return text.toUpperCase()
  const [first = ''] = word
  return first === first.toUpperCase() ? text.replace(/^./u, (letter) => letter.toUpperCase()) : text
}
