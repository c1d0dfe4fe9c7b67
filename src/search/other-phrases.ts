import type { Db } from '../db/database.ts'
import type { Language } from '../lib/languages.ts'
import { compoundPhrases } from './compounds/compound-phrases.ts'
import type { TextQuery } from './query.ts'
import { type PhraseSettings, readText } from './read-text.ts'
import type { SearchIndex } from './search-index.ts'
import { correctPhrase } from './spelling/correct-phrase.ts'

/** A phrase that can be searched for instead of one that finds nothing. */
export type OtherPhrase = {
  readonly phrase: string
  readonly text: TextQuery | null
  /** Whether it is what was meant only if assets have all of its words. */
  readonly needsAll: boolean
}

/** Returns other phrases, in the order in which to try them. */
export type FindOthers = () => AsyncIterable<OtherPhrase>

/** Makes the function by which `search` gets other phrases if this one finds nothing. */
export function otherPhrases(
  services: { db: Db; index: SearchIndex; phrases: PhraseSettings },
  phrase: string,
  language: Language,
): FindOthers {
  const { conceptWords, correctSpelling } = services.phrases
  const words = { ...services, conceptWords }
  return async function* () {
    for (const other of await compoundPhrases(words, phrase, language))
      yield { phrase: other, text: await readText(services, other, language), needsAll: true }
    const corrected = correctSpelling ? await correctPhrase(words, phrase, language) : null
    if (corrected !== null)
      yield { phrase: corrected, text: await readText(services, corrected, language), needsAll: false }
  }
}
