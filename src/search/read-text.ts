import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { NO_LEXICON, openLexicon } from './concepts/lexicon.ts'
import { parsePhrase } from './parse-phrase.ts'
import type { TextQuery } from './query.ts'

/** The owner's settings for search phrases. */
export type PhraseSettings = {
  /** Whether a word also finds words of other languages for the same concept. */
  readonly conceptWords: boolean
  /** Whether misspelt words are corrected to words of the library. */
  readonly correctSpelling: boolean
}

/** Parses a search phrase with the lexicon of the library; null for an empty phrase. */
export async function readText(
  { db, phrases }: { db: Db; phrases: PhraseSettings },
  phrase: string,
  language: Language,
): Promise<TextQuery | null> {
  const lexicon = phrases.conceptWords ? await openLexicon(db, { phrase, language }) : NO_LEXICON
  return parsePhrase(phrase, language, lexicon)
}
