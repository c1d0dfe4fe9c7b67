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

type TextServices = { readonly db: Db; readonly phrases: PhraseSettings }

/** Parses a search phrase with the lexicon of the library; null for an empty phrase. */
export async function readText(
  services: TextServices,
  phrase: string,
  language: Language,
): Promise<TextQuery | null> {
  const read = await textReader(services, [phrase], language)
  return read(phrase)
}

/** Returns a function that parses these search phrases and parts of them, for which the lexicon is opened only once. */
export async function textReader(
  { db, phrases: { conceptWords } }: TextServices,
  phrases: readonly string[],
  language: Language,
): Promise<(phrase: string) => TextQuery | null> {
  const lexicon = conceptWords ? await openLexicon(db, { phrases, language }) : NO_LEXICON
  return (phrase) => parsePhrase(phrase, language, lexicon)
}
