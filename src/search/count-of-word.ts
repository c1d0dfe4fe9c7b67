import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { queryWords } from './analysis.ts'
import { NO_LEXICON, openLexicon } from './concepts/lexicon.ts'
import type { SearchIndex } from './search-index.ts'

/** What counting words needs. */
export type WordServices = { readonly db: Db; readonly index: SearchIndex; readonly conceptWords: boolean }

/** Counts the assets with a word, or with a word of another language for the same. */
export async function countOfWord(
  { db, index, conceptWords }: WordServices,
  word: string,
  language: Language,
): Promise<number> {
  const words = queryWords(word, [language])
  const lexicon = conceptWords ? await openLexicon(db, { phrases: [word], language }) : NO_LEXICON
  return index.countOf([...(words[0]?.readings ?? []), ...(lexicon(words)?.readings ?? [])])
}
