import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { NO_LEXICON, openLexicon } from './concepts/lexicon.ts'
import { parsePhrase } from './parse-phrase.ts'
import type { TextQuery } from './query.ts'

/** How the owner wants phrases to be read. */
export type PhraseSettings = {
  /** Whether a word finds what other languages call the same. */
  readonly conceptWords: boolean
}

/** Reads what a person typed by the words of the library; null when that is nothing. */
export async function readText(
  { db, phrases }: { db: Db; phrases: PhraseSettings },
  phrase: string,
  language: Language,
): Promise<TextQuery | null> {
  const lexicon = phrases.conceptWords ? await openLexicon(db, { phrase, language }) : NO_LEXICON
  return parsePhrase(phrase, language, lexicon)
}
