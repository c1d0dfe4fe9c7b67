import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { NO_LEXICON, openLexicon } from './concepts/lexicon.ts'
import { parsePhrase } from './parse-phrase.ts'
import type { TextQuery } from './query.ts'
import type { Rephrase } from './search.ts'
import type { SearchIndex } from './search-index.ts'
import { correctPhrase } from './spelling/correct-phrase.ts'

/** How the owner wants phrases to be read. */
export type PhraseSettings = {
  /** Whether a word finds what other languages call the same. */
  readonly conceptWords: boolean
  /** Whether a misspelt word is corrected by the words of the library. */
  readonly correctSpelling: boolean
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

/** How `search` asks for the phrase that was meant where this one finds nothing. */
export function rephraser(
  services: { db: Db; index: SearchIndex; phrases: PhraseSettings },
  phrase: string,
  language: Language,
): Rephrase {
  return async () => {
    if (!services.phrases.correctSpelling) return null
    const corrected = await correctPhrase(
      { ...services, conceptWords: services.phrases.conceptWords },
      phrase,
      language,
    )
    return corrected === null
      ? null
      : { phrase: corrected, text: await readText(services, corrected, language) }
  }
}
