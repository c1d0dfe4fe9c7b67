import type { Db } from '../../db/database.ts'
import { fold, foldText } from '../../lib/fold.ts'
import type { Language } from '../../lib/languages.ts'
import { askedWords } from '../analysis.ts'
import { isLabel, namesakes } from '../concepts/is-label.ts'
import { NO_LEXICON, openLexicon, shippedLabels } from '../concepts/lexicon.ts'
import type { SearchIndex } from '../search-index.ts'
import { editsAllowed, editsBetween, isSpellable } from './edits.ts'

type Services = { readonly db: Db; readonly index: SearchIndex; readonly conceptWords: boolean }

/** What is quoted, or what stands between blanks. */
const TOKEN = /["“”„‟«»＂][^"“”„‟«»＂]*["“”„‟«»＂]?|[^\s"“”„‟«»＂]+/g
/** A word, and the brackets and marks around it. */
const WORD = /^(?<before>[([{¿¡]*)(?<word>\p{L}[\p{L}\p{M}]+)(?<after>[)\]},.;:!?]*)$/u
/** A phrase has no more misspelt words than these, and to look each up takes time. */
const MAX_WORDS = 8

/**
 * The phrase with the words corrected that occur nowhere in the library while a near one does; null when there are
 * none. What is quoted or left out, operators, numbers, names of files and words that a vocabulary knows stay as they
 * are.
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
  // A word of another language is meant as it stands, unless what is near means the same: "banan" is a banana.
  const meant = namesakes(word)
  const near = (await nearWords(services, folded, { edits, language }))
    .filter((text) => meant.length === 0 || meant.some((names) => names.includes(fold(text))))
    .map((text) => ({ text, away: editsBetween(folded, fold(text)) }))
  const nearest = Math.min(...near.map(({ away }) => away))
  let best: { text: string; count: number } | null = null
  for (const { text } of near.filter(({ away }) => away === nearest)) {
    const count = await countOf(text)
    if (count > (best?.count ?? 0)) best = { text, count }
  }
  return best && inCaseOf(word, best.text)
}

/** In how many pictures a word occurs, or what other languages call the same. */
async function countOfWord({ db, index, conceptWords }: Services, word: string, language: Language) {
  const words = askedWords(word, [language])
  const lexicon = conceptWords ? await openLexicon(db, { phrase: word, language }) : NO_LEXICON
  return index.countOf([...(words[0]?.readings ?? []), ...(lexicon(words)?.readings ?? [])])
}

/** Near words of the library, and those of the caller's language that may find what they stand for. */
async function nearWords(
  { index, conceptWords }: Services,
  word: string,
  { edits, language }: { edits: number; language: Language },
): Promise<string[]> {
  const labels = conceptWords ? shippedLabels(language).near(word, edits) : []
  return [...new Set([...(await index.nearWords(word, edits)), ...labels])]
}

/** "Moutain" is corrected to "Mountain", and "MOUTAIN" to "MOUNTAIN". */
function inCaseOf(word: string, text: string): string {
  if (word === word.toUpperCase()) return text.toUpperCase()
  const [first = ''] = word
  return first === first.toUpperCase() ? text.replace(/^./u, (letter) => letter.toUpperCase()) : text
}
